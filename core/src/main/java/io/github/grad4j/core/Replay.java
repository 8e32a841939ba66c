package io.github.grad4j.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of a plan's formulas told in full: every tensor on the way has kept its value.
 *
 * <p>The formulas are computed as they are written, one op after the other, each into memory of its
 * own. Nothing that a plan does to be fast takes part: no sharing, no common kernels, no reuse of
 * memory. It takes as much memory as all the tensors together; {@link #close} gives it back.
 *
 * <p>It is made by {@link Plan#replay()}.
 */
public final class Replay implements AutoCloseable {
  private final List<Tensor> outputs;
  private final List<Update> updates;
  private final Map<Tensor, Slot> slots = new LinkedHashMap<>();
  private boolean closed;

  private Replay(List<Tensor> outputs, List<Update> updates) {
    this.outputs = List.copyOf(outputs);
    this.updates = List.copyOf(updates);
  }

  /**
   * Computes everything once.
   *
   * @param order the tensors, inputs before the nodes that use them
   * @param fed where the values of inputs are
   */
  static Replay of(
      List<Tensor> outputs, List<Update> updates, List<Tensor> order, Map<Input, Slot> fed) {
    Replay replay = new Replay(outputs, updates);
    try {
      order.forEach(tensor -> replay.compute(tensor, fed));
    } catch (RuntimeException | Error e) {
      replay.close();
      throw e;
    }
    return replay;
  }

  private void compute(Tensor tensor, Map<Input, Slot> fed) {
    TensorType type = tensor.type();
    Slot slot = new Slot(type, Block.allocate(type.dataType(), type.shape().size()));
    slots.put(tensor, slot);
    if (slot.size() == 0) {
      return;
    }
    if (tensor instanceof Constant constant) {
      constant.writeTo(slot);
    } else if (tensor instanceof Variable variable) {
      variable.slot().copyTo(slot);
    } else if (tensor instanceof Input input) {
      found(fed, input).copyTo(slot);
    } else if (tensor instanceof Node node) {
      run(node, slot);
    }
  }

  private void run(Node node, Slot output) {
    Op op = node.op();
    List<Slot> inputs = node.inputs().stream().map(input -> found(slots, input)).toList();
    try {
      Contract.run(Contract.call(op, "bind", () -> op.bind(inputs, output)), () -> node);
    } catch (Grad4jException e) {
      e.addOperands("; in " + node);
      throw e;
    }
  }

  private static <T extends Tensor> Slot found(Map<T, Slot> known, Tensor tensor) {
    Slot slot = known.get(tensor);
    if (slot == null) {
      throw new PlanException(tensor + " is not part of the plan that was replayed");
    }
    return slot;
  }

  /**
   * The plan's outputs.
   *
   * @return each once
   */
  public List<Tensor> outputs() {
    return outputs;
  }

  /**
   * The plan's updates; a replay does not make them.
   *
   * @return in the order in which they were given
   */
  public List<Update> updates() {
    return updates;
  }

  /**
   * All tensors that the outputs and the updates' new values are made of.
   *
   * @return each once, in the order in which they were computed
   */
  public List<Tensor> tensors() {
    return List.copyOf(slots.keySet());
  }

  /**
   * The value of a tensor.
   *
   * @param tensor any of {@link #tensors()}
   * @return the elements in c order; a truth value is 0 or 1, and an integer beyond ±2⁵³ is rounded
   * @throws PlanException if it is none of them, or the replay is closed
   */
  public double[] doubles(Tensor tensor) {
    Slot slot = open(tensor);
    double[] values = new double[slot.size()];
    slot.read(0, values, values.length);
    return values;
  }

  /**
   * One element of a tensor.
   *
   * @param tensor any of {@link #tensors()}
   * @param element which, counted in c order
   * @return its value; a truth value is 0 or 1, and an integer beyond ±2⁵³ is rounded
   * @throws PlanException if it is none of them, or the replay is closed
   * @throws IndexException if there is no such element
   */
  public double element(Tensor tensor, int element) {
    Slot slot = open(tensor);
    if (element < 0 || element >= slot.size()) {
      throw new IndexException(
          "element " + element + " is outside [0, " + slot.size() + ") of " + tensor);
    }
    return slot.get(element);
  }

  private Slot open(Tensor tensor) {
    if (closed) {
      throw new PlanException("this replay is closed; make a new one with plan.replay()");
    }
    return found(slots, tensor);
  }

  /** Gives the memory back; closing twice is the same as once. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      slots.values().forEach(slot -> slot.block().buffer().close());
    }
  }
}
