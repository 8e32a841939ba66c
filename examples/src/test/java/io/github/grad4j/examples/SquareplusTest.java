package io.github.grad4j.examples;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.autograd.Autograd.jvp;
import static io.github.grad4j.examples.Squareplus.squareplus;
import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** A user's op, checked as a user would: special values, and its rule on its own examples. */
class SquareplusTest {
  private static final long SEED = 20261122;
  private static final double STEP = 1e-5;

  /** A chord misses by its step squared times a third derivative, and by 1e-16 over its step. */
  private static final double CHORD = 1e-8;

  static Stream<Example> examples() {
    return new Squareplus().examples().stream();
  }

  @Test
  void special_values_are_those_of_its_documentation() {
    double huge = 1e300;
    double infinity = Double.POSITIVE_INFINITY;
    Tensor y = squareplus(constant(new double[] {0, huge, -huge, infinity, -infinity, Double.NaN}));
    try (Plan plan = Plan.of(y)) {
      double[] expected = {1, huge, 1 / huge, infinity, 0, Double.NaN};
      assertThat(plan.run().doubles(y)).containsExactly(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void slopes_are_those_of_chords_to_second_order(Example example) {
    Random random = new Random(SEED);
    Domain domain = example.domains().get(0);
    Input x = new Input("x", new TensorType(DataType.DOUBLE, domain.shape()));
    double[] point = domain.sample(random);
    Tensor weights = randomLike(domain, random);
    Tensor loss = reduceSum(multiply(weights, example.formula().apply(List.of(x))));
    requireSlopesOfChords(loss, x, point);
    requireSlopesOfChords(reduceSum(multiply(weights, gradient(loss, x))), x, point);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void both_modes_agree(Example example) {
    Random random = new Random(SEED);
    Domain domain = example.domains().get(0);
    Tensor x = Constant.of(domain.sample(random), domain.shape());
    Tensor y = example.formula().apply(List.of(x));
    Tensor weights = randomLike(domain, random);
    Tensor tangent = randomLike(domain, random);
    Tensor pushed = reduceSum(multiply(weights, jvp(y, List.of(x), List.of(tangent))));
    Tensor pulled = reduceSum(multiply(gradient(reduceSum(multiply(weights, y)), x), tangent));
    try (Plan plan = Plan.of(pushed, pulled)) {
      plan.run();
      assertThat(plan.scalar(pushed))
          .as("seed %d", SEED)
          .isCloseTo(plan.scalar(pulled), within(1e-12));
    }
  }

  private static Tensor randomLike(Domain domain, Random random) {
    return Constant.of(
        new Domain(Domain.Kind.REAL, domain.shape(), -2, 2, List.of()).sample(random),
        domain.shape());
  }

  private static void requireSlopesOfChords(Tensor loss, Input x, double[] point) {
    Tensor gradient = gradient(loss, x);
    try (Plan plan = Plan.of(loss, gradient)) {
      double[] slopes = plan.feed(x, point).run().doubles(gradient);
      for (int i = 0; i < point.length; i++) {
        double[] moved = point.clone();
        moved[i] = point[i] + STEP;
        double above = plan.feed(x, moved).run().scalar(loss);
        moved[i] = point[i] - STEP;
        double below = plan.feed(x, moved).run().scalar(loss);
        assertThat(slopes[i])
            .as("element %d, seed %d", i, SEED)
            .isCloseTo((above - below) / (2 * STEP), within(CHORD));
      }
    }
  }
}
