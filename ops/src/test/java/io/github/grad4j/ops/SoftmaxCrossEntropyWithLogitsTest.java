package io.github.grad4j.ops;

import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.counting;
import static io.github.grad4j.ops.Shaped.matrix;
import static io.github.grad4j.ops.Shaped.row;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.vjp;
import static io.github.grad4j.ops.Shaped.within;
import static io.github.grad4j.ops.Shaped.zeros;
import static io.github.grad4j.ops.Softmax.softmax;
import static io.github.grad4j.ops.SoftmaxCrossEntropyWithLogits.softmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.SoftmaxMinusLabels.softmaxMinusLabels;
import static io.github.grad4j.ops.Transpose.transpose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyWithLogitsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double LN2 = Math.log(2);

  /** The published figures have eight decimals, computed in FLOAT. */
  private static final double PUBLISHED = 3e-7;

  /** Math.exp and Math.log1p to 1 unit in the last place each, and a few sums and products. */
  private static final double ROUNDINGS = 16 * EPS;

  @Test
  void gives_the_published_losses_of_two_examples() {
    Tensor labels = matrix(row(0, 0, 1), row(0, 1, 0));
    Tensor logits = matrix(row(2, 0.5, 6), row(0.1, 0, 3));
    double[] once = values(softmaxCrossEntropyWithLogits(labels, logits));
    assertThat(once[0]).isCloseTo(0.02215516, within(PUBLISHED));
    assertThat(once[1]).isCloseTo(3.09967351, within(PUBLISHED));
    double[] twice = values(softmaxCrossEntropyWithLogits(labels, softmax(logits)));
    assertThat(twice[0]).isCloseTo(0.56551915, within(PUBLISHED));
    assertThat(twice[1]).isCloseTo(1.47432232, within(PUBLISHED));
  }

  @Test
  void a_confident_wrong_answer_costs_its_logit() {
    Tensor y = softmaxCrossEntropyWithLogits(vector(0, 1), vector(1000, 0));
    assertThat(value(y)).isEqualTo(1000);
    assertThat(vjp(y, 1, 1)).containsExactly(1, -1);
  }

  @Test
  void a_certain_right_answer_costs_nothing() {
    Tensor y = softmaxCrossEntropyWithLogits(vector(1, 0), vector(1000, 0));
    assertThat(value(y)).isZero();
    assertThat(vjp(y, 1, 1)).containsExactly(0, 0);
  }

  @Test
  void is_exact_in_the_tail() {
    Tensor y = softmaxCrossEntropyWithLogits(vector(0, 1), vector(0, 40));
    double tail = 4.248354255291589e-18;
    assertThat(value(y)).isCloseTo(tail, within(ROUNDINGS * tail));
    double[] gradient = vjp(y, 1, 1);
    assertThat(gradient[0]).isCloseTo(tail, within(ROUNDINGS * tail));
    assertThat(gradient[1]).isCloseTo(-tail, within(ROUNDINGS * tail));
  }

  @Test
  void labels_need_not_sum_to_one() {
    Tensor none = softmaxCrossEntropyWithLogits(vector(0, 0), vector(3, -1));
    assertThat(value(none)).isZero();
    assertThat(vjp(none, 1, 1)).containsExactly(0, 0);
    Tensor both = softmaxCrossEntropyWithLogits(vector(1, 1), vector(0, 0));
    assertThat(value(both)).isCloseTo(2 * LN2, within(ROUNDINGS));
    assertThat(vjp(both, 1, 1)).containsExactly(0, 0);
    Tensor twice = softmaxCrossEntropyWithLogits(vector(2, 0), vector(0, 0));
    assertThat(value(twice)).isCloseTo(2 * LN2, within(ROUNDINGS));
    assertThat(vjp(twice, 1, 1)).containsExactly(-1, 1);
  }

  @Test
  void the_gradient_to_the_labels_is_minus_log_softmax() {
    double[] gradient = vjp(softmaxCrossEntropyWithLogits(vector(1, 0), vector(0, 0)), 0, 3);
    assertThat(gradient[0]).isCloseTo(3 * LN2, within(ROUNDINGS * 4));
    assertThat(gradient[1]).isCloseTo(3 * LN2, within(ROUNDINGS * 4));
  }

  @Test
  void an_excluded_class_costs_nothing_without_a_label_and_everything_with_one() {
    Tensor without = softmaxCrossEntropyWithLogits(vector(0, 1), vector(-INFINITY, 0));
    assertThat(value(without)).isZero();
    assertThat(vjp(without, 1, 1)).containsExactly(0, 0);
    Tensor with = softmaxCrossEntropyWithLogits(vector(1, 0), vector(-INFINITY, 0));
    assertThat(value(with)).isEqualTo(INFINITY);
    assertThat(vjp(with, 1, 1)).containsExactly(-1, 1);
  }

  @Test
  void an_example_without_a_finite_maximum_is_nan_alone() {
    Tensor logits =
        matrix(row(-INFINITY, -INFINITY), row(INFINITY, 0), row(Double.NaN, 0), row(0, 0));
    Tensor labels = matrix(row(0, 0), row(1, 0), row(0, 1), row(0.5, 0.5));
    double[] losses = values(softmaxCrossEntropyWithLogits(labels, logits));
    assertThat(losses[0]).isNaN();
    assertThat(losses[1]).isNaN();
    assertThat(losses[2]).isNaN();
    assertThat(losses[3]).isCloseTo(LN2, within(ROUNDINGS));
  }

  @Test
  void one_class_costs_exactly_nothing() {
    Tensor y =
        softmaxCrossEntropyWithLogits(matrix(row(1), row(0.5)), matrix(row(0.75), row(-1e4)));
    assertThat(values(y)).containsExactly(0, 0);
    assertThat(vjp(y, 1, 1, 1)).containsExactly(0, 0);
  }

  @Test
  void no_examples_cost_nothing_and_average_to_nan() {
    Tensor y = softmaxCrossEntropyWithLogits(zeros(0, 3), zeros(0, 3));
    assertThat(value(ReduceSum.reduceSum(y))).isZero();
    assertThat(value(ReduceMean.reduceMean(y))).isNaN();
  }

  @Test
  void the_classes_may_lie_along_any_axis() {
    Tensor labels = counting(2, 3);
    Tensor logits = matrix(row(1, -2, 0.5), row(3, 3, -1));
    double[] last = values(softmaxCrossEntropyWithLogits(labels, logits));
    double[] first = values(softmaxCrossEntropyWithLogits(transpose(labels), transpose(logits), 0));
    assertThat(first).containsExactly(last);
  }

  @Test
  void loss_and_gradient_are_one_kernel_of_a_plan() {
    Variable labels = Variable.of("labels", new double[] {0, 1, 2, 0.5}, Shape.of(2, 2));
    Variable logits = Variable.of("logits", new double[] {0, 40, -3, 1}, Shape.of(2, 2));
    Tensor loss = softmaxCrossEntropyWithLogits(labels, logits);
    Tensor gradient = softmaxMinusLabels(labels, logits);
    double[] losses = values(loss);
    double[] slopes = values(gradient);
    try (Plan plan = Plan.of(gradient, loss)) {
      plan.run();
      assertThat(plan.toString()).startsWith("1 kernels");
      assertThat(plan.value(loss).data().asDouble()).containsExactly(losses);
      assertThat(plan.value(gradient).dup('c').data().asDouble()).containsExactly(slopes);
    }
  }

  @Test
  void shapes_that_differ_are_rejected_with_a_way_out() {
    assertThatThrownBy(() -> softmaxCrossEntropyWithLogits(zeros(32, 9), zeros(32, 10)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "labels shape [32, 9] does not match logits shape [32, 10] (axis 1: 9 vs 10). Labels"
                + " hold one probability per class; for integer class ids use"
                + " sparseSoftmaxCrossEntropyWithLogits")
        .hasMessageContaining("; labels is constant DOUBLE[32, 9]")
        .hasMessageContaining("; logits is constant DOUBLE[32, 10]");
    assertThatThrownBy(() -> softmaxCrossEntropyWithLogits(zeros(10), zeros(32, 10)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("(rank 1 vs 2)");
    assertThatThrownBy(() -> softmaxCrossEntropyWithLogits(zeros(), zeros()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("shape [] has no axes");
  }

  @Test
  void class_ids_are_sent_to_the_sparse_loss() {
    assertThatThrownBy(() -> softmaxCrossEntropyWithLogits(Shaped.ids(1, 2), zeros(2, 3)))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("for integer class ids use sparseSoftmaxCrossEntropyWithLogits");
  }
}
