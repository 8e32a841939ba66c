package io.github.grad4j.core;

import io.github.grad4j.core.Fusion.Group;
import io.github.grad4j.core.Regions.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a plan holds while it is open: memory, kernels bound to it, and the order of a run.
 *
 * <p>Made in one go: schedule, allocate, bind.
 */
final class Machine {
  private static final Region NO_COPY = new Region(0, 0);

  private final Schedule schedule;
  private final Program program;
  private final Placement placement;
  private final List<Update> updates;
  private final Map<DataType, DataBuffer> memory = new EnumMap<>(DataType.class);

  /** The memory of each row; an alias has that of its root under its own shape. */
  private final Slot[] slots;

  private final Map<Input, Feed> feedOf = new LinkedHashMap<>();
  private final Feed[] feeds;
  private final Map<Tensor, Slot> results = new LinkedHashMap<>();
  private final Variable[] read;
  private final Variable[] written;
  private final Kernel[] kernels;
  private final Scalar[] scalars;

  /** Copies made after the last kernel, and then the assignments. */
  private final Copy[] snapshots;

  private final Copy[] assignments;
  private boolean hasRun;

  /** A kernel, and the node that is to blame if it fails. */
  private record Blamed(Kernel kernel, Supplier<Node> node) implements Kernel {
    @Override
    public void run() {
      try {
        Contract.run(kernel, node);
      } catch (Grad4jException e) {
        e.addOperands("; in " + node.get());
        throw e;
      }
    }
  }

  /** A floating-point output of rank 0, which tells whether a run made sense. */
  private record Scalar(Tensor tensor, Slot slot) {
    void requireFinite() {
      double value = slot.get(0);
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        NonFiniteException e =
            new NonFiniteException(
                "a scalar output is "
                    + value
                    + ", so no variable was updated; all keep the values that led to it");
        e.addOperands(Tensors.operand("the output", tensor));
        throw e;
      }
    }
  }

  /** One slot copied to another. */
  private record Copy(Slot from, Slot to) {
    void run() {
      from.copyTo(to);
    }
  }

  private Machine(List<Tensor> outputs, List<Update> updates) {
    this.updates = updates;
    List<Tensor> formulas = new ArrayList<>(outputs);
    updates.forEach(update -> formulas.add(update.newValue()));
    this.written = written(updates);
    this.schedule = Schedule.of(formulas);
    this.program = schedule.program();
    this.read = readOnly(program, updates);
    this.placement = schedule.placement();
    List<Region> outputCopies = outputs.stream().map(this::copyOfOutput).toList();
    Set<Tensor> assigned = new HashSet<>(List.of(written));
    List<Region> updateCopies =
        updates.stream().map(update -> copyOfUpdate(update, assigned)).toList();
    this.slots = new Slot[program.size()];
    try {
      placement.extents().forEach((type, n) -> memory.put(type, Memory.allocate(type, n)));
      makeSlots();
      this.feeds = feedOf.values().toArray(Feed[]::new);
      List<Copy> copies = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        results.put(outputs.get(i), source(outputs.get(i), outputCopies.get(i), copies));
      }
      this.assignments = new Copy[updates.size()];
      for (int i = 0; i < assignments.length; i++) {
        Slot source = source(updates.get(i).newValue(), updateCopies.get(i), copies);
        assignments[i] = new Copy(source, written[i].slot());
      }
      this.snapshots = copies.toArray(Copy[]::new);
      this.scalars = updates.isEmpty() ? new Scalar[0] : scalars();
      this.kernels = bind();
    } catch (RuntimeException | Error e) {
      free();
      throw e;
    }
  }

  static Machine of(List<Tensor> outputs, List<Update> updates) {
    return new Machine(outputs, updates);
  }

  private static Variable[] written(List<Update> updates) {
    Set<Variable> distinct = new LinkedHashSet<>();
    for (Update update : updates) {
      if (!distinct.add(update.variable())) {
        throw new PlanException(
            update.variable()
                + " is updated twice in one plan; combine the two new values into one");
      }
    }
    return distinct.toArray(Variable[]::new);
  }

  private static Variable[] readOnly(Program program, List<Update> updates) {
    Set<Variable> variables = new LinkedHashSet<>();
    for (int row = 0; row < program.size(); row++) {
      if (program.tensor(row) instanceof Variable variable) {
        variables.add(variable);
      }
    }
    updates.forEach(update -> variables.remove(update.variable()));
    return variables.toArray(Variable[]::new);
  }

  /** An output in memory that is assigned or fed between the run and the reading needs a copy. */
  private Region copyOfOutput(Tensor output) {
    int row = program.row(output);
    Tensor root = program.tensor(placement.root(row));
    return root instanceof Variable || root instanceof Input ? placement.copyOf(row) : NO_COPY;
  }

  /** A new value in the memory of a variable that is assigned as well needs a copy. */
  private Region copyOfUpdate(Update update, Set<Tensor> assigned) {
    int row = program.row(update.newValue());
    Tensor root = program.tensor(placement.root(row));
    return assigned.contains(root) ? placement.copyOf(row) : NO_COPY;
  }

  private void makeSlots() {
    for (int row = 0; row < slots.length; row++) {
      if (!schedule.isStored(row)) {
        continue;
      }
      Tensor tensor = program.tensor(row);
      int root = placement.root(row);
      slots[row] = root == row ? ownSlot(row) : slots[root].as(tensor.shape());
      if (tensor instanceof Input input) {
        feedOf.put(input, new Feed(input, slots[row]));
      }
    }
  }

  private Slot ownSlot(int row) {
    Tensor tensor = program.tensor(row);
    if (tensor instanceof Variable variable) {
      return variable.slot();
    }
    if (tensor instanceof Constant constant) {
      return constant.memory().orElseGet(() -> numberSlot(row, constant));
    }
    return slot(row, placement.region(row));
  }

  private Slot numberSlot(int row, Constant constant) {
    Slot slot = slot(row, placement.region(row));
    constant.writeTo(slot);
    return slot;
  }

  private Slot slot(int row, Region region) {
    TensorType type = program.type(row);
    DataBuffer buffer = memory.get(type.dataType());
    if (buffer == null) {
      throw new IllegalStateException("no memory was planned for " + type);
    }
    return new Slot(type, new Block(buffer, region.offset(), type.shape().size()));
  }

  /** Where a formula's value is found after a run: in its row, or in a copy made then. */
  private Slot source(Tensor formula, Region region, List<Copy> copies) {
    int row = program.row(formula);
    if (region.equals(NO_COPY)) {
      return slots[row];
    }
    Slot copy = slot(row, region);
    copies.add(new Copy(slots[row], copy));
    return copy;
  }

  private Scalar[] scalars() {
    List<Scalar> found = new ArrayList<>();
    results.forEach(
        (tensor, slot) -> {
          if (tensor.type().isFloating() && tensor.shape().rank() == 0) {
            found.add(new Scalar(tensor, slot));
          }
        });
    return found.toArray(Scalar[]::new);
  }

  /** Binds every node that has work to do, and runs at once those that are folded. */
  private Kernel[] bind() {
    List<Kernel> bound = new ArrayList<>();
    int[] values = new int[program.size()];
    for (int row = 0; row < program.size(); row++) {
      if (program.tensor(row) instanceof Node node && schedule.hasKernel(row)) {
        Optional<Group> group = schedule.group(row);
        Kernel kernel =
            group.isPresent()
                ? bindGroup(group.get(), values)
                : new Blamed(kernel(row, node), () -> node);
        if (schedule.isFolded(row)) {
          kernel.run();
        } else {
          bound.add(kernel);
        }
      }
    }
    return bound.toArray(Kernel[]::new);
  }

  /**
   * The kernel of a group.
   *
   * @param values room for the number that a row has as a value of the kernel
   */
  private Kernel bindGroup(Group group, int[] values) {
    List<Slot> operands = new ArrayList<>();
    for (int row : group.operands()) {
      values[row] = operands.size();
      operands.add(operand(row));
    }
    List<Tiles.Member> members = new ArrayList<>();
    Map<Integer, Slot> results = new HashMap<>();
    for (int row : group.rows()) {
      int[] inputs = Arrays.stream(program.inputs(row)).map(input -> values[input]).toArray();
      values[row] = operands.size() + members.size();
      if (schedule.isStored(row)) {
        results.put(members.size(), slots[row]);
      }
      members.add(new Tiles.Member(pointwise(row), inputs));
    }
    return Parts.of(
        group.shape().size(),
        Tiles.worth(members.size()),
        (from, to) -> {
          Tiles<?> tiles =
              Tiles.of(group.precision(), group.shape(), operands, members, results, from, to);
          return new Blamed(tiles, () -> node(group.rows().get(tiles.running())));
        });
  }

  private Node node(int row) {
    if (program.tensor(row) instanceof Node node) {
      return node;
    }
    throw new IllegalStateException(program.tensor(row) + " is not computed");
  }

  private Pointwise pointwise(int row) {
    if (node(row).op() instanceof Pointwise op) {
      return op;
    }
    throw new IllegalStateException(program.tensor(row) + " is not pointwise");
  }

  private Kernel kernel(int row, Node node) {
    int partner = schedule.partner(row);
    try {
      return partner < 0
          ? Contract.call(node.op(), "bind", () -> node.op().bind(operands(row, node), slots[row]))
          : Contract.call(node.op(), "bindPair", () -> bindPair(row, partner));
    } catch (Grad4jException e) {
      e.addOperands("; in " + node);
      throw e;
    }
  }

  private Kernel bindPair(int row, int partner) {
    boolean rowOwns = Pairing.owns(program, row, partner);
    int owner = rowOwns ? row : partner;
    int owned = rowOwns ? partner : row;
    return Pairing.op(program, owner).bindPair(inputs(owner), slots[owner], slots[owned]);
  }

  private List<Slot> inputs(int row) {
    List<Slot> found = new ArrayList<>();
    for (int input : program.inputs(row)) {
      found.add(slots[input]);
    }
    return List.copyOf(found);
  }

  private List<Slot> operands(int row, Node node) {
    return node.op() instanceof Pointwise
        ? Arrays.stream(program.inputs(row)).mapToObj(this::operand).toList()
        : inputs(row);
  }

  /**
   * What a pointwise op reads of a row: of a constant that is one number everywhere, as the
   * derivative of a mean, the first element will do.
   */
  private Slot operand(int row) {
    Slot slot = slots[row];
    boolean known = schedule.isFolded(row) || program.tensor(row) instanceof Constant;
    return known && slot.isUniform() ? slot.first() : slot;
  }

  boolean uses(Input input) {
    return feedOf.containsKey(input);
  }

  Feed feedOf(Input input) {
    Feed feed = feedOf.get(input);
    if (feed == null) {
      TreeSet<String> names = new TreeSet<>();
      feedOf.keySet().forEach(known -> names.add(known.name()));
      throw new PlanException(
          input
              + " is not part of this plan; "
              + (names.isEmpty() ? "it has no inputs" : "its inputs are " + names));
    }
    return feed;
  }

  /** See {@link Plan#run()}. */
  void run() {
    hasRun = false;
    for (Feed feed : feeds) {
      feed.requireFilled();
    }
    int reading = 0;
    int writing = 0;
    try {
      for (; reading < read.length; reading++) {
        read[reading].beginReading();
      }
      for (; writing < written.length; writing++) {
        written[writing].beginWriting();
      }
      for (Kernel kernel : kernels) {
        kernel.run();
      }
      for (Copy snapshot : snapshots) {
        snapshot.run();
      }
      for (Scalar scalar : scalars) {
        scalar.requireFinite();
      }
      for (Copy assignment : assignments) {
        assignment.run();
      }
      hasRun = true;
    } finally {
      while (reading > 0) {
        read[--reading].endReading();
      }
      while (writing > 0) {
        written[--writing].endWriting();
      }
    }
  }

  /** See {@link Plan#replay()}. */
  Replay replay() {
    Map<Input, Slot> fed = new LinkedHashMap<>();
    feedOf.forEach(
        (input, feed) -> {
          feed.requireFilled();
          fed.put(input, slots[program.row(input)]);
        });
    List<Tensor> outputs = List.copyOf(results.keySet());
    List<Tensor> formulas = new ArrayList<>(outputs);
    updates.forEach(update -> formulas.add(update.newValue()));
    List<Tensor> order = Tensors.order(formulas);
    List<Variable> variables = new ArrayList<>();
    try {
      for (Tensor tensor : order) {
        if (tensor instanceof Variable variable) {
          variable.beginReading();
          variables.add(variable);
        }
      }
      return Replay.of(outputs, updates, order, fed);
    } finally {
      variables.forEach(Variable::endReading);
    }
  }

  Slot resultOf(Tensor output) {
    Slot slot = results.get(output);
    if (slot == null) {
      throw new PlanException(
          output + " is not an output of this plan; name it in Plan.of(...) to read it");
    }
    if (!hasRun) {
      throw new PlanException("nothing was computed yet, or the last run failed; call run() first");
    }
    return slot;
  }

  void free() {
    memory.values().forEach(DataBuffer::close);
    memory.clear();
  }

  long bytes() {
    return memory.values().stream().mapToLong(b -> b.length() * b.dataType().width()).sum();
  }

  /** See {@link Plan#program()}. */
  PlannedProgram data() {
    return schedule.data(results.keySet(), updates);
  }

  /** The program, one kernel a line, each with where its inputs come from and where it was made. */
  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "%d kernels, %d outputs, %d updates, %,d bytes%n",
            kernels.length,
            results.size(),
            assignments.length,
            bytes())
        + schedule.print(updates);
  }
}
