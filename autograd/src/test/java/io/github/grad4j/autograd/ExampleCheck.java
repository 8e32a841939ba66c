package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.addN;
import static io.github.grad4j.ops.Ops.logicalNot;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.negate;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.subtract;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an op must hold on each of its examples; each check throws an AssertionError if it does not.
 */
enum ExampleCheck {
  /** Every kernel writes all of the output that its type rule promises, and nothing else. */
  KERNELS("kernels") {
    @Override
    void verify(Example example, long seed) {
      for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
        Sample sample = new Sample(example, type, seed);
        List<String> complaints = new ArrayList<>();
        sample.evaluate(WatchedOp.watch(sample.formulas(), complaints));
        require(complaints.isEmpty(), type + ": " + String.join("; ", complaints));
      }
    }
  },

  /** The arrays that a user feeds are the same after a run, also if they are read in place. */
  INPUTS("inputs") {
    @Override
    void verify(Example example, long seed) {
      Sample sample = new Sample(example, DataType.DOUBLE, seed);
      List<INDArray> arrays = new ArrayList<>();
      try (Plan plan = sample.plan(sample.formulas())) {
        for (Input input : sample.inputs()) {
          INDArray array = Layouts.array(input.type(), sample.value(input));
          arrays.add(array);
          plan.feedInPlace(input, array);
        }
        plan.run();
      }
      for (int i = 0; i < arrays.size(); i++) {
        double[] before = sample.value(sample.inputs().get(i));
        double[] after = Layouts.elements(arrays.get(i));
        require(
            Arrays.equals(before, after),
            String.format(
                "input %d was %s and is %s", i, Arrays.toString(before), Arrays.toString(after)));
      }
    }
  },

  /** Arrays in f order, with strides, and views of larger arrays give the same as dense ones. */
  LAYOUTS("layouts") {
    @Override
    void verify(Example example, long seed) {
      Sample sample = new Sample(example, DataType.DOUBLE, seed);
      double[] dense = sample.evaluate(List.of(sample.y())).get(0);
      for (Layouts layout : Layouts.values()) {
        List<Tensor> constants = new ArrayList<>();
        for (Input input : sample.inputs()) {
          INDArray array = Layouts.array(input.type(), sample.value(input));
          constants.add(Constant.of(layout.of(array)));
        }
        double[] other = Layouts.elements(example.formula().apply(constants).evaluate());
        require(
            Arrays.equals(dense, other),
            String.format(
                "%s inputs give %s, dense ones %s",
                layout, Arrays.toString(other), Arrays.toString(dense)));
      }
    }
  },

  /** A plan run again gives the same, also after it was run on other numbers. */
  REPEATED("repeated") {
    @Override
    void verify(Example example, long seed) {
      Sample sample = new Sample(example, DataType.DOUBLE, seed);
      List<Tensor> formulas = sample.formulas();
      List<double[]> first;
      List<double[]> again;
      try (Plan plan = sample.plan(formulas)) {
        first = Sample.read(plan.run(), formulas);
        sample.feedOthers(plan);
        plan.run();
        sample.feed(plan);
        again = Sample.read(plan.run(), formulas);
      }
      requireSame("a second run", again, first);
      requireSame("a second plan", sample.evaluate(formulas), first);
    }
  },

  /** An op that may write over an input that dies gives the same if it does. */
  OVERWRITTEN("overwritten") {
    @Override
    void verify(Example example, long seed) {
      for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
        Sample sample = new Sample(example, type, seed);
        List<Tensor> formulas = new ArrayList<>(List.of(sample.y()));
        for (int k = 0; k < sample.inputs().size(); k++) {
          List<Tensor> inputs = new ArrayList<>(sample.inputs());
          inputs.set(k, copied(inputs.get(k)));
          formulas.add(example.formula().apply(inputs));
        }
        List<double[]> expected = sample.evaluate(formulas.subList(0, 1));
        for (int k = 1; k < formulas.size(); k++) {
          List<double[]> got = sample.evaluate(formulas.subList(k, k + 1));
          requireSame(type + ", input " + (k - 1) + " written over,", got, expected);
        }
      }
    }
  },

  /** FLOAT and DOUBLE agree but for rounding. */
  FLOAT("float") {
    @Override
    void verify(Example example, long seed) {
      Sample doubles = new Sample(example, DataType.DOUBLE, seed);
      Sample floats = new Sample(example, DataType.FLOAT, seed);
      List<double[]> expected = doubles.evaluate(doubles.formulas());
      List<double[]> got = floats.evaluate(floats.formulas());
      for (int k = 0; k < expected.size(); k++) {
        double tolerance = FLOAT_TOLERANCE * Math.max(1, largest(expected.get(k)));
        requireClose("FLOAT, formula " + k, got.get(k), expected.get(k), tolerance);
      }
    }
  },

  /** ⟨ȳ, jvp ẋ⟩ = ⟨vjp ȳ, ẋ⟩. */
  ADJOINT("adjoint") {
    @Override
    void verify(Example example, long seed) {
      Sample sample = new Sample(example, DataType.DOUBLE, seed);
      if (!sample.isDifferentiable()) {
        return;
      }
      List<Tensor> formulas = new ArrayList<>(sample.pulled());
      formulas.add(sample.pushed());
      List<double[]> values = sample.evaluate(formulas);
      double[] weights = sample.value(sample.cotangent());
      double[] pushed = values.get(values.size() - 1);
      double forward = 0;
      double reverse = 0;
      double size = 0;
      for (int i = 0; i < pushed.length; i++) {
        forward += weights[i] * pushed[i];
        size += Math.abs(weights[i] * pushed[i]);
      }
      for (int k = 0; k < sample.xs().size(); k++) {
        double[] tangent = sample.value(sample.tangents().get(k));
        for (int i = 0; i < tangent.length; i++) {
          reverse += values.get(k)[i] * tangent[i];
          size += Math.abs(values.get(k)[i] * tangent[i]);
        }
      }
      require(
          Math.abs(forward - reverse) <= ADJOINT_TOLERANCE * size,
          String.format("<cotangent, jvp> = %s but <vjp, tangent> = %s", forward, reverse));
    }
  },

  /** The jvp is what finite differences say, element by element. */
  FIRST_ORDER("first order") {
    @Override
    void verify(Example example, long seed) {
      Sample sample = new Sample(example, DataType.DOUBLE, seed);
      if (sample.isDifferentiable()) {
        Differences.verify(sample, List.of(sample.y()), sample.xs(), sample.tangents());
      }
    }
  },

  /**
   * The jvps of the vjp and of the jvp are what finite differences say, in the inputs and in the
   * cotangent or tangents.
   */
  SECOND_ORDER("second order") {
    @Override
    void verify(Example example, long seed) {
      Sample sample = new Sample(example, DataType.DOUBLE, seed);
      if (!sample.isDifferentiable()) {
        return;
      }
      List<Input> point = new ArrayList<>(sample.xs());
      List<Input> directions = new ArrayList<>(sample.seconds());
      point.add(sample.cotangent());
      directions.add(sample.secondOfCotangent());
      Differences.verify(sample, sample.pulled(), point, directions);
      point = new ArrayList<>(sample.xs());
      directions = new ArrayList<>(sample.seconds());
      point.addAll(sample.tangents());
      directions.addAll(sample.secondsOfTangents());
      Differences.verify(sample, List.of(sample.pushed()), point, directions);
    }
  },

  /** Forward over reverse, reverse over reverse and reverse over forward agree. */
  MODES("modes") {
    @Override
    void verify(Example example, long seed) {
      Sample sample = new Sample(example, DataType.DOUBLE, seed);
      if (!sample.isDifferentiable()) {
        return;
      }
      List<Input> xs = sample.xs();
      Tensor loss = reduceSum(multiply(sample.y(), sample.cotangent()));
      List<Tensor> terms = new ArrayList<>();
      List<Tensor> pulled = sample.pulled();
      for (int k = 0; k < xs.size(); k++) {
        terms.add(reduceSum(multiply(pulled.get(k), sample.tangents().get(k))));
      }
      List<Tensor> forwardOverReverse = Autograd.hvp(loss, xs, sample.tangents());
      List<Tensor> reverseOverReverse = Autograd.gradients(addN(terms), xs);
      List<Tensor> reverseOverForward =
          Autograd.gradients(Autograd.jvp(loss, xs, sample.tangents()), xs);
      List<Tensor> all = new ArrayList<>(forwardOverReverse);
      all.addAll(reverseOverReverse);
      all.addAll(reverseOverForward);
      List<double[]> values = sample.evaluate(all);
      double largest = 1;
      for (double[] value : values) {
        largest = Math.max(largest, largest(value));
      }
      for (int k = 0; k < xs.size(); k++) {
        double tolerance = MODES_TOLERANCE * largest;
        double[] expected = values.get(k);
        double[] reversed = values.get(k + xs.size());
        double[] mixed = values.get(k + 2 * xs.size());
        requireClose("reverse over reverse, x" + k, reversed, expected, tolerance);
        requireClose("reverse over forward, x" + k, mixed, expected, tolerance);
      }
    }
  };

  /** What adjointness may lack of the sum of the magnitudes: thousands of roundings. */
  private static final double ADJOINT_TOLERANCE = 1e-12;

  /** Examples are well conditioned: a few dozen roundings of 1e-16 each, 1000 times over. */
  private static final double MODES_TOLERANCE = 1e-11;

  /** 100 roundings of FLOAT, of 2⁻²⁴ each: a composite rounds after every op. */
  private static final double FLOAT_TOLERANCE = 100 * 0x1p-24;

  private final String title;

  ExampleCheck(String title) {
    this.title = title;
  }

  /** What test reports call it. */
  String title() {
    return title;
  }

  /**
   * Verifies the check.
   *
   * @param seed of all chance
   */
  abstract void verify(Example example, long seed);

  /** The same values in a node, whose memory a plan offers to the op that reads it last. */
  private static Tensor copied(Tensor x) {
    if (x.type().isBoolean()) {
      return logicalNot(logicalNot(x));
    }
    return x.type().isInteger() ? subtract(add(x, 1), 1) : negate(negate(x));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new AssertionError(message);
    }
  }

  private static void requireSame(String what, List<double[]> got, List<double[]> expected) {
    for (int k = 0; k < expected.size(); k++) {
      require(
          Arrays.equals(got.get(k), expected.get(k)),
          String.format(
              "%s gives %s for formula %d, the first gave %s",
              what, Arrays.toString(got.get(k)), k, Arrays.toString(expected.get(k))));
    }
  }

  private static void requireClose(String what, double[] got, double[] expected, double tolerance) {
    require(
        got.length == expected.length,
        what + ": " + got.length + " elements instead of " + expected.length);
    for (int i = 0; i < got.length; i++) {
      boolean close = Math.abs(got[i] - expected[i]) <= tolerance;
      require(
          close || Double.compare(got[i], expected[i]) == 0,
          String.format(
              "%s: element %d is %s but should be %s, tolerance %s",
              what, i, got[i], expected[i], tolerance));
    }
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
  }
}
