package io.github.grad4j.notebooks;

import java.util.ArrayList;
import java.util.List;

/** Tables in HTML, without a style: notebooks bring their own. */
final class Html {
  private Html() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** A table with column titles; without a row of titles if there are none. */
  static String table(List<String> titles, List<List<String>> rows) {
    StringBuilder html = new StringBuilder("<table>");
    if (!titles.isEmpty()) {
      row(html, "th", titles);
    }
    rows.forEach(row -> row(html, "td", row));
    return html.append("</table>").toString();
  }

  /** The text of the same table, columns aligned on the right. */
  static String text(List<String> titles, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    if (!titles.isEmpty()) {
      all.add(titles);
    }
    all.addAll(rows);
    int columns = all.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    all.forEach(
        row -> {
          for (int i = 0; i < row.size(); i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    StringBuilder text = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        line.append(i == 0 ? "" : "  ").append(" ".repeat(widths[i] - cell.length())).append(cell);
      }
      text.append(text.isEmpty() ? "" : "\n").append(line.toString().stripTrailing());
    }
    return text.toString();
  }

  private static void row(StringBuilder html, String tag, List<String> cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append('<').append(tag).append('>').append(escaped(cell));
      html.append("</").append(tag).append('>');
    }
    html.append("</tr>");
  }
}
