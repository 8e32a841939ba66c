package io.github.grad4j.autograd.explain;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a graph as a flowchart of Mermaid. */
final class GraphMermaid {
  /**
   * What stands for itself in a quoted text of Mermaid besides letters and digits. A colon does
   * not: behind the word style it makes Mermaid take away a semicolon.
   */
  private static final String PLAIN = " %.,()[]+-*/=_×∂…";

  /**
   * Where two dollars would begin a formula of TeX and a colon an icon, however they are written.
   */
  private static final Pattern FORMULA_OR_ICON = Pattern.compile("(?<=[$])(?=[$])|(?<=:)(?=fa-)");

  /** A space of no width. */
  private static final String NO_SPACE = "\u200b";

  private final Graph graph;
  private final StringBuilder lines = new StringBuilder("flowchart TD\n");

  private GraphMermaid(Graph graph) {
    this.graph = graph;
  }

  static String of(Graph graph) {
    return new GraphMermaid(graph).write();
  }

  private String write() {
    for (Box box : graph.boxes()) {
      lines.append("  n").append(box.number()).append(shape(box));
      lines.append(graph.isOutput(box) ? ":::output\n" : "\n");
    }
    for (Box box : graph.boxes()) {
      for (Map.Entry<Integer, Boolean> source : box.sources().entrySet()) {
        lines.append("  n").append(source.getKey());
        lines.append(source.getValue() ? " --> " : " -.-> ");
        lines.append('n').append(box.number()).append('\n');
      }
    }
    return lines.append("  classDef output stroke-width:4px\n").toString();
  }

  private String shape(Box box) {
    String label =
        graph.label(box).stream()
            .map(GraphMermaid::escape)
            .collect(Collectors.joining("<br>", "\"", "\""));
    return switch (box.kind()) {
      case INPUT -> "[/" + label + "/]";
      case VARIABLE -> "[(" + label + ")]";
      case CONSTANT -> "(" + label + ")";
      case KERNEL, FOLDED -> "[[" + label + "]]";
      case OP -> "[" + label + "]";
    };
  }

  private static String escape(String text) {
    return Label.escaped(
        FORMULA_OR_ICON.matcher(text).replaceAll(NO_SPACE),
        c -> Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0,
        c -> "#" + c + ";");
  }
}
