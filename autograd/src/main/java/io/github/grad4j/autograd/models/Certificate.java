package io.github.grad4j.autograd.models;

import io.github.grad4j.core.ArgumentException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A loss, and how far above the least one it is at most.
 *
 * @param loss the loss, its penalty included
 * @param gap what no parameters can lower it by more than
 */
public record Certificate(double loss, double gap) {
  /**
   * Checks both numbers.
   *
   * @param loss the loss
   * @param gap what no parameters can lower it by more than
   * @throws ArgumentException if one is not finite, or the gap is negative
   */
  public Certificate {
    if (!Double.isFinite(loss) || !(gap >= 0 && gap < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException(
          "a loss is finite, and a gap finite and not negative, but they are "
              + loss
              + " and "
              + gap);
    }
  }

  /** Never less than the gap. */
  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.UP);

  private static final MathContext DIGITS = new MathContext(8);

  /** {@code loss 0.24367723, within 3.1E-7 of the optimum}. */
  @Override
  public String toString() {
    return "loss "
        + new BigDecimal(loss).round(DIGITS).doubleValue()
        + ", within "
        + new BigDecimal(gap).round(TWO_DIGITS).doubleValue()
        + " of the optimum";
  }
}
