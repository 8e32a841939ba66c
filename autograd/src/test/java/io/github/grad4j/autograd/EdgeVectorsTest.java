package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.matmul;
import static io.github.grad4j.ops.Ops.maximum;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.xlogy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
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
    Tensor ones = Constant.of(new double[] {1, 1}, Shape.of(2));
    List<Tensor> second = Autograd.hvp(loss, both, List.of(ones, ones));
    assertThat(values(second.get(0))).containsExactly(0, 1);
    assertThat(values(second.get(1))).containsExactly(0, 1);
  }

  private static Variable variable(String name, Shape shape, double... values) {
    return Variable.of(name, values, shape);
  }

  private static double[] values(Tensor tensor) {
    try (INDArray array = tensor.evaluate()) {
      return array.dup('c').data().asDouble();
    }
  }
}
