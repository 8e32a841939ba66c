package io.github.grad4j.autograd.explain;

import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Names that users chose, made fit to be drawn: they may hold any character. */
final class Label {
  /** So many characters of a name are drawn. */
  private static final int LONGEST = 80;

  private Label() {}

  /**
   * A text without characters that cannot be seen: line breaks, control characters, halves of pairs
   * and those that turn the direction of writing are told by their numbers.
   */
  static String visible(String text) {
    return escaped(text, Label::isVisible, c -> String.format("\\u%04x", c));
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** A visible text, the end of a long one left out. */
  static String elided(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? visible(text)
        : visible(text.substring(0, text.offsetByCodePoints(0, LONGEST - 1))) + "…";
  }

  /** A text in which each character that may not stand as it is is written in another way. */
  static String escaped(String text, IntPredicate plain, IntFunction<String> escape) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(c -> escaped.append(plain.test(c) ? Character.toString(c) : escape.apply(c)));
    return escaped.toString();
  }
}
