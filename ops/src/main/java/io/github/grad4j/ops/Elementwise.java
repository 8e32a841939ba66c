package io.github.grad4j.ops;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Pointwise;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Violations;
import io.github.grad4j.ops.internal.LongTiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What all elementwise ops share: NumPy's broadcasting of their inputs, and its undoing in
 * derivatives.
 *
 * <p>An op tells its scalar function ({@code apply}, as precise for FLOAT as if it were computed in
 * double precision and rounded once) and its {@link #slopes}; {@link Unary} and {@link Binary} make
 * that a function of one and of two numbers. Inputs are all FLOAT or all DOUBLE, and so is the
 * output; an op that also takes LONG is {@link Integral}.
 */
public interface Elementwise extends Pointwise {
  /**
   * The derivative for each input, as if all inputs had the output's shape.
   *
   * @param y the node
   * @return one partial for each input; its maps take and return tensors that broadcast to the
   *     output's shape
   */
  List<Partial> slopes(Node y);

  /**
   * The element types of which all inputs may be.
   *
   * @return FLOAT and DOUBLE, unless the op takes more
   */
  default List<DataType> takes() {
    return List.of(DataType.FLOAT, DataType.DOUBLE);
  }

  /** The common element type, and the shape to which all inputs broadcast. */
  @Override
  default TensorType infer(List<TensorType> inputs) {
    if (inputs.isEmpty()) {
      throw new ShapeException("takes at least one tensor but got none");
    }
    Violations violations = new Violations();
    violations.check(() -> requireTypes(inputs));
    violations.check(() -> broadcast(inputs));
    violations.throwIfAny();
    return inputs.get(0).withShape(broadcast(inputs));
  }

  /**
   * Checks that the op takes the inputs' element types, and that they are one.
   *
   * @param inputs the types of the inputs, at least one
   * @throws TypeException if an element type is none of {@link #takes()}, or they differ
   */
  default void requireTypes(List<TensorType> inputs) {
    TensorType first = inputs.get(0);
    for (TensorType input : inputs) {
      if (!takes().contains(input.dataType())) {
        String types = takes().stream().map(DataType::name).collect(Collectors.joining(", "));
        throw new TypeException("takes " + types + " but got " + input + "; cast it first");
      }
      if (input.dataType() != first.dataType()) {
        throw new TypeException(
            "takes inputs of one element type but got "
                + first
                + " and "
                + input
                + "; cast one of them");
      }
    }
  }

  /**
   * The shape to which all inputs broadcast.
   *
   * @param inputs the types of the inputs
   * @return their common shape
   */
  static Shape broadcast(List<TensorType> inputs) {
    Shape common = inputs.get(0).shape();
    for (TensorType input : inputs) {
      common = common.broadcast(input.shape());
    }
    return common;
  }

  /** A loop over tiles of the output, each input broadcast as it is read. */
  @Override
  default Kernel bind(List<Slot> inputs, Slot output) {
    boolean integers = inputs.stream().anyMatch(input -> input.type().isInteger());
    return integers && this instanceof Integral integral
        ? LongTiles.of(integral::applyToLongs, inputs, output)
        : Pointwise.super.bind(inputs, output);
  }

  /** The slopes; a tangent is broadcast to the output's shape, a cotangent summed back. */
  @Override
  default List<Partial> partials(Node y) {
    List<Partial> slopes = slopes(y);
    List<Partial> partials = new ArrayList<>();
    for (int i = 0; i < slopes.size(); i++) {
      Partial slope = slopes.get(i);
      Shape input = y.input(i).shape();
      partials.add(
          slope.isNone()
              ? slope
              : Partial.of(
                  t -> slope.jvp(BroadcastTo.broadcastTo(t, y.shape())),
                  c -> SumTo.sumTo(slope.vjp(c), input)));
    }
    return List.copyOf(partials);
  }
}
