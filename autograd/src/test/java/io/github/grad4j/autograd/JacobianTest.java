package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Losses.softmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.Ops.matmul;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.softmax;
import static io.github.grad4j.ops.Ops.square;
import static io.github.grad4j.ops.Ops.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

final class JacobianTest {
  /** Results of size 1 after some dozens of roundings of 2⁻⁵³ each. */
  private static final Offset<Double> ROUNDINGS = within(0x1p-47);

  private static final double[] Z = {0.5, -1, 2};
  private static final double[] Y = {0.25, 1.5, 0.5};

  private final Variable logits = Variable.of("z", Z, Shape.of(3));
  private final Variable labels = Variable.of("y", Y, Shape.of(3));

  @Test
  void the_jacobian_of_a_softmax_is_diagonal_minus_outer_product() {
    double[] s = values(softmax(logits));
    double[] expected = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        expected[3 * i + j] = (i == j ? s[i] : 0) - s[i] * s[j];
      }
    }
    assertBoth(Autograd.jacobian(softmax(logits), logits), Shape.of(3, 3), expected);
  }

  /** TensorFlow issue 7403: the fused loss once had a Hessian of zeros. */
  @Test
  void the_hessian_of_a_softmax_cross_entropy_in_logits() {
    double[] s = values(softmax(logits));
    double sum = Y[0] + Y[1] + Y[2];
    double[] expected = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        expected[3 * i + j] = sum * ((i == j ? s[i] : 0) - s[i] * s[j]);
      }
    }
    Tensor loss = softmaxCrossEntropyWithLogits(labels, logits);
    assertBoth(Autograd.hessian(loss, logits), Shape.of(3, 3), expected);
  }

  @Test
  void the_blocks_of_the_hessian_of_a_softmax_cross_entropy() {
    double[] s = values(softmax(logits));
    double[] mixed = new double[9];
    double[] transposed = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        mixed[3 * i + j] = s[i] - (i == j ? 1 : 0);
        transposed[3 * j + i] = mixed[3 * i + j];
      }
    }
    Tensor loss = softmaxCrossEntropyWithLogits(labels, logits);
    List<List<Jacobian>> blocks = Autograd.hessian(loss, List.of(logits, labels));
    assertBoth(blocks.get(0).get(1), Shape.of(3, 3), mixed);
    assertBoth(blocks.get(1).get(0), Shape.of(3, 3), transposed);
    assertBoth(blocks.get(1).get(1), Shape.of(3, 3), new double[9]);
  }

  @Test
  void the_shape_is_that_of_y_and_then_that_of_x() {
    Tensor a = Constant.of(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3));
    Variable x =
        Variable.of("x", new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, Shape.of(3, 4));
    double[] expected = new double[2 * 4 * 3 * 4];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 4; j++) {
        for (int k = 0; k < 3; k++) {
          // ∂(A·X)[i, j] / ∂X[k, j] = A[i, k]
          expected[((i * 4 + j) * 3 + k) * 4 + j] = 1 + 3 * i + k;
        }
      }
    }
    assertBoth(Autograd.jacobian(matmul(a, x), x), Shape.of(2, 4, 3, 4), expected);
  }

  @Test
  void a_scalar_by_a_scalar_has_rank_0() {
    Variable x = Variable.of("x", new double[] {3}, Shape.scalar());
    assertBoth(Autograd.jacobian(square(x), x), Shape.scalar(), 6);
    assertBoth(Autograd.hessian(square(x), x), Shape.scalar(), 2);
  }

  @Test
  void several_xs_have_one_each() {
    List<Jacobian> jacobians = Autograd.jacobian(multiply(labels, logits), List.of(labels, logits));
    assertBoth(jacobians.get(0), Shape.of(3, 3), Z[0], 0, 0, 0, Z[1], 0, 0, 0, Z[2]);
    assertBoth(jacobians.get(1), Shape.of(3, 3), Y[0], 0, 0, 0, Y[1], 0, 0, 0, Y[2]);
  }

  @Test
  void an_unused_x_has_zeros() {
    assertBoth(Autograd.jacobian(square(labels), logits), Shape.of(3, 3), new double[9]);
  }

  @Test
  void empty_tensors_have_empty_jacobians() {
    Variable x = Variable.of("x", new double[0], Shape.of(0, 2));
    assertBoth(Autograd.jacobian(square(x), x), Shape.of(0, 2, 0, 2));
    assertBoth(Autograd.jacobian(square(x), logits), Shape.of(0, 2, 3));
    assertBoth(Autograd.jacobian(reduceSum(x), x), Shape.of(0, 2));
  }

  @Test
  void the_formula_can_be_differentiated_again() {
    Variable x = Variable.of("x", new double[] {0.5, -1}, Shape.of(2));
    Tensor squares = square(Autograd.jacobian(tanh(x), x).formula());
    double[] expected = new double[2];
    for (int i = 0; i < 2; i++) {
      double t = Math.tanh(new double[] {0.5, -1}[i]);
      // (1 - t²)² has the slope 2·(1 - t²)·(-2t)·(1 - t²).
      expected[i] = -4 * t * (1 - t * t) * (1 - t * t);
    }
    Tensor gradient = Autograd.gradient(reduceSum(squares), x);
    assertThat(values(gradient)).containsExactly(expected, ROUNDINGS);
  }

  @Test
  void float_stays_float() {
    Variable x = Variable.of("x", new float[] {3, -2}, Shape.of(2));
    Jacobian jacobian = Autograd.jacobian(square(x), x);
    try (INDArray array = jacobian.evaluate()) {
      assertThat(array.dataType()).isEqualTo(DataType.FLOAT);
    }
    assertThat(jacobian.formula().type()).isEqualTo(new TensorType(DataType.FLOAT, Shape.of(2, 2)));
  }

  @Test
  void a_formula_of_an_input_is_planned_not_evaluated() {
    Input x = new Input("x", new TensorType(DataType.DOUBLE, Shape.of(2)));
    Jacobian jacobian = Autograd.jacobian(square(x), x);
    assertThatThrownBy(jacobian::evaluate)
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("input x DOUBLE[2]");
    Tensor formula = jacobian.formula();
    try (Plan plan = Plan.of(formula)) {
      plan.feed(x, new double[] {3, -2}).run();
      assertThat(plan.doubles(formula)).containsExactly(new double[] {6, 0, 0, -4}, ROUNDINGS);
    }
  }

  private static double[] values(Tensor tensor) {
    try (Plan plan = Plan.of(tensor)) {
      return plan.run().doubles(tensor);
    }
  }

  /** Both ways to the numbers agree with what is expected. */
  private static void assertBoth(Jacobian jacobian, Shape shape, double... expected) {
    assertThat(jacobian.shape()).isEqualTo(shape);
    try (INDArray array = jacobian.evaluate()) {
      assertThat(array.shape()).isEqualTo(shape.toLongs());
      double[] elements = array.isEmpty() ? new double[0] : array.dup('c').data().asDouble();
      assertThat(elements).containsExactly(expected, ROUNDINGS);
    }
    assertThat(jacobian.formula().shape()).isEqualTo(shape);
    assertThat(values(jacobian.formula())).containsExactly(expected, ROUNDINGS);
  }
}
