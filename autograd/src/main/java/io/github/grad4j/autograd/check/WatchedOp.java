package io.github.grad4j.autograd.check;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An op whose kernel is watched: it must write every element of its output, whatever was there
 * before, and leave its inputs as they are.
 */
record WatchedOp(Op op, Consumer<String> complaints) implements Op {
  /** What a slot is filled with before a kernel runs; no kernel computes these by itself. */
  private static final double DOUBLE_MARK = Double.longBitsToDouble(0x7ff8_dead_beef_0001L);

  private static final float FLOAT_MARK = Float.intBitsToFloat(0x7fcd_ead1);
  private static final long LONG_MARK = 0x5eed_dead_beef_0001L;
  private static final byte BOOL_MARK = 77;

  /** The same formulas with every op watched; complaints come as a plan runs. */
  static List<Tensor> watch(List<? extends Tensor> outputs, Consumer<String> complaints) {
    Map<Tensor, Tensor> watched = new HashMap<>();
    for (Tensor tensor : Tensors.order(outputs)) {
      if (tensor instanceof Node node) {
        List<Tensor> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(watched.getOrDefault(input, input)));
        watched.put(node, new WatchedOp(node.op(), complaints).on(inputs));
      }
    }
    List<Tensor> results = new ArrayList<>();
    outputs.forEach(output -> results.add(watched.getOrDefault(output, output)));
    return results;
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return op.infer(inputs);
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Kernel kernel = op.bind(inputs, output);
    return () -> {
      mark(output);
      List<long[]> before = inputs.stream().map(WatchedOp::bits).toList();
      kernel.run();
      for (int i = 0; i < inputs.size(); i++) {
        if (!Arrays.equals(before.get(i), bits(inputs.get(i)))) {
          complaints.accept(op.name() + " wrote to its " + op.inputName(i));
        }
      }
      long[] after = bits(output);
      long mark = markBits(output);
      for (int i = 0; i < after.length; i++) {
        if (after[i] == mark) {
          complaints.accept(
              op.name() + " did not write element " + i + " of its output " + output.type());
        } else if (output.type().isBoolean() && after[i] != 0 && after[i] != 1) {
          complaints.accept(op.name() + " wrote " + after[i] + " as a truth value");
        }
      }
    };
  }

  private static void mark(Slot slot) {
    for (int i = 0; i < slot.size(); i++) {
      switch (slot.type().dataType()) {
        case DOUBLE -> slot.doubles().put(i, DOUBLE_MARK);
        case FLOAT -> slot.floats().put(i, FLOAT_MARK);
        case LONG -> slot.longs().put(i, LONG_MARK);
        default -> slot.bytes().put(i, BOOL_MARK);
      }
    }
  }

  private static long markBits(Slot slot) {
    return switch (slot.type().dataType()) {
      case DOUBLE -> Double.doubleToRawLongBits(DOUBLE_MARK);
      case FLOAT -> Float.floatToRawIntBits(FLOAT_MARK);
      case LONG -> LONG_MARK;
      default -> BOOL_MARK;
    };
  }

  private static long[] bits(Slot slot) {
    long[] bits = new long[slot.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] =
          switch (slot.type().dataType()) {
            case DOUBLE -> Double.doubleToRawLongBits(slot.doubles().get(i));
            case FLOAT -> Float.floatToRawIntBits(slot.floats().get(i));
            case LONG -> slot.longs().get(i);
            default -> slot.bytes().get(i);
          };
    }
    return bits;
  }

  @Override
  public List<Partial> partials(Node y) {
    return op.partials(y);
  }

  @Override
  public String name() {
    return op.name();
  }
}
