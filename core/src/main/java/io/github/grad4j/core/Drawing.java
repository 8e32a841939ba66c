package io.github.grad4j.core;

/** Pictures of shapes for error messages. */
final class Drawing {
  private Drawing() {}

  /**
   * Two shapes that do not broadcast, right-aligned, with the clashing axis marked.
   *
   * @param back the clashing axis counted from the end, 1 for the last
   */
  static String clash(Shape a, Shape b, int back) {
    int rank = Math.max(a.rank(), b.rank());
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (int position = rank; position >= 1; position--) {
      String x = cell(a, position);
      String y = cell(b, position);
      int width = Math.max(x.length(), y.length()) + 2;
      first.append(pad(x, width));
      second.append(pad(y, width));
      marks.append(pad(position == back ? "^" : "", width));
    }
    int left = a.size(-back);
    int right = b.size(-back);
    return String.format(
        "shapes %s and %s do not broadcast (axis -%d: %d vs %d, and neither is 1)\n"
            + "  first  %s\n  second %s\n         %s",
        a, b, back, left, right, first, second, marks.toString().stripTrailing());
  }

  private static String cell(Shape shape, int back) {
    return back <= shape.rank() ? Integer.toString(shape.size(-back)) : "";
  }

  private static String pad(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }
}
