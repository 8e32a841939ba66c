package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The picture of some formulas: a box for each tensor, an arrow for each tensor that another is
 * made of.
 *
 * <pre>{@code
 * System.out.println(Graph.of(loss).text());
 * Files.writeString(file, Graph.of(loss, gradient(loss, w)).folded(40).dot());
 * }</pre>
 *
 * <p>Boxes are numbered as {@link Tensors#print} does. A tensor appears once however often it is
 * used. An arrow is dashed where no derivative comes back, because what is read is LONG or BOOL.
 *
 * <p>Names may hold any character; each format writes them so that they are shown as they are,
 * those that cannot be seen by their numbers, and long ones cut, but for JSON, which has names in
 * full.
 *
 * <p>Immutable; nothing is walked by recursion, so that formulas may be of any depth.
 */
public final class Graph {
  /** Of longer lists so many are named. */
  private static final int NAMED = 3;

  private final Map<Tensor, Integer> numbers;
  private final List<Box> boxes;
  private final Set<Tensor> outputs;

  private Graph(Map<Tensor, Integer> numbers, List<Box> boxes, Set<Tensor> outputs) {
    this.numbers = numbers;
    this.boxes = List.copyOf(boxes);
    this.outputs = outputs;
  }

  /**
   * The graph of some formulas.
   *
   * @param first a formula
   * @param rest more of them
   * @return the graph
   */
  public static Graph of(Tensor first, Tensor... rest) {
    List<Tensor> outputs = new ArrayList<>();
    outputs.add(first);
    outputs.addAll(Arrays.asList(ArgumentException.requireNonNull(rest, "rest")));
    return of(outputs);
  }

  /**
   * The graph of some formulas.
   *
   * @param outputs the formulas; the same one may stand there twice
   * @return the graph
   */
  public static Graph of(List<? extends Tensor> outputs) {
    Set<Tensor> distinct = new LinkedHashSet<>(ArgumentException.<Tensor>copyOf(outputs, "outputs"));
    Map<Tensor, Integer> numbers = new HashMap<>();
    List<Box> boxes = new ArrayList<>();
    for (Tensor tensor : Tensors.order(distinct)) {
      List<Tensor> inputs = tensor instanceof Node node ? node.inputs() : List.of();
      List<Box.Edge> edges =
          inputs.stream().map(input -> new Box.Edge(input, number(numbers, input))).toList();
      boxes.add(Box.of(boxes.size(), tensor, edges));
      numbers.put(tensor, numbers.size());
    }
    return new Graph(numbers, boxes, distinct);
  }

  private static int number(Map<Tensor, Integer> numbers, Tensor tensor) {
    Integer number = numbers.get(tensor);
    if (number == null) {
      throw new IllegalStateException(tensor + " is read before it is made");
    }
    return number;
  }

  /**
   * A flowchart for <a href="https://mermaid.js.org">Mermaid</a>, as Markdown shows it in a block
   * marked {@code mermaid}.
   *
   * <p>Mermaid itself draws no more than some hundred boxes.
   *
   * @return the flowchart
   */
  public String mermaid() {
    return GraphMermaid.of(this);
  }

  /**
   * A graph in the DOT language of <a href="https://graphviz.org">Graphviz</a>; where an op was
   * written is its tooltip.
   *
   * @return the graph
   */
  public String dot() {
    return GraphDot.of(this);
  }

  List<Box> boxes() {
    return boxes;
  }

  boolean isOutput(Box box) {
    return box.results().stream().anyMatch(outputs::contains);
  }

  /** What a box shows, line by line, without characters that cannot be seen. */
  List<String> label(Box box) {
    List<String> lines = new ArrayList<>();
    lines.add(name(box) + " " + title(box));
    lines.add(types(box));
    return lines;
  }

  /** The numbers of what a box gives to others. */
  String name(Box box) {
    return some(box.results().stream().map(this::name).toList());
  }

  private String name(Tensor tensor) {
    return "%" + number(numbers, tensor);
  }

  String title(Box box) {
    String title =
        switch (box.kind()) {
          case INPUT, VARIABLE, CONSTANT -> box.kind() + " " + box.title();
          default -> box.title();
        };
    return Label.elided(title.strip());
  }

  String types(Box box) {
    return some(box.results().stream().map(result -> result.type().toString()).distinct().toList());
  }

  /** Where the ops of a box were written. */
  String where(Box box) {
    Set<String> lines = new LinkedHashSet<>();
    for (Tensor tensor : box.tensors()) {
      if (tensor instanceof Node node) {
        lines.add(Label.elided(node.where()));
      }
    }
    return some(List.copyOf(lines));
  }

  private static String some(List<String> names) {
    String text = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() <= NAMED ? text : text + ", … " + (names.size() - NAMED) + " more";
  }
}
