package io.github.grad4j.core;

import io.github.grad4j.core.Fusion.Group;
import io.github.grad4j.core.PlannedProgram.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a plan does in a run, decided before there is any memory: the rows of the program, which of
 * them are computed once, which together, and where each lies.
 *
 * <p>Made by the passes, each a function of what those before it gave: order and share, fold, pair,
 * fuse, place.
 */
final class Schedule {
  private final Program program;
  private final BitSet folded;
  private final int[] partners;
  private final Fusion fusion;
  private final Placement placement;

  private Schedule(List<Tensor> formulas) {
    this.program = Program.sharing(formulas);
    this.folded = Folding.folded(program);
    this.partners = Pairing.partners(program, folded);
    int[] keep = formulas.stream().mapToInt(program::row).toArray();
    this.fusion = Fusion.of(program, folded, partners, keep);
    this.placement = Placement.of(program, folded, partners, fusion, keep);
  }

  /** The schedule that computes some formulas, all of which are still read after the run. */
  static Schedule of(List<Tensor> formulas) {
    return new Schedule(formulas);
  }

  Program program() {
    return program;
  }

  Placement placement() {
    return placement;
  }

  /** Whether a row is computed once, when the plan is made. */
  boolean isFolded(int row) {
    return folded.get(row);
  }

  /** The row that the same kernel computes, -1 if there is none. */
  int partner(int row) {
    return partners[row];
  }

  /** The rows that one kernel computes where this row stands; a pair is no group. */
  Optional<Group> group(int row) {
    return fusion.group(row);
  }

  /** Whether a row has memory, its own or another row's. */
  boolean isStored(int row) {
    return fusion.isStored(row);
  }

  /** Whether a kernel runs in this row's place. */
  boolean hasKernel(int row) {
    boolean computedEarlier = partners[row] >= 0 && partners[row] < row;
    boolean computedLater = fusion.place(row) > row;
    return program.tensor(row) instanceof Node
        && placement.root(row) == row
        && program.type(row).shape().size() > 0
        && !computedEarlier
        && !computedLater;
  }

  /** The program as data. */
  PlannedProgram data(Collection<Tensor> outputs, List<Update> updates) {
    List<Tensor> tensors = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (int row = 0; row < program.size(); row++) {
      tensors.add(program.tensor(row));
      if (hasKernel(row)) {
        steps.add(step(row));
      }
    }
    Map<Tensor, Tensor> sources = new LinkedHashMap<>();
    outputs.forEach(output -> sources.put(output, root(program.row(output))));
    Map<Variable, Tensor> assigned = new LinkedHashMap<>();
    updates.forEach(
        update -> assigned.put(update.variable(), root(program.row(update.newValue()))));
    return new PlannedProgram(tensors, steps, sources, assigned);
  }

  private Step step(int row) {
    Optional<Group> group = group(row);
    if (group.isPresent()) {
      List<Integer> rows = group.get().rows();
      List<Tensor> reads = group.get().operands().stream().map(this::root).distinct().toList();
      return new Step(
          nodes(rows), reads, nodes(rows.stream().filter(this::isStored).toList()), false);
    }
    List<Integer> rows = partners[row] < 0 ? List.of(row) : List.of(row, partners[row]);
    List<Tensor> reads = Arrays.stream(program.inputs(row)).mapToObj(this::root).toList();
    return new Step(nodes(rows), reads, nodes(rows), isFolded(row));
  }

  private List<Node> nodes(List<Integer> rows) {
    return rows.stream().map(program::tensor).map(Node.class::cast).toList();
  }

  /** The tensor in whose memory a row lies. */
  private Tensor root(int row) {
    return program.tensor(placement.root(row));
  }

  /**
   * The kernels and then the updates, one a line; ops that one kernel computes follow it, indented.
   */
  String print(List<Update> updates) {
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < program.size(); row++) {
      if (hasKernel(row)) {
        Optional<Group> group = group(row);
        if (group.isPresent()) {
          print(group.get(), lines);
        } else {
          print(row, lines);
        }
      }
    }
    for (Update update : updates) {
      lines.append(update.variable().name()).append(" := ");
      lines.append(operand(program.row(update.newValue()))).append(System.lineSeparator());
    }
    return lines.toString();
  }

  private void print(Group group, StringBuilder lines) {
    lines.append(
        group.rows().stream()
            .filter(this::isStored)
            .map(row -> "%" + row)
            .collect(Collectors.joining(", ")));
    lines.append(" = ").append(group.rows().size()).append(" fused ops ");
    lines.append(group.precision()).append(group.shape()).append(System.lineSeparator());
    for (int row : group.rows()) {
      print(row, lines.append("  "));
    }
  }

  private void print(int row, StringBuilder lines) {
    if (program.tensor(row) instanceof Node node) {
      lines.append('%').append(row);
      if (partners[row] >= 0) {
        lines.append(", %").append(partners[row]);
      }
      lines.append(" = ").append(node.op().toString().replaceFirst("\\[]$", ""));
      lines.append(operands(row)).append(' ').append(node.type()).append(' ');
      lines.append(node.where()).append(isFolded(row) ? ", computed once" : "");
      lines.append(System.lineSeparator());
    }
  }

  private String operands(int row) {
    return Arrays.stream(program.inputs(row))
        .mapToObj(this::operand)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private String operand(int row) {
    Tensor tensor = root(row);
    if (tensor instanceof Variable variable) {
      return variable.name();
    }
    if (tensor instanceof Input input) {
      return input.name();
    }
    if (tensor instanceof Constant) {
      return tensor.toString();
    }
    return "%" + placement.root(row);
  }
}
