package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a graph as a table, one box a line, and what they add up to. */
final class GraphText {
  private static final String GAP = "  ";

  /** One column: what stands above it, how wide it is, and what a box shows there. */
  private record Column(String head, boolean isNumber, Function<Box, String> cell) {
    String padded(String text, int width) {
      String rest = " ".repeat(width - length(text));
      return isNumber ? rest + text : text + rest;
    }
  }

  private final Graph graph;

  private GraphText(Graph graph) {
    this.graph = graph;
  }

  static String of(Graph graph) {
    return new GraphText(graph).write();
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("name", false, graph::name));
    columns.add(new Column("op", false, graph::title));
    columns.add(new Column("type", false, graph::types));
    columns.add(new Column("inputs", false, graph::inputs));
    columns.add(new Column("parameters", true, box -> count(box.parameters())));
    columns.add(new Column("bytes", true, box -> count(box.bytes())));
    if (graph.hasValues()) {
      columns.add(new Column("value", false, graph::values));
    }
    if (graph.hasGradients()) {
      columns.add(new Column("gradient", false, graph::gradients));
    }
    columns.add(new Column("where", false, graph::where));
    return columns;
  }

  private String write() {
    List<Column> columns = columns();
    List<List<String>> rows = new ArrayList<>();
    rows.add(columns.stream().map(Column::head).toList());
    for (Box box : graph.boxes()) {
      rows.add(columns.stream().map(column -> column.cell.apply(box)).toList());
    }
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(columns.get(i).padded(row.get(i), widths[i])).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    totals().forEach(line -> text.append(line).append(System.lineSeparator()));
    return text.toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String count(long number) {
    return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
  }

  private List<String> totals() {
    List<String> lines = new ArrayList<>();
    Map<Box.Kind, Integer> kinds = new LinkedHashMap<>();
    List<Tensor> tensors = graph.boxes().stream().flatMap(box -> box.tensors().stream()).toList();
    tensors.forEach(tensor -> kinds.merge(Box.Kind.of(tensor), 1, Integer::sum));
    lines.add(
        plural(tensors.size(), "tensor")
            + kinds.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(kind -> plural(kind.getValue(), kind.getKey().toString()))
                .collect(Collectors.joining(", ", ": ", "")));
    long parameters = graph.boxes().stream().mapToLong(Box::parameters).sum();
    long bytes = graph.boxes().stream().mapToLong(Box::bytes).sum();
    lines.add(plural(parameters, "parameter") + "; values take " + plural(bytes, "byte"));
    Optional.of(graph.summary()).filter(summary -> !summary.isEmpty()).ifPresent(lines::add);
    lines.add("outputs: " + graph.outputs());
    lines.addAll(graph.boxes().stream().map(graph::assignments).filter(a -> !a.isEmpty()).toList());
    return lines;
  }

  private static String plural(long number, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", number, one, number == 1 ? "" : "s");
  }
}
