package io.github.grad4j.ops;

import static io.github.grad4j.ops.OneHot.oneHot;
import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.ids;
import static io.github.grad4j.ops.Shaped.matrix;
import static io.github.grad4j.ops.Shaped.row;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.vjp;
import static io.github.grad4j.ops.Shaped.within;
import static io.github.grad4j.ops.Shaped.zeros;
import static io.github.grad4j.ops.SoftmaxCrossEntropyWithLogits.softmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.SparseSoftmaxCrossEntropyWithLogits.sparseSoftmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.SparseSoftmaxMinusLabels.sparseSoftmaxMinusLabels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class SparseSoftmaxCrossEntropyWithLogitsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** The published figures have eight decimals, computed in FLOAT. */
  private static final double PUBLISHED = 3e-7;

  /** Math.exp and Math.log1p to 1 unit in the last place each, and a few sums and products. */
  private static final double ROUNDINGS = 16 * EPS;

  @Test
  void gives_the_published_losses_of_two_examples() {
    Tensor logits = matrix(row(2, 0.5, 6), row(0.1, 0, 3));
    double[] losses = values(sparseSoftmaxCrossEntropyWithLogits(ids(2, 1), logits));
    assertThat(losses[0]).isCloseTo(0.02215516, within(PUBLISHED));
    assertThat(losses[1]).isCloseTo(3.09967351, within(PUBLISHED));
  }

  @Test
  void agrees_with_the_dense_loss_of_one_hot_labels() {
    Tensor logits = matrix(row(2, 0.5, 6), row(0.1, 0, 3), row(-7, 30, 1));
    Tensor labels = ids(1, 2, 1);
    Tensor sparse = sparseSoftmaxCrossEntropyWithLogits(labels, logits);
    Tensor dense = softmaxCrossEntropyWithLogits(oneHot(labels, 3, DataType.DOUBLE), logits);
    assertThat(values(sparse)).containsExactly(values(dense));
    double[] slopes = vjp(sparse, 1, 1, 2, -1);
    double[] expected = vjp(dense, 1, 1, 2, -1);
    for (int i = 0; i < slopes.length; i++) {
      assertThat(slopes[i]).isCloseTo(expected[i], within(ROUNDINGS * Math.abs(expected[i])));
    }
  }

  @Test
  void is_exact_in_the_tail() {
    Tensor y =
        sparseSoftmaxCrossEntropyWithLogits(
            Constant.of(new long[] {1}, Shape.scalar()), vector(0, 40));
    double tail = 4.248354255291589e-18;
    assertThat(value(y)).isCloseTo(tail, within(ROUNDINGS * tail));
    double[] gradient = vjp(y, 1, 1);
    assertThat(gradient[0]).isCloseTo(tail, within(ROUNDINGS * tail));
    assertThat(gradient[1]).isCloseTo(-tail, within(ROUNDINGS * tail));
  }

  @Test
  void an_excluded_class_costs_nothing_unless_it_is_the_label() {
    Tensor logits = matrix(row(-INFINITY, 1, 1), row(-INFINITY, 1, 1));
    Tensor y = sparseSoftmaxCrossEntropyWithLogits(ids(1, 0), logits);
    double[] losses = values(y);
    assertThat(losses[0]).isCloseTo(Math.log(2), within(ROUNDINGS));
    assertThat(losses[1]).isEqualTo(INFINITY);
    assertThat(vjp(y, 1, 1, 1)).containsExactly(0, -0.5, 0.5, -1, 0.5, 0.5);
  }

  @Test
  void an_ignored_label_costs_nothing_whatever_its_logits() {
    Tensor logits = matrix(row(0, 0), row(Double.NaN, INFINITY), row(0, 0));
    Tensor y = sparseSoftmaxCrossEntropyWithLogits(ids(0, -100, 1), logits, -1, -100);
    double[] losses = values(y);
    assertThat(losses[0]).isCloseTo(Math.log(2), within(ROUNDINGS));
    assertThat(losses[1]).isZero();
    assertThat(vjp(y, 1, 1, 1, 1)).containsExactly(-0.5, 0.5, 0, 0, 0.5, -0.5);
  }

  @Test
  void a_label_that_is_no_class_is_told_at_every_run() {
    Input labels = Input.of("labels", DataType.INT64, 6);
    Tensor y = sparseSoftmaxCrossEntropyWithLogits(labels, zeros(6, 10));
    try (Plan plan = Plan.of(y)) {
      plan.feed(labels, Nd4j.createFromArray(0L, 1, 2, 3, 4, 9)).run();
      plan.feed(labels, Nd4j.createFromArray(0L, 1, 2, 3, 4, 12));
      assertThatThrownBy(plan::run)
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("label 12 at index [5] is outside [0, 10)");
      plan.feed(labels, Nd4j.createFromArray(0L, -1, 2, 3, 4, 9));
      assertThatThrownBy(plan::run)
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("label -1 at index [1] is outside [0, 10)");
    }
  }

  @Test
  void the_index_of_a_label_is_told_along_every_axis() {
    Tensor labels = Constant.of(new long[] {0, 1, 2, 0, 5, 0}, Shape.of(2, 3));
    Tensor y = sparseSoftmaxCrossEntropyWithLogits(labels, zeros(2, 3, 3));
    assertThatThrownBy(() -> values(y))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("label 5 at index [1, 1] is outside [0, 3)");
  }

  @Test
  void loss_and_gradient_are_one_kernel_of_a_plan() {
    Variable labels = Variable.of("labels", new long[] {1, 0}, Shape.of(2));
    Variable logits = Variable.of("logits", new double[] {0, 40, -3, 1}, Shape.of(2, 2));
    Tensor loss = sparseSoftmaxCrossEntropyWithLogits(labels, logits);
    Tensor gradient = sparseSoftmaxMinusLabels(labels, logits);
    double[] losses = values(loss);
    double[] slopes = values(gradient);
    try (Plan plan = Plan.of(loss, gradient)) {
      plan.run();
      assertThat(plan.toString()).startsWith("1 kernels");
      assertThat(plan.value(loss).data().asDouble()).containsExactly(losses);
      assertThat(plan.value(gradient).dup('c').data().asDouble()).containsExactly(slopes);
    }
  }

  @Test
  void labels_of_another_shape_or_type_are_rejected() {
    assertThatThrownBy(() -> sparseSoftmaxCrossEntropyWithLogits(ids(0, 0, 0), zeros(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "labels shape [3] does not match logits shape [2, 3], which without its class axis 1"
                + " is [2]. Labels hold one LONG class id per example; for one probability per"
                + " class use softmaxCrossEntropyWithLogits");
    assertThatThrownBy(() -> sparseSoftmaxCrossEntropyWithLogits(zeros(2), zeros(2, 3)))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("labels are LONG class ids, but got DOUBLE[2]");
  }
}
