package io.github.grad4j.autograd.explain;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a graph in the DOT language of Graphviz. */
final class GraphDot {
  private final Graph graph;
  private final StringBuilder lines = new StringBuilder("digraph {\n  node [shape=box]\n");

  private GraphDot(Graph graph) {
    this.graph = graph;
  }

  static String of(Graph graph) {
    return new GraphDot(graph).write();
  }

  private String write() {
    for (Box box : graph.boxes()) {
      lines.append("  n").append(box.number());
      lines.append(" [label=").append(quoted(graph.label(box))).append(shape(box));
      lines.append(graph.isOutput(box) ? " peripheries=2" : "");
      lines.append(" tooltip=").append(quoted(List.of(graph.where(box)))).append("]\n");
    }
    for (Box box : graph.boxes()) {
      for (Map.Entry<Integer, Boolean> source : box.sources().entrySet()) {
        lines.append("  n").append(source.getKey()).append(" -> n").append(box.number());
        lines.append(source.getValue() ? "" : " [style=dashed]").append('\n');
      }
    }
    return lines.append("}\n").toString();
  }

  private static String shape(Box box) {
    return switch (box.kind()) {
      case INPUT -> " shape=parallelogram";
      case VARIABLE -> " shape=cylinder";
      case CONSTANT -> " style=rounded";
      case FOLDED -> " shape=box3d";
      case KERNEL -> " shape=component";
      case OP -> "";
    };
  }

  private static String quoted(List<String> lines) {
    return lines.stream().map(GraphDot::escape).collect(Collectors.joining("\\n", "\"", "\""));
  }

  private static String escape(String text) {
    // Graphviz reads HTML's entities in any text.
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;");
  }
}
