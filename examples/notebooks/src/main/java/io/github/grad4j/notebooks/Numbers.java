package io.github.grad4j.notebooks;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text. */
final class Numbers {
  private static final MathContext MANY = new MathContext(8);
  private static final MathContext FEW = new MathContext(5);

  private static final double LEAST_PLAIN = 1e-4;
  private static final double MOST_PLAIN = 1e8;

  private Numbers() {}

  /** Eight digits. */
  static String text(double number) {
    return text(number, MANY);
  }

  /** Five digits. */
  static String brief(double number) {
    return text(number, FEW);
  }

  private static String text(double number, MathContext digits) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "∞" : "-∞";
    }
    BigDecimal rounded = new BigDecimal(number).round(digits).stripTrailingZeros();
    double size = Math.abs(number);
    return number == 0 || (size >= LEAST_PLAIN && size < MOST_PLAIN)
        ? rounded.toPlainString()
        : Double.toString(rounded.doubleValue()).replace(".0E", "E").replace("E", "e");
  }
}
