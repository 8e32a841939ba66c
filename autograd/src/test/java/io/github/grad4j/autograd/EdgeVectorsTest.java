package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.addN;
import static io.github.grad4j.ops.Ops.atan;
import static io.github.grad4j.ops.Ops.erf;
import static io.github.grad4j.ops.Ops.erfc;
import static io.github.grad4j.ops.Ops.gelu;
import static io.github.grad4j.ops.Ops.matmul;
import static io.github.grad4j.ops.Ops.maximum;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.onesLike;
import static io.github.grad4j.ops.Ops.pow;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.swish;
import static io.github.grad4j.ops.Ops.xdivy;
import static io.github.grad4j.ops.Ops.xlogy;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients at the edges where implementations differ or break; by hand. */
class EdgeVectorsTest {
  @Test
  void a_chain_of_100_000_ops_is_differentiated() {
    Variable x = variable("x", Shape.scalar(), 1);
    Tensor y = x;
    for (int i = 0; i < 100_000; i++) {
      y = add(y, x);
    }
    assertThat(values(Autograd.gradient(y, x))).containsExactly(100_001);
  }

  @Test
  void a_tensor_used_twice_gets_both_cotangents() {
    Variable x = variable("x", Shape.of(2), 3, -4);
    assertThat(values(Autograd.gradient(reduceSum(multiply(x, x)), x))).containsExactly(6, -8);
    Variable m = variable("m", Shape.of(2, 2), 1, 2, 3, 4);
    // d Σ (m·m)ᵢⱼ / d mₖₗ is the sum of row l and the sum of column k.
    assertThat(values(Autograd.gradient(reduceSum(matmul(m, m)), m)))
        .containsExactly(3 + 4, 7 + 4, 3 + 6, 7 + 6);
  }

  @Test
  void a_column_and_a_row_that_broadcast_get_their_cotangents_summed() {
    Variable column = variable("column", Shape.of(3, 1), 1, 2, 3);
    Variable row = variable("row", Shape.of(1, 4), 1, 2, 3, 4);
    double[] weights = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    Tensor loss = reduceSum(multiply(add(column, row), Constant.of(weights, Shape.of(3, 4))));
    List<Tensor> gradients = Autograd.gradients(loss, List.of(column, row));
    assertThat(gradients.get(0).shape()).isEqualTo(Shape.of(3, 1));
    assertThat(values(gradients.get(0))).containsExactly(6, 22, 38);
    assertThat(gradients.get(1).shape()).isEqualTo(Shape.of(1, 4));
    assertThat(values(gradients.get(1))).containsExactly(12, 15, 18, 21);
  }

  @Test
  void equal_operands_of_a_maximum_share_the_cotangent() {
    Variable a = variable("a", Shape.of(3), 2, 1, 5);
    Variable b = variable("b", Shape.of(3), 2, 4, 3);
    List<Tensor> gradients = Autograd.gradients(reduceSum(maximum(a, b)), List.of(a, b));
    assertThat(values(gradients.get(0))).containsExactly(0.5, 0, 1);
    assertThat(values(gradients.get(1))).containsExactly(0.5, 1, 0);
  }

  @Test
  void zero_times_the_logarithm_of_zero_has_gradient_zero_to_every_order() {
    Variable x = variable("x", Shape.of(2), 0, 0);
    Variable y = variable("y", Shape.of(2), 0, 1);
    List<Tensor> both = List.of(x, y);
    Tensor loss = reduceSum(xlogy(x, y));
    List<Tensor> gradients = Autograd.gradients(loss, both);
    assertThat(values(gradients.get(0))).containsExactly(0, 0);
    assertThat(values(gradients.get(1))).containsExactly(0, 0);
    // At (0, 1) the mixed derivative is 1/y = 1.
    assertCurvature(loss, both, new double[] {0, 1}, new double[] {0, 1});
  }

  @Test
  void only_zero_times_the_logarithm_of_zero_is_left_out() {
    Variable x = variable("x", Shape.of(3), 0, 1, 2);
    Variable y = variable("y", Shape.of(3), -1, 0, -1);
    List<Tensor> gradients = Autograd.gradients(reduceSum(xlogy(x, y)), List.of(x, y));
    assertThat(values(gradients.get(0))).containsExactly(0, NEGATIVE_INFINITY, NaN);
    assertThat(values(gradients.get(1))).containsExactly(0, POSITIVE_INFINITY, -2);
    Tensor infinite = Constant.of(new double[] {POSITIVE_INFINITY, 0, 0}, Shape.of(3));
    assertThat(values(Autograd.vjp(xlogy(x, y), List.of(x), infinite).get(0))).startsWith(0);
  }

  @Test
  void zero_divided_by_zero_has_gradient_zero_to_every_order() {
    Variable x = variable("x", Shape.of(3), 0, 0, 1);
    Variable y = variable("y", Shape.of(3), 0, 2, 0);
    List<Tensor> gradients = Autograd.gradients(reduceSum(xdivy(x, y)), List.of(x, y));
    assertThat(values(gradients.get(0))).containsExactly(0, 0.5, POSITIVE_INFINITY);
    assertThat(values(gradients.get(1))).containsExactly(0, 0, NEGATIVE_INFINITY);
    Variable zero = variable("zero", Shape.of(1), 0);
    Variable divisor = variable("divisor", Shape.of(1), 0);
    assertCurvature(
        reduceSum(xdivy(zero, divisor)), List.of(zero, divisor), new double[1], new double[1]);
  }

  @Test
  void zero_to_the_power_of_zero_has_gradient_zero_to_every_order() {
    Variable a = variable("a", Shape.of(3), 0, 0, 0);
    Variable b = variable("b", Shape.of(3), 0, 1, 2);
    List<Tensor> gradients = Autograd.gradients(reduceSum(pow(a, b)), List.of(a, b));
    assertThat(values(gradients.get(0))).containsExactly(0, 1, 0);
    assertThat(values(gradients.get(1))).containsExactly(0, 0, 0);
    assertThat(values(Autograd.gradient(reduceSum(pow(a, 0)), a))).containsExactly(0, 0, 0);
    Variable zero = variable("zero", Shape.of(1), 0);
    Variable exponent = variable("exponent", Shape.of(1), 0);
    Tensor infinite = Constant.of(new double[] {POSITIVE_INFINITY}, Shape.of(1));
    for (Tensor pulled : Autograd.vjp(pow(zero, exponent), List.of(zero, exponent), infinite)) {
      assertThat(values(pulled)).containsExactly(0);
    }
    assertCurvature(
        reduceSum(pow(zero, exponent)), List.of(zero, exponent), new double[1], new double[1]);
  }

  @Test
  void activations_are_straight_far_out() {
    Variable x = variable("x", Shape.of(4), NEGATIVE_INFINITY, -1e200, 1e200, POSITIVE_INFINITY);
    assertStraight(gelu(x), x, 0, 0, 1, 1);
    assertStraight(swish(x), x, 0, 0, 1, 1);
    assertStraight(erf(x), x, 0, 0, 0, 0);
    assertStraight(erfc(x), x, 0, 0, 0, 0);
    assertStraight(atan(x), x, 0, 0, 0, 0);
  }

  private static void assertStraight(Tensor y, Variable x, double... slopes) {
    assertThat(values(Autograd.gradient(reduceSum(y), x))).containsExactly(slopes);
    assertCurvature(reduceSum(y), List.of(x), new double[slopes.length]);
  }

  /** The Hessian times a vector of ones, forward over reverse and reverse over reverse. */
  private static void assertCurvature(Tensor loss, List<Tensor> xs, double[]... expected) {
    List<Tensor> ones = new ArrayList<>();
    List<Tensor> terms = new ArrayList<>();
    for (Tensor gradient : Autograd.gradients(loss, xs)) {
      ones.add(onesLike(gradient));
      terms.add(reduceSum(gradient));
    }
    List<Tensor> forward = Autograd.hvp(loss, xs, ones);
    List<Tensor> reverse = Autograd.gradients(addN(terms), xs);
    for (int i = 0; i < expected.length; i++) {
      assertThat(values(forward.get(i))).containsExactly(expected[i]);
      assertThat(values(reverse.get(i))).containsExactly(expected[i]);
    }
  }

  private static Variable variable(String name, Shape shape, double... values) {
    return Variable.of(name, values, shape);
  }

  /** The elements in c order; -0 as 0. */
  private static double[] values(Tensor tensor) {
    try (INDArray array = tensor.evaluate()) {
      return Arrays.stream(array.dup('c').data().asDouble()).map(x -> x + 0.0).toArray();
    }
  }
}
