package io.github.grad4j.autograd;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.ReduceNorm2.reduceNorm2;
import static io.github.grad4j.ops.ReduceProd.reduceProd;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.SparseSoftmaxCrossEntropyWithLogits.sparseSoftmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.WeightedMean.weightedMean;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients of composed reductions and losses where a naive composition gives NaN. */
class SelectedGradientsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Results of size 1 after some ten roundings. */
  private static final Offset<Double> ROUNDINGS = Offset.offset(0x1p-49);

  @Test
  void a_length_of_zero_has_gradient_zero_to_every_order() {
    Variable x = matrix(2, 0, 0, 3, 4);
    Tensor loss = reduceSum(reduceNorm2(x, axes(1)));
    double[] gradient = values(Autograd.gradient(loss, x));
    assertThat(gradient).startsWith(0, 0);
    assertThat(gradient[2]).isCloseTo(0.6, ROUNDINGS);
    assertThat(gradient[3]).isCloseTo(0.8, ROUNDINGS);
    // The length grows evenly along x: no curvature in that direction, nor at 0.
    double[] curvature = values(Autograd.hvp(loss, List.of(x), List.of(x)).get(0));
    assertThat(curvature).startsWith(0, 0);
    assertThat(curvature[2]).isCloseTo(0, ROUNDINGS);
    assertThat(curvature[3]).isCloseTo(0, ROUNDINGS);
  }

  @Test
  void a_product_with_zeros_has_the_products_of_the_others() {
    Variable one = vector(0, 2, 3);
    assertThat(values(Autograd.gradient(reduceProd(one), one))).containsExactly(6, 0, 0);
    Variable two = vector(2, 0, 3, 0);
    assertThat(values(Autograd.gradient(reduceProd(two), two))).containsExactly(0, 0, 0, 0);
    Jacobian hessian = Autograd.hessian(reduceProd(two), two);
    try (INDArray array = hessian.evaluate()) {
      double[] expected = new double[16];
      expected[1 * 4 + 3] = 6;
      expected[3 * 4 + 1] = 6;
      assertThat(array.dup('c').data().asDouble()).containsExactly(expected);
    }
  }

  @Test
  void an_example_of_weight_zero_gets_nothing_back_even_from_an_infinite_loss() {
    Variable losses = vector(2, INFINITY, 4, Double.NaN);
    Variable weights = vector(1, 0, 1, 0);
    List<Tensor> gradients =
        Autograd.gradients(weightedMean(losses, weights), List.of(losses, weights));
    assertThat(values(gradients.get(0))).containsExactly(0.5, 0, 0.5, 0);
    // A loss left out counts as 0 in the slope (l - mean)/Σw of its weight.
    assertThat(values(gradients.get(1))).containsExactly(-0.5, -1.5, 0.5, -1.5);
  }

  @Test
  void the_weight_of_a_finite_loss_has_its_slope_even_at_zero() {
    Variable losses = vector(2, 8, 4);
    Variable weights = vector(1, 0, 1);
    Tensor gradient = Autograd.gradient(weightedMean(losses, weights), weights);
    assertThat(values(gradient)).containsExactly(-0.5, 2.5, 0.5);
  }

  @Test
  void an_ignored_example_gets_nothing_back_whatever_its_logits() {
    Variable logits = matrix(2, Double.NaN, INFINITY, 0, 0);
    Tensor labels = Constant.of(new long[] {-1, 0}, Shape.of(2));
    Tensor losses = sparseSoftmaxCrossEntropyWithLogits(labels, logits, 1, -1);
    Tensor gradient = Autograd.gradient(reduceSum(losses), logits);
    assertThat(values(gradient)).containsExactly(0, 0, -0.5, 0.5);
    Tensor ones = Constant.of(new double[] {1, 1, 1, 0}, Shape.of(2, 2));
    List<Tensor> second = Autograd.hvp(reduceSum(losses), List.of(logits), List.of(ones));
    assertThat(values(second.get(0))).containsExactly(0, 0, 0.25, -0.25);
  }

  private static Variable vector(double... values) {
    return Variable.of("x", values, Shape.of(values.length));
  }

  private static Variable matrix(int rows, double... values) {
    return Variable.of("x", values, Shape.of(rows, values.length / rows));
  }

  /** The elements in c order; -0 as 0. */
  private static double[] values(Tensor tensor) {
    try (INDArray array = tensor.evaluate()) {
      return Arrays.stream(array.dup('c').data().asDouble()).map(x -> x + 0.0).toArray();
    }
  }
}
