package io.github.grad4j.autograd.check;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * An example with numbers: its formula on inputs, values for these, a cotangent and a direction.
 */
final class OpSample {
  private final long seed;
  private final List<Domain> domains;
  private final List<Input> inputs = new ArrayList<>();
  private final Tensor y;
  private final Input cotangent;
  private final List<Input> xs = new ArrayList<>();
  private final List<Input> tangents = new ArrayList<>();
  private final List<Input> leaves = new ArrayList<>();
  private final List<double[]> leafValues = new ArrayList<>();

  /**
   * Draws the numbers.
   *
   * @param example the example
   * @param type the element type of the floating-point inputs
   * @param seed of all chance; the same numbers come in either type, exact in both
   */
  OpSample(Example example, DataType type, long seed) {
    this.seed = seed;
    Random random = new Random(seed);
    this.domains = example.domains();
    for (Domain domain : example.domains()) {
      Input input = new Input("in" + inputs.size(), type(domain, type));
      inputs.add(input);
      addLeaf(input, rounded(domain.sample(random)));
      if (domain.isFloating()) {
        xs.add(input);
      }
    }
    this.y = example.formula().apply(List.copyOf(inputs));
    for (Input x : xs) {
      tangents.add(direction("tangent of " + x.name(), x.type(), random));
    }
    TensorType ofCotangent = y.type().isFloating() ? y.type() : new TensorType(type, y.shape());
    this.cotangent = direction("cotangent", ofCotangent, random);
  }

  private Input direction(String name, TensorType type, Random random) {
    Input leaf = new Input(name, type);
    addLeaf(leaf, direction(random, type.shape().size()));
    return leaf;
  }

  private void addLeaf(Input leaf, double[] value) {
    leaves.add(leaf);
    leafValues.add(value);
  }

  private static TensorType type(Domain domain, DataType floating) {
    return new TensorType(
        switch (domain.kind()) {
          case INDEX -> DataType.INT64;
          case BOOLEAN -> DataType.BOOL;
          default -> floating;
        },
        domain.shape());
  }

  private static double[] rounded(double[] values) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }

  /** Numbers of either sign with magnitudes from 1/2 to 1: none vanishes, no two alike. */
  static double[] direction(Random random, int size) {
    double[] direction = new double[size];
    for (int i = 0; i < size; i++) {
      direction[i] = (random.nextBoolean() ? 1 : -1) * (0.5 + random.nextInt(128) / 256.0);
    }
    return direction;
  }

  long seed() {
    return seed;
  }

  /** The example's own inputs. */
  List<Input> inputs() {
    return inputs;
  }

  /** The inputs that are floating-point numbers. */
  List<Input> xs() {
    return xs;
  }

  /** A tangent for each of the xs. */
  List<Input> tangents() {
    return tangents;
  }

  Input cotangent() {
    return cotangent;
  }

  /** The example's formula. */
  Tensor y() {
    return y;
  }

  /** Whether there is anything to differentiate. */
  boolean isDifferentiable() {
    return y.type().isFloating() && !xs.isEmpty();
  }

  /** The cotangent pulled back to each x. */
  List<Tensor> pulled() {
    return Autograd.vjp(y, xs, cotangent);
  }

  /** The tangents pushed forward. */
  Tensor pushed() {
    return Autograd.jvp(y, xs, tangents);
  }

  /** The formula, and its derivatives if it has any. */
  List<Tensor> formulas() {
    List<Tensor> formulas = new ArrayList<>(List.of(y));
    if (isDifferentiable()) {
      formulas.addAll(pulled());
      formulas.add(pushed());
    }
    return formulas;
  }

  /** The nodes of the formulas, inputs before those that use them. */
  List<Node> nodes() {
    return Tensors.order(formulas()).stream()
        .filter(Node.class::isInstance)
        .map(Node.class::cast)
        .toList();
  }

  /** Whether an op of a class is part of the example's formula. */
  boolean contains(Class<? extends Op> type) {
    return Tensors.order(List.of(y)).stream()
        .anyMatch(tensor -> tensor instanceof Node node && type.isInstance(node.op()));
  }

  /** A plan of some formulas that knows all inputs, and has been fed. */
  Plan plan(List<? extends Tensor> formulas) {
    List<Tensor> outputs = new ArrayList<>(formulas);
    outputs.addAll(leaves);
    Plan plan = Plan.of(outputs);
    feed(plan);
    return plan;
  }

  /** Feeds all inputs their values. */
  void feed(Plan plan) {
    for (int i = 0; i < leaves.size(); i++) {
      feed(plan, leaves.get(i), leafValues.get(i));
    }
  }

  /** Feeds the inputs the values that another seed draws. */
  void feedOthers(Plan plan, long otherSeed) {
    Random random = new Random(otherSeed);
    for (int i = 0; i < inputs.size(); i++) {
      feed(plan, inputs.get(i), rounded(domains.get(i).sample(random)));
    }
  }

  static void feed(Plan plan, Input input, double[] values) {
    if (input.type().isInteger()) {
      long[] longs = new long[values.length];
      for (int i = 0; i < longs.length; i++) {
        longs[i] = (long) values[i];
      }
      plan.feed(input, longs);
    } else if (input.type().isBoolean()) {
      boolean[] booleans = new boolean[values.length];
      for (int i = 0; i < booleans.length; i++) {
        booleans[i] = values[i] != 0;
      }
      plan.feed(input, booleans);
    } else {
      plan.feed(input, values);
    }
  }

  /** The values of some formulas, from a plan of their own. */
  List<double[]> evaluate(List<? extends Tensor> formulas) {
    try (Plan plan = plan(formulas)) {
      plan.run();
      return read(plan, formulas);
    }
  }

  static List<double[]> read(Plan plan, List<? extends Tensor> formulas) {
    List<double[]> results = new ArrayList<>();
    formulas.forEach(formula -> results.add(plan.doubles(formula)));
    return results;
  }

  /** The inputs, their tangents and the cotangent. */
  List<Input> leaves() {
    return leaves;
  }

  /** The value drawn for one of the inputs, tangents or the cotangent. */
  double[] value(Input leaf) {
    return leafValues.get(leaves.indexOf(leaf));
  }

  /** The same value as a constant. */
  Constant constant(Input leaf) {
    return Constant.of(Layout.array(leaf.type(), value(leaf)));
  }
}
