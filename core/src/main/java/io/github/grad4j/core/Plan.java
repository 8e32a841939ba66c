package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some formulas as a fixed program over reused memory: made once, fed and run many times.
 *
 * <p><b>What a run means.</b> It reads all variables, computes everything, then assigns the
 * updates. Outputs show values from before the updates. When there are updates and a scalar output
 * is not finite, nothing is assigned and {@link NonFiniteException} is thrown. A run that throws
 * assigns nothing, and the plan stays usable.
 *
 * <p><b>Inputs</b> stay fed until they are fed again.
 *
 * <p><b>Threads.</b> One thread at a time may use a plan; that is checked without waiting. Plans on
 * different threads may read the same variables at once.
 *
 * <p><b>Memory.</b> All of a plan's memory is native and allocated when it is made; {@link #close}
 * gives it back. A run allocates nothing. Whatever a plan returns is a copy.
 */
public final class Plan implements AutoCloseable {
  private final AtomicBoolean busy = new AtomicBoolean();

  /** All that the plan has while it is open. */
  private volatile @Nullable Machine machine;

  private Plan(List<Tensor> outputs, List<Update> updates) {
    machine = Machine.of(outputs.stream().distinct().toList(), updates);
  }

  /**
   * A plan that computes some formulas.
   *
   * @param first a formula
   * @param rest more of them
   * @return the plan; close it to give its memory back
   */
  public static Plan of(Tensor first, Tensor... rest) {
    List<Tensor> outputs = new ArrayList<>();
    outputs.add(first);
    outputs.addAll(Arrays.asList(requireNonNull(rest, "rest")));
    return of(outputs, List.of());
  }

  /**
   * A plan that computes some formulas.
   *
   * @param outputs the formulas; the same one may stand there twice
   * @return the plan; close it to give its memory back
   */
  public static Plan of(List<? extends Tensor> outputs) {
    return of(outputs, List.of());
  }

  /**
   * A plan that computes some formulas and then assigns variables.
   *
   * @param outputs the formulas, maybe none
   * @param updates the assignments, all computed before any is made
   * @return the plan; close it to give its memory back
   * @throws PlanException if two updates assign the same variable
   */
  public static Plan of(List<? extends Tensor> outputs, List<Update> updates) {
    return new Plan(
        ArgumentException.<Tensor>copyOf(outputs, "outputs"),
        ArgumentException.<Update>copyOf(updates, "updates"));
  }

  /**
   * Whether an input is part of this plan's formulas, and may be fed.
   *
   * @param input an input
   * @return false if no formula of the plan depends on it
   * @throws PlanException if the plan is closed
   */
  public boolean uses(Input input) {
    return open().uses(requireNonNull(input, "input"));
  }

  /**
   * Copies values into an input.
   *
   * @param input an input of this plan's formulas
   * @param values of the input's type, in any order and with any strides
   * @return this plan
   * @throws ShapeException if the shapes differ
   * @throws TypeException if the element types differ
   * @throws PlanException if the input is not part of the plan, or the plan is closed
   */
  public Plan feed(Input input, INDArray values) {
    return feed(input, Given.of(values));
  }

  /**
   * Copies values into a FLOAT or DOUBLE input, rounded to its type.
   *
   * @param input an input of this plan's formulas
   * @param values in c order, as many as the input has elements
   * @return this plan
   * @throws ShapeException if they are not as many
   * @throws TypeException if the input is LONG or BOOL
   * @throws PlanException if the input is not part of the plan, or the plan is closed
   */
  public Plan feed(Input input, double[] values) {
    return feed(input, Given.of(values, shapeOf(input)).as(input.type().dataType()));
  }

  /**
   * Copies values into a FLOAT or DOUBLE input.
   *
   * @param input an input of this plan's formulas
   * @param values in c order, as many as the input has elements
   * @return this plan
   * @throws ShapeException if they are not as many
   * @throws TypeException if the input is LONG or BOOL
   * @throws PlanException if the input is not part of the plan, or the plan is closed
   */
  public Plan feed(Input input, float[] values) {
    return feed(input, Given.of(values, shapeOf(input)).as(input.type().dataType()));
  }

  /**
   * Copies values into a LONG input.
   *
   * @param input an input of this plan's formulas
   * @param values in c order, as many as the input has elements
   * @return this plan
   * @throws ShapeException if they are not as many
   * @throws TypeException if the input is not LONG
   * @throws PlanException if the input is not part of the plan, or the plan is closed
   */
  public Plan feed(Input input, long[] values) {
    return feed(input, Given.of(values, shapeOf(input)));
  }

  /**
   * Copies values into a BOOL input.
   *
   * @param input an input of this plan's formulas
   * @param values in c order, as many as the input has elements
   * @return this plan
   * @throws ShapeException if they are not as many
   * @throws TypeException if the input is not BOOL
   * @throws PlanException if the input is not part of the plan, or the plan is closed
   */
  public Plan feed(Input input, boolean[] values) {
    return feed(input, Given.of(values, shapeOf(input)));
  }

  /**
   * Sets an input of rank 0 to a number, which takes the input's type.
   *
   * @param input an input of this plan's formulas
   * @param value the number, rounded for FLOAT; a whole number for LONG
   * @return this plan
   * @throws ShapeException if the input is not a scalar
   * @throws TypeException if the input is BOOL, or LONG and the number is not whole
   * @throws PlanException if the input is not part of the plan, or the plan is closed
   */
  public Plan feed(Input input, double value) {
    return feed(input, Given.like(requireNonNull(input, "input"), value));
  }

  private static Shape shapeOf(Input input) {
    return requireNonNull(input, "input").shape();
  }

  private Plan feed(Input input, Given given) {
    enter();
    try {
      open().feedOf(requireNonNull(input, "input")).copy(given);
      return this;
    } finally {
      leave();
    }
  }

  /**
   * Copies rows of an array into an input, one after the other.
   *
   * @param input an input of this plan's formulas
   * @param rows of the input's element type and shape
   * @return this plan
   * @throws ShapeException if the shapes differ
   * @throws TypeException if the element types differ
   * @throws IndexException if a row is selected that the array does not have
   * @throws PlanException if the input is not part of the plan, or the plan is closed
   */
  public Plan feed(Input input, Rows rows) {
    return feed(input, requireNonNull(rows, "rows").values());
  }

  /**
   * Lets runs read an input in the caller's own array, without a copy, until it is fed again.
   *
   * <p>The array must stay open and must not change during a run. A range of the rows of a dense
   * array, {@code array.get(interval(from, to))}, is dense as well.
   *
   * @param input an input of this plan's formulas
   * @param array of the input's type, dense in c order
   * @return this plan
   * @throws ShapeException if the shapes differ
   * @throws TypeException if the element types differ
   * @throws PlanException if the array is not dense in c order, the input is not part of the plan,
   *     or the plan is closed
   */
  public Plan feedInPlace(Input input, INDArray array) {
    enter();
    try {
      open().feedOf(requireNonNull(input, "input")).readInPlace(array);
      return this;
    } finally {
      leave();
    }
  }

  /**
   * Computes all outputs, then assigns the updates.
   *
   * @return this plan
   * @throws PlanException if an input was never fed, or the plan is closed
   * @throws IndexException if a label or index in the data is outside its range
   * @throws NonFiniteException if there are updates and a scalar output is infinite or NaN
   * @throws ConcurrentUseException if another thread uses the plan, assigns a variable it reads, or
   *     uses a variable it updates
   */
  public Plan run() {
    enter();
    try {
      open().run();
      return this;
    } finally {
      leave();
    }
  }

  /**
   * Computes the formulas once more, as they are written, and keeps the value of every tensor on
   * the way: to look into a run, above all one that failed, which has left everything as it was.
   *
   * <p>It reads what the inputs are fed with and what the variables hold now, and changes neither;
   * updates are not made. The plan's own memory is not used.
   *
   * @return the values; close it to give their memory back
   * @throws PlanException if an input was never fed, or the plan is closed
   * @throws IndexException if a label or index in the data is outside its range
   * @throws ConcurrentUseException if another thread uses the plan, or assigns a variable it reads
   */
  public Replay replay() {
    enter();
    try {
      return open().replay();
    } finally {
      leave();
    }
  }

  private Machine open() {
    Machine current = machine;
    if (current == null) {
      throw new PlanException("this plan is closed; make a new one with Plan.of(...)");
    }
    return current;
  }

  private void enter() {
    if (!busy.compareAndSet(false, true)) {
      throw new ConcurrentUseException(
          "this plan is in use by another thread; make a plan for each thread, they share the"
              + " variables");
    }
  }

  private void leave() {
    busy.set(false);
  }

  /**
   * An output of the last run.
   *
   * @param output one of the plan's outputs
   * @return a new array, the caller's own
   * @throws PlanException if it is no output, nothing was run yet, or the plan is closed
   */
  public INDArray value(Tensor output) {
    enter();
    try {
      Slot slot = open().resultOf(requireNonNull(output, "output"));
      DataBuffer buffer = Memory.allocate(slot.type().dataType(), slot.size());
      slot.copyTo(new Slot(slot.type(), new Block(buffer, 0, slot.size())));
      return Memory.array(buffer, 0, slot.shape());
    } finally {
      leave();
    }
  }

  /**
   * An output of the last run that is one number.
   *
   * @param output one of the plan's outputs, with one element
   * @return its value; a truth value is 0 or 1, and an integer beyond ±2⁵³ is rounded, which {@link
   *     #value} does not do
   * @throws ShapeException if the output has not exactly one element
   * @throws PlanException if it is no output, nothing was run yet, or the plan is closed
   */
  public double scalar(Tensor output) {
    enter();
    try {
      Slot slot = open().resultOf(requireNonNull(output, "output"));
      if (slot.size() != 1) {
        throw new ShapeException(
            output + " has " + slot.size() + " elements, not one; reduce it, or read value(...)");
      }
      return slot.get(0);
    } finally {
      leave();
    }
  }

  /**
   * An output of the last run as Java numbers.
   *
   * @param output one of the plan's outputs
   * @return the elements in c order; a truth value is 0 or 1, and an integer beyond ±2⁵³ is
   *     rounded, which {@link #value} does not do
   * @throws PlanException if it is no output, nothing was run yet, or the plan is closed
   */
  public double[] doubles(Tensor output) {
    enter();
    try {
      Slot slot = open().resultOf(requireNonNull(output, "output"));
      double[] values = new double[slot.size()];
      slot.read(0, values, values.length);
      return values;
    } finally {
      leave();
    }
  }

  /**
   * Gives the plan's memory back; closing twice is the same as once.
   *
   * @throws ConcurrentUseException if another thread uses the plan
   */
  @Override
  public void close() {
    enter();
    try {
      Machine current = machine;
      if (current != null) {
        machine = null;
        current.free();
      }
    } finally {
      leave();
    }
  }

  /**
   * How much native memory the plan holds.
   *
   * @return bytes, 0 once it is closed
   */
  public long bytes() {
    Machine current = machine;
    return current == null ? 0 : current.bytes();
  }

  /**
   * What a run does, as data: which ops a kernel computes together, and what it reads and writes.
   *
   * @return the program
   * @throws PlanException if the plan is closed
   */
  public PlannedProgram program() {
    return open().data();
  }

  /** The program, one kernel a line. */
  @Override
  public String toString() {
    Machine current = machine;
    return current == null ? "closed plan" : current.toString();
  }
}
