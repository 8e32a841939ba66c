package io.github.grad4j.examples;

import static io.github.grad4j.examples.Squareplus.squareplus;
import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.autograd.check.OpCheck;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

/** A user's op, checked as a user would: special values, and what every op must hold. */
class SquareplusTest {
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

  @Test
  void it_holds_what_every_op_must_hold() {
    OpCheck.of(new Squareplus()).verify();
  }
}
