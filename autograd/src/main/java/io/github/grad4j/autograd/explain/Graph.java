package io.github.grad4j.autograd.explain;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.autograd.explain.Box.Edge;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.PlannedProgram;
import io.github.grad4j.core.PlannedProgram.Step;
import io.github.grad4j.core.Replay;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The picture of some formulas, or of a plan: boxes, and arrows to each from what it reads.
 *
 * <pre>{@code
 * System.out.println(Graph.of(loss).withValues().text());
 * Files.writeString(file, Graph.of(loss, gradient(loss, w)).folded(40).dot());
 * }</pre>
 *
 * <p>Of formulas every tensor is a box, once however often it is used, under the number that {@link
 * Tensors#print} gives it. Of a plan every kernel is a box, maybe of several ops, and so is every
 * tensor that kernels read and none computes; numbers are those of {@link Plan#toString}. What a
 * plan leaves out, because it is the same as something else, is not drawn.
 *
 * <p>An arrow is dashed where no derivative comes back, because what is read is LONG or BOOL.
 *
 * <p>Names may hold any character: each format writes them so that they are shown as they are, but
 * for those that cannot be seen, which are told by their numbers, and the end of long names, which
 * is left out. JSON has names unchanged.
 *
 * <p>A graph is immutable, and walked without recursion: formulas may be of any depth.
 */
public final class Graph {
  /** Of longer lists so many are told. */
  private static final int TOLD = 3;

  private final Map<Tensor, Integer> numbers;
  private final List<Box> boxes;
  private final Set<Tensor> outputs;

  /** The variables that are assigned a tensor. */
  private final Map<Tensor, List<Variable>> assigned;

  /** What the graph as a whole is said to be. */
  private final String summary;

  private final Map<Tensor, Amount> values;
  private final Map<Tensor, Amount> gradients;

  private Graph(
      Map<Tensor, Integer> numbers,
      List<Box> boxes,
      Set<Tensor> outputs,
      Map<Tensor, List<Variable>> assigned,
      String summary,
      Map<Tensor, Amount> values,
      Map<Tensor, Amount> gradients) {
    this.numbers = numbers;
    this.boxes = List.copyOf(boxes);
    this.outputs = outputs;
    this.assigned = assigned;
    this.summary = summary;
    this.values = values;
    this.gradients = gradients;
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
    List<Tensor> given = ArgumentException.copyOf(outputs, "outputs");
    Map<Tensor, Integer> numbers = new HashMap<>();
    List<Box> boxes = new ArrayList<>();
    for (Tensor tensor : Tensors.order(given)) {
      List<Tensor> inputs = tensor instanceof Node node ? node.inputs() : List.of();
      List<Edge> edges =
          inputs.stream().map(input -> new Edge(input, found(numbers, input))).toList();
      boxes.add(Box.of(boxes.size(), tensor, edges));
      numbers.put(tensor, numbers.size());
    }
    return new Graph(numbers, boxes, new LinkedHashSet<>(given), Map.of(), "", Map.of(), Map.of());
  }

  /**
   * The graph of a plan's kernels.
   *
   * @param plan the plan, which may be closed later
   * @return the graph
   * @throws PlanException if the plan is closed
   */
  public static Graph of(Plan plan) {
    PlannedProgram program = ArgumentException.requireNonNull(plan, "plan").program();
    Map<Tensor, Integer> numbers = new HashMap<>();
    program.tensors().forEach(tensor -> numbers.put(tensor, numbers.size()));
    Map<Tensor, List<Variable>> assigned = new LinkedHashMap<>();
    program
        .updates()
        .forEach(
            (variable, tensor) ->
                assigned.computeIfAbsent(tensor, t -> new ArrayList<>()).add(variable));
    Set<Tensor> outputs = new LinkedHashSet<>(program.outputs().values());
    Map<Tensor, Integer> owners = new HashMap<>();
    List<Box> boxes = new ArrayList<>();
    for (Step step : program.steps()) {
      step.reads().forEach(tensor -> addGiven(tensor, numbers, owners, boxes));
      int number = found(numbers, step.nodes().get(0));
      List<Edge> edges =
          step.reads().stream().map(tensor -> new Edge(tensor, found(owners, tensor))).toList();
      boxes.add(Box.of(number, step, edges));
      step.nodes().forEach(node -> owners.put(node, number));
    }
    outputs.forEach(tensor -> addGiven(tensor, numbers, owners, boxes));
    assigned.keySet().forEach(tensor -> addGiven(tensor, numbers, owners, boxes));
    long once = program.steps().stream().filter(Step::once).count();
    String summary =
        String.format(
            Locale.ROOT,
            "%,d kernels in each run%s; the plan holds %,d bytes",
            program.steps().size() - once,
            once == 0 ? "" : String.format(Locale.ROOT, " and %,d before", once),
            plan.bytes());
    return new Graph(numbers, boxes, outputs, assigned, summary, Map.of(), Map.of());
  }

  /** Adds a box for what no kernel has computed: a leaf, or a node without elements. */
  private static void addGiven(
      Tensor tensor, Map<Tensor, Integer> numbers, Map<Tensor, Integer> owners, List<Box> boxes) {
    int number = found(numbers, tensor);
    if (owners.putIfAbsent(tensor, number) == null) {
      boxes.add(Box.of(number, tensor, List.of()));
    }
  }

  private static int found(Map<Tensor, Integer> numbers, Tensor tensor) {
    Integer number = numbers.get(tensor);
    if (number == null) {
      throw new IllegalStateException(tensor + " is read before it is made");
    }
    return number;
  }

  /**
   * This with fewer boxes, if there are more than that.
   *
   * <p>Boxes that follow each other become one, which tells how many ops of which name it stands
   * for. First those of the rounds of a loop, as far as they are alike; then those that were
   * written on the same line, derivatives on that of what they derive from; then, if need be, any
   * neighbours.
   *
   * @param maxNodes how many boxes there are at most
   * @return the graph
   * @throws ArgumentException if it is less than 2
   */
  public Graph folded(int maxNodes) {
    if (maxNodes < 2) {
      throw new ArgumentException(
          "a graph is folded to 2 boxes or more, but maxNodes is " + maxNodes + "; ask for 20");
    }
    Set<Tensor> wanted = new LinkedHashSet<>(outputs);
    wanted.addAll(assigned.keySet());
    List<Box> fewer = Folding.fold(boxes, maxNodes, wanted);
    return new Graph(numbers, fewer, outputs, assigned, summary, values, gradients);
  }

  /**
   * This with the value of every tensor that a box gives to others; of a long one the first
   * numbers.
   *
   * <p>The formulas are computed now, every tensor in memory of its own. An integer beyond ±2⁵³ is
   * rounded.
   *
   * @return the graph
   * @throws PlanException if there is an {@link Input}, which has no value unless a plan is fed
   *     with one
   */
  public Graph withValues() {
    requireNoInput("withValues(plan)");
    // Of equal tensors a plan's graph has one, which the outputs need not be made of.
    List<Tensor> results = boxes.stream().flatMap(box -> box.results().stream()).toList();
    try (Plan plan = Plan.of(results)) {
      return withValues(plan);
    }
  }

  /**
   * This with the values that tensors have in a plan; of a long one the first numbers.
   *
   * <p>The plan is {@link Plan#replay() replayed} now; updates are not made. An integer beyond ±2⁵³
   * is rounded.
   *
   * @param plan a plan of these formulas, fed
   * @return the graph
   * @throws PlanException if an input was never fed, a tensor of the graph is not part of the plan,
   *     or the plan is closed
   */
  public Graph withValues(Plan plan) {
    try (Replay replay = ArgumentException.requireNonNull(plan, "plan").replay()) {
      Map<Tensor, Amount> found = new HashMap<>();
      for (Box box : boxes) {
        box.results().forEach(tensor -> found.put(tensor, Amount.of(tensor, replay)));
      }
      return new Graph(numbers, boxes, outputs, assigned, summary, found, gradients);
    }
  }

  /**
   * This with the gradient of a loss by some of its tensors; of a long one the first numbers.
   *
   * @param loss a FLOAT or DOUBLE scalar
   * @param wrt tensors of this graph, each FLOAT or DOUBLE: variables, or nodes on the way
   * @return the graph
   * @throws ArgumentException if one of {@code wrt} is not part of this graph
   * @throws PlanException if there is an {@link Input}, which has no value unless a plan is fed
   *     with one
   * @throws io.github.grad4j.core.ShapeException if the loss is not a scalar
   * @throws io.github.grad4j.core.TypeException if the loss or one of {@code wrt} is LONG or BOOL
   */
  public Graph withGradients(Tensor loss, List<? extends Tensor> wrt) {
    List<Tensor> xs = requireParts(wrt);
    requireNoInput("withGradients(loss, wrt, plan)");
    return withGradients(xs, Autograd.gradients(loss, xs));
  }

  /**
   * This with the gradient of a loss by some of its tensors, for the values that inputs and
   * variables have in a plan; of a long one the first numbers.
   *
   * @param loss a FLOAT or DOUBLE scalar
   * @param wrt tensors of this graph, each FLOAT or DOUBLE: variables, inputs, or nodes on the way
   * @param plan a plan of the loss, fed
   * @return the graph
   * @throws ArgumentException if one of {@code wrt} is not part of this graph
   * @throws PlanException if an input was never fed, the loss has an input or a variable that is
   *     not part of the plan, or the plan is closed
   * @throws io.github.grad4j.core.ShapeException if the loss is not a scalar
   * @throws io.github.grad4j.core.TypeException if the loss or one of {@code wrt} is LONG or BOOL
   */
  public Graph withGradients(Tensor loss, List<? extends Tensor> wrt, Plan plan) {
    List<Tensor> xs = requireParts(wrt);
    List<Tensor> formulas = Autograd.gradients(loss, xs);
    Map<Tensor, Tensor> constants = new HashMap<>();
    try (Replay replay = ArgumentException.requireNonNull(plan, "plan").replay()) {
      for (Tensor tensor : Tensors.order(formulas)) {
        if (tensor instanceof Input || tensor instanceof Variable) {
          constants.put(tensor, constant(tensor, replay.doubles(tensor)));
        }
      }
    }
    return withGradients(xs, Tensors.substitute(formulas, constants));
  }

  private List<Tensor> requireParts(List<? extends Tensor> wrt) {
    List<Tensor> xs = ArgumentException.copyOf(wrt, "wrt");
    for (int i = 0; i < xs.size(); i++) {
      if (!numbers.containsKey(xs.get(i))) {
        throw new ArgumentException(
            "wrt["
                + i
                + "] is "
                + xs.get(i)
                + ", which is not part of this graph; give a tensor of it");
      }
    }
    return xs;
  }

  private static Constant constant(Tensor tensor, double[] elements) {
    if (tensor.type().isFloating()) {
      return Constant.of(elements, tensor.shape(), tensor.type().dataType());
    }
    if (tensor.type().isInteger()) {
      return Constant.of(
          Arrays.stream(elements).mapToLong(element -> (long) element).toArray(), tensor.shape());
    }
    boolean[] truths = new boolean[elements.length];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = elements[i] != 0;
    }
    return Constant.of(truths, tensor.shape());
  }

  private Graph withGradients(List<Tensor> xs, List<Tensor> formulas) {
    Map<Tensor, Amount> found = new HashMap<>(gradients);
    try (Plan plan = Plan.of(formulas)) {
      plan.run();
      for (int i = 0; i < xs.size(); i++) {
        found.put(xs.get(i), Amount.of(xs.get(i).type(), plan.doubles(formulas.get(i))));
      }
    }
    return new Graph(numbers, boxes, outputs, assigned, summary, values, found);
  }

  private void requireNoInput(String instead) {
    Optional<Tensor> first =
        numbers.entrySet().stream()
            .filter(entry -> entry.getKey() instanceof Input)
            .min(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey);
    if (first.isPresent()) {
      throw new PlanException(
          first.get() + " has no value by itself; feed it to a plan, and ask " + instead);
    }
  }

  /**
   * A table, one box a line, and below it what all add up to.
   *
   * <p>Its columns are the number, the op or the kind and name, the type, the numbers of what is
   * read, how many elements a variable has, how many bytes the value takes, values and gradients if
   * asked for, and where it was written. An optimizer's state counts among the parameters: it is
   * held in variables, too. A plan takes less than the sum of the bytes, because it uses memory
   * again; {@link Plan#bytes} tells.
   *
   * @return the table
   */
  public String text() {
    return GraphText.of(this);
  }

  /**
   * A graph in the DOT language of <a href="https://graphviz.org">Graphviz</a>; the tooltip of a
   * box tells where its ops were written.
   *
   * @return the graph
   */
  public String dot() {
    return GraphDot.of(this);
  }

  /**
   * A flowchart of <a href="https://mermaid.js.org">Mermaid</a>, which Markdown shows in a block
   * marked {@code mermaid}.
   *
   * <p>Mermaid draws some hundred boxes at most; fold a larger graph.
   *
   * @return the flowchart
   */
  public String mermaid() {
    return GraphMermaid.of(this);
  }

  /**
   * All that the graph knows, as JSON.
   *
   * <p>An object with {@code boxes}, in an order in which they can be computed. Each has an {@code
   * id}, a {@code kind} (input, variable, constant, op, kernel, folded), a {@code title}, the
   * number of {@code tensors} and for each op the number of its nodes ({@code ops}), {@code
   * parameters}, {@code bytes}, the lines {@code where} it was written, the ids of what it reads
   * ({@code inputs}), and its {@code results}: name, type, shape, whether it is an output, which
   * variables it is assigned to, and value and gradient if asked for, each the number of its
   * elements ({@code of}) and the first of them or all. NaN and infinite numbers are strings.
   *
   * @return the JSON
   */
  public String json() {
    return GraphJson.of(this);
  }

  /** The table of {@link #text()}. */
  @Override
  public String toString() {
    return text();
  }

  List<Box> boxes() {
    return boxes;
  }

  String summary() {
    return summary;
  }

  boolean hasValues() {
    return !values.isEmpty();
  }

  boolean hasGradients() {
    return !gradients.isEmpty();
  }

  Optional<Amount> value(Tensor tensor) {
    return Optional.ofNullable(values.get(tensor));
  }

  Optional<Amount> gradient(Tensor tensor) {
    return Optional.ofNullable(gradients.get(tensor));
  }

  /** The names of the outputs. */
  String outputs() {
    return outputs.stream().map(this::name).collect(Collectors.joining(", "));
  }

  boolean isOutput(Tensor tensor) {
    return outputs.contains(tensor);
  }

  boolean isOutput(Box box) {
    return box.results().stream().anyMatch(this::isOutput);
  }

  /** The variables that are assigned a tensor after a run. */
  List<Variable> assigned(Tensor tensor) {
    return assigned.getOrDefault(tensor, List.of());
  }

  /** What a box shows, line by line, without characters that cannot be seen. */
  List<String> label(Box box) {
    List<String> lines = new ArrayList<>();
    if (box.tensors().size() == 1) {
      lines.add(name(box) + " " + title(box));
    } else {
      lines.add(title(box));
      lines.add(box.kind() == Box.Kind.KERNEL ? Label.elided(box.counts()) : "");
      lines.add(name(box));
    }
    lines.add(types(box));
    lines.add(box.kind() == Box.Kind.FOLDED && box.lines().size() == 1 ? where(box) : "");
    boolean isNumber = box.kind() == Box.Kind.CONSTANT && !box.title().isEmpty();
    lines.add(isNumber ? "" : amounts(box, values, "= "));
    lines.add(amounts(box, gradients, "∂ "));
    lines.add(assignments(box));
    lines.removeIf(String::isEmpty);
    return lines;
  }

  /** The numbers of what a box gives to others. */
  String name(Box box) {
    return told(box.results().stream().map(this::name).toList());
  }

  String name(Tensor tensor) {
    return "%" + found(numbers, tensor);
  }

  String title(Box box) {
    String title =
        switch (box.kind()) {
          case INPUT, VARIABLE, CONSTANT -> box.kind() + " " + box.title();
          case OP, KERNEL, FOLDED -> box.title();
        };
    return Label.elided(title).strip();
  }

  String types(Box box) {
    return told(box.results().stream().map(result -> result.type().toString()).distinct().toList());
  }

  /** The numbers of the tensors that a box reads. */
  String inputs(Box box) {
    return told(box.edges().stream().map(edge -> name(edge.tensor())).toList());
  }

  /** Where the ops of a box were written. */
  String where(Box box) {
    return told(box.lines().stream().map(Label::elided).toList());
  }

  String values(Box box) {
    return amounts(box, values, "");
  }

  String gradients(Box box) {
    return amounts(box, gradients, "");
  }

  private static String amounts(Box box, Map<Tensor, Amount> amounts, String prefix) {
    return told(
        box.results().stream()
            .map(amounts::get)
            .flatMap(amount -> Optional.ofNullable(amount).stream())
            .map(amount -> prefix + amount)
            .toList());
  }

  /** What of a box is assigned to which variables. */
  String assignments(Box box) {
    List<String> texts = new ArrayList<>();
    for (Tensor tensor : box.results()) {
      for (Variable variable : assigned(tensor)) {
        texts.add(Label.elided(variable.name()) + " := " + name(tensor));
      }
    }
    return told(texts);
  }

  private static String told(List<String> texts) {
    String some = texts.stream().limit(TOLD).collect(Collectors.joining(", "));
    return texts.size() <= TOLD ? some : some + ", … (" + texts.size() + " in all)";
  }
}
