package io.github.grad4j.benchmarks;

import java.util.Locale;

/** Numbers as tables show them. */
final class Numbers {
  private Numbers() {}

  /** Three digits, more before the point. */
  static String brief(double number) {
    double size = Math.abs(number);
    if (size != 0 && size < 0.01) {
      return String.format(Locale.ROOT, "%.1e", number);
    }
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
    String text = String.format(Locale.ROOT, format, number);
    return text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
  }
}
