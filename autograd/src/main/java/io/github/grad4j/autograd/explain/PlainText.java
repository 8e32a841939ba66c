package io.github.grad4j.autograd.explain;

import java.util.Map;

/** LaTeX, as notations are written, turned into plain text. */
final class PlainText {
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("cdot", "\u00b7"),
          Map.entry("odot", "\u00b7"),
          Map.entry("times", "\u00d7"),
          Map.entry("sum", "\u03a3"),
          Map.entry("delta", "\u03b4"),
          Map.entry("sigma", "\u03c3"),
          Map.entry("Phi", "\u03a6"),
          Map.entry("pi", "\u03c0"),
          Map.entry("infty", "\u221e"),
          Map.entry("top", "\u1d40"),
          Map.entry("ldots", "\u2026"),
          Map.entry("le", "\u2264"),
          Map.entry("ge", "\u2265"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("ne", "\u2260"),
          Map.entry("land", "\u2227"),
          Map.entry("lor", "\u2228"));

  /** Signs that stand close to what follows. */
  private static final Map<String, String> OPENING =
      Map.of("lvert", "|", "lfloor", "\u230a", "lnot", "\u00ac", "partial", "\u2202");

  /** Signs that stand close to what is before. */
  private static final Map<String, String> CLOSING = Map.of("rvert", "|", "rfloor", "\u230b");

  /** What LaTeX reads as a command. */
  private static final String SPECIAL = "_^{}\\";

  /** Where Unicode has characters without a meaning. */
  private static final char PRIVATE = '\ue000';

  private final String latex;
  private int next;

  private PlainText(String latex) {
    this.latex = latex;
  }

  /** A name or a number to be put into LaTeX, which {@link #of} gives back as it is. */
  static String quoted(String name) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      quoted.append(SPECIAL.indexOf(c) >= 0 ? (char) (c + PRIVATE) : c);
    }
    return quoted.toString();
  }

  private static String unquoted(String text) {
    StringBuilder unquoted = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isQuoted = c >= PRIVATE && SPECIAL.indexOf(c - PRIVATE) >= 0;
      unquoted.append(isQuoted ? (char) (c - PRIVATE) : c);
    }
    return unquoted.toString();
  }

  /** The same formula without macros. */
  static String of(String latex) {
    PlainText plain = new PlainText(latex);
    StringBuilder text = new StringBuilder();
    while (plain.next < latex.length()) {
      plain.item(text);
    }
    return unquoted(text.toString());
  }

  private void item(StringBuilder text) {
    char c = latex.charAt(next);
    switch (c) {
      case '\\' -> macro(text);
      case '{' -> text.append(group());
      case '^' -> {
        next++;
        text.append(power(group()));
      }
      case '_' -> {
        next++;
        text.append('[').append(group()).append(']');
      }
      default -> {
        text.append(c);
        next++;
      }
    }
  }

  /** What is in braces, or one item without. */
  private String group() {
    StringBuilder text = new StringBuilder();
    if (next < latex.length() && latex.charAt(next) == '{') {
      next++;
      while (next < latex.length() && latex.charAt(next) != '}') {
        item(text);
      }
      next++;
    } else if (next < latex.length()) {
      item(text);
    }
    return text.toString();
  }

  private void macro(StringBuilder text) {
    int from = ++next;
    while (next < latex.length() && Character.isLetter(latex.charAt(next))) {
      next++;
    }
    String name = latex.substring(from, next);
    if (name.equals("frac")) {
      String over = parenthesized(group());
      text.append(text.isEmpty() ? over : signed(over));
      text.append('/').append(signed(parenthesized(group())));
    } else if (name.equals("sqrt")) {
      text.append("\u221a").append(parenthesized(group()));
    } else if (name.equals("mathrm")) {
      text.append(group());
    } else if (name.equals("text")) {
      // Its spaces count, those of LaTeX around it do not.
      text.setLength(text.toString().stripTrailing().length());
      text.append(group());
      while (next < latex.length() && latex.charAt(next) == ' ') {
        next++;
      }
    } else if (OPENING.containsKey(name)) {
      text.append(OPENING.get(name));
      next += next < latex.length() && latex.charAt(next) == ' ' ? 1 : 0;
    } else if (CLOSING.containsKey(name)) {
      text.setLength(text.toString().stripTrailing().length());
      text.append(CLOSING.get(name));
    } else {
      text.append(SIGNS.getOrDefault(name, name));
    }
  }

  private static String power(String exponent) {
    return switch (exponent) {
      case "2" -> "\u00b2";
      case "3" -> "\u00b3";
      case "\u1d40" -> exponent;
      default -> "^" + parenthesized(exponent);
    };
  }

  /** A part whose minus could be misread behind another sign, in parentheses. */
  private static String signed(String part) {
    return part.startsWith("-") ? "(" + part + ")" : part;
  }

  /** A part of more than one item, in parentheses. */
  private static String parenthesized(String part) {
    return isOne(part) ? part : "(" + part + ")";
  }

  /** Whether no space and no slash stands outside of brackets. */
  private static boolean isOne(String part) {
    int depth = 0;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (depth == 0 && (c == ' ' || c == '/')) {
        return false;
      }
    }
    return true;
  }
}
