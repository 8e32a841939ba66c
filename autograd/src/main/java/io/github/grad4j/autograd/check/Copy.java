package io.github.grad4j.autograd.check;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.Variable;
import io.github.grad4j.ops.StopGradient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A formula on leaves of its own: inputs for what is moved, constants for the rest.
 *
 * <p>What the formula keeps from being differentiated is held at its value, for there a derivative
 * and a difference disagree by definition.
 */
final class Copy {
  private final Tensor formula;
  private final Precision precision;
  private final List<Point> points = new ArrayList<>();

  private Copy(
      Tensor original,
      List<Tensor> moved,
      Map<Input, Constant> values,
      Precision precision,
      Map<Tensor, Tensor> replacements) {
    this.precision = precision;
    for (Tensor x : moved) {
      double[] value = value(x, values);
      Input copy = new Input(name(x), type(x));
      points.add(new Point(copy, value));
      replacements.put(x, copy);
    }
    for (Tensor leaf : Tensors.order(List.of(original))) {
      if (!replacements.containsKey(leaf) && (leaf instanceof Input || leaf instanceof Variable)) {
        if (leaf.type().isFloating()) {
          double[] value = value(leaf, values);
          replacements.put(leaf, Constant.of(value, leaf.shape(), type(leaf).dataType()));
        } else if (leaf instanceof Input input) {
          replacements.put(leaf, given(input, values));
        }
      }
    }
    Tensor copy = Tensors.substitute(List.of(original), replacements).get(0);
    this.formula = holdStopped(copy);
  }

  /** A copy of which every number is DOUBLE. */
  static Copy inDouble(Tensor original, List<Tensor> moved, Map<Input, Constant> values) {
    Map<Tensor, Tensor> replacements = new LinkedHashMap<>();
    // Constants and casts follow what is replaced, and the leaves may all be DOUBLE already.
    replacements.put(Constant.of(0f), Constant.of(0.0));
    return new Copy(original, moved, values, Precision.DOUBLE, replacements);
  }

  /** A copy with the element types of the formula. */
  static Copy inOwnTypes(Tensor original, List<Tensor> moved, Map<Input, Constant> values) {
    Precision precision = Precision.of(original);
    return new Copy(original, moved, values, precision, new LinkedHashMap<>());
  }

  private TensorType type(Tensor leaf) {
    return precision == Precision.DOUBLE ? leaf.type().withDataType(DataType.DOUBLE) : leaf.type();
  }

  Tensor formula() {
    return formula;
  }

  Precision precision() {
    return precision;
  }

  List<Point> points() {
    return List.copyOf(points);
  }

  /** What messages call a leaf. */
  static String name(Tensor leaf) {
    return leaf instanceof Variable variable
        ? variable.name()
        : leaf instanceof Input input ? input.name() : leaf.toString();
  }

  private static double[] value(Tensor leaf, Map<Input, Constant> values) {
    Tensor source = leaf instanceof Input input ? given(input, values) : leaf;
    try (Plan plan = Plan.of(source)) {
      return plan.run().doubles(source);
    }
  }

  private static Constant given(Input input, Map<Input, Constant> values) {
    Constant value = values.get(input);
    if (value == null) {
      throw new ArgumentException(
          input + " has no value to be checked at; give it one by at(input, value)");
    }
    return value;
  }

  /** A formula may stop a gradient; a derivative rule that does is wrong at the next order. */
  private static boolean isStopped(Node node) {
    return node.op() instanceof StopGradient && node.forward().isEmpty();
  }

  private Tensor holdStopped(Tensor copy) {
    List<Tensor> stopped =
        Tensors.order(List.of(copy)).stream()
            .filter(tensor -> tensor instanceof Node node && isStopped(node))
            .toList();
    if (stopped.isEmpty()) {
      return copy;
    }
    Map<Tensor, Tensor> held = new HashMap<>();
    try (Plan plan = Plan.of(stopped)) {
      List<Tensor> leaves = Tensors.order(stopped);
      points.stream()
          .filter(point -> leaves.contains(point.input()))
          .forEach(point -> plan.feed(point.input(), point.value()));
      plan.run();
      stopped.forEach(node -> held.put(node, Constant.of(plan.value(node))));
    }
    return Tensors.substitute(List.of(copy), held).get(0);
  }
}
