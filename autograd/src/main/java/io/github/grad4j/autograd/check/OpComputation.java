package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.logicalNot;
import static io.github.grad4j.ops.Ops.negate;
import static io.github.grad4j.ops.Ops.subtract;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The properties of an op that are about types and numbers, those of its derivatives included. */
final class OpComputation {
  private static final List<DataType> FLOATING = List.of(DataType.DOUBLE, DataType.FLOAT);

  /** 100 roundings of FLOAT, of 2⁻²⁴ each: a composite rounds after every op. */
  private static final double FLOAT_TOLERANCE = 100 * 0x1p-24;

  private OpComputation() {}

  static Optional<String> types(Example example, long seed) {
    for (DataType type : FLOATING) {
      List<Node> nodes = new OpSample(example, type, seed).nodes();
      List<Node> again = new OpSample(example, type, seed).nodes();
      if (nodes.size() != again.size()) {
        return Optional.of(
            String.format(
                "the formula and its derivatives have %d nodes; written again, %d",
                nodes.size(), again.size()));
      }
      for (int i = 0; i < nodes.size(); i++) {
        Op op = nodes.get(i).op();
        Op twin = again.get(i).op();
        if (!op.equals(twin) || op.hashCode() != twin.hashCode()) {
          return Optional.of(
              String.format(
                  "%s does not equal the %s of the same formula written again; an op is a record"
                      + " of numbers and lists",
                  op.name(), twin.name()));
        }
        List<TensorType> inputs = nodes.get(i).inputs().stream().map(Tensor::type).toList();
        TensorType inferred = op.infer(inputs);
        if (!nodes.get(i).type().equals(inferred)) {
          return Optional.of(
              String.format(
                  "infer of %s says %s, and the next time %s",
                  op.name(), nodes.get(i).type(), inferred));
        }
      }
    }
    return Optional.empty();
  }

  static Optional<String> kernels(Example example, long seed) {
    for (DataType type : FLOATING) {
      OpSample sample = new OpSample(example, type, seed);
      List<String> complaints = new ArrayList<>();
      sample.evaluate(WatchedOp.watch(sample.formulas(), complaints::add));
      if (!complaints.isEmpty()) {
        return Optional.of(type + ": " + String.join("; ", complaints));
      }
    }
    return Optional.empty();
  }

  static Optional<String> inputs(Example example, long seed) {
    OpSample sample = new OpSample(example, DataType.DOUBLE, seed);
    List<INDArray> arrays = new ArrayList<>();
    try (Plan plan = sample.plan(sample.formulas())) {
      for (Input input : sample.inputs()) {
        INDArray array = Layout.array(input.type(), sample.value(input));
        arrays.add(array);
        plan.feedInPlace(input, array);
      }
      plan.run();
    }
    for (int i = 0; i < arrays.size(); i++) {
      double[] before = sample.value(sample.inputs().get(i));
      double[] after = Layout.elements(arrays.get(i));
      if (!Arrays.equals(before, after)) {
        return Optional.of(
            String.format(
                "input %d was %s and is %s", i, Arrays.toString(before), Arrays.toString(after)));
      }
    }
    return Optional.empty();
  }

  static Optional<String> layouts(Example example, long seed) {
    OpSample sample = new OpSample(example, DataType.DOUBLE, seed);
    double[] dense = sample.evaluate(List.of(sample.y())).get(0);
    for (Layout layout : Layout.values()) {
      List<Tensor> constants = new ArrayList<>();
      for (Input input : sample.inputs()) {
        INDArray array = Layout.array(input.type(), sample.value(input));
        constants.add(Constant.of(layout.of(array)));
      }
      double[] other = Layout.elements(example.formula().apply(constants).evaluate());
      if (!Arrays.equals(dense, other)) {
        return Optional.of(
            String.format(
                "%s inputs give %s, dense ones %s",
                layout, Arrays.toString(other), Arrays.toString(dense)));
      }
    }
    return Optional.empty();
  }

  static Optional<String> repeated(Example example, long seed) {
    OpSample sample = new OpSample(example, DataType.DOUBLE, seed);
    List<Tensor> formulas = sample.formulas();
    List<double[]> first;
    List<double[]> again;
    try (Plan plan = sample.plan(formulas)) {
      first = OpSample.read(plan.run(), formulas);
      sample.feedOthers(plan, seed + 1);
      plan.run();
      sample.feed(plan);
      again = OpSample.read(plan.run(), formulas);
    }
    return difference("a second run", again, first)
        .or(() -> difference("a second plan", sample.evaluate(formulas), first));
  }

  static Optional<String> overwritten(Example example, long seed) {
    for (DataType type : FLOATING) {
      OpSample sample = new OpSample(example, type, seed);
      List<double[]> expected = sample.evaluate(List.of(sample.y()));
      for (int k = 0; k < sample.inputs().size(); k++) {
        List<Tensor> inputs = new ArrayList<>(sample.inputs());
        inputs.set(k, copied(inputs.get(k)));
        List<double[]> got = sample.evaluate(List.of(example.formula().apply(inputs)));
        Optional<String> difference =
            difference(type + ", input " + k + " written over,", got, expected);
        if (difference.isPresent()) {
          return difference;
        }
      }
    }
    return Optional.empty();
  }

  static Optional<String> inFloat(Example example, long seed) {
    OpSample doubles = new OpSample(example, DataType.DOUBLE, seed);
    OpSample floats = new OpSample(example, DataType.FLOAT, seed);
    List<double[]> expected = doubles.evaluate(doubles.formulas());
    List<double[]> got = floats.evaluate(floats.formulas());
    for (int k = 0; k < expected.size(); k++) {
      double tolerance = FLOAT_TOLERANCE * Math.max(1, largest(expected.get(k)));
      Optional<String> difference =
          difference("FLOAT, formula " + k, got.get(k), expected.get(k), tolerance);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /** The same values in a node, whose memory a plan offers to the op that reads it last. */
  private static Tensor copied(Tensor x) {
    if (x.type().isBoolean()) {
      return logicalNot(logicalNot(x));
    }
    return x.type().isInteger() ? subtract(add(x, 1), 1) : negate(negate(x));
  }

  private static Optional<String> difference(
      String what, List<double[]> got, List<double[]> expected) {
    for (int k = 0; k < expected.size(); k++) {
      if (!Arrays.equals(got.get(k), expected.get(k))) {
        return Optional.of(
            String.format(
                "%s gives %s for formula %d, the first gave %s",
                what, Arrays.toString(got.get(k)), k, Arrays.toString(expected.get(k))));
      }
    }
    return Optional.empty();
  }

  /** How two results differ by more than a tolerance; the same infinity or NaN is no difference. */
  static Optional<String> difference(
      String what, double[] got, double[] expected, double tolerance) {
    if (got.length != expected.length) {
      return Optional.of(what + ": " + got.length + " elements instead of " + expected.length);
    }
    for (int i = 0; i < got.length; i++) {
      boolean close = Math.abs(got[i] - expected[i]) <= tolerance;
      if (!close && Double.compare(got[i], expected[i]) != 0) {
        return Optional.of(
            String.format(
                "%s: element %d is %s but should be %s within %s",
                what, i, got[i], expected[i], tolerance));
      }
    }
    return Optional.empty();
  }

  /** The largest finite magnitude. */
  static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
  }
}
