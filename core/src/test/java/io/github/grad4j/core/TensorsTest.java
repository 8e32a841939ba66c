package io.github.grad4j.core;

import static io.github.grad4j.core.TestOps.add;
import static io.github.grad4j.core.TestOps.multiply;
import static io.github.grad4j.core.TestOps.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.TestOps.Cast;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class TensorsTest {
  private final Input x = Input.of("x", DataType.FLOAT, 2);
  private final Variable w = Variable.of("w", new float[] {3, 4}, Shape.of(2));

  @Test
  void order_lists_each_tensor_once_and_inputs_first() {
    Tensor a = add(x, w);
    Tensor b = multiply(a, a);
    Tensor c = add(b, x);
    assertThat(Tensors.order(List.of(c, a, c))).containsExactly(x, w, a, b, c);
    assertThat(Tensors.order(List.of())).isEmpty();
    assertThat(Tensors.order(List.of(x, x))).containsExactly(x);
  }

  @Test
  void substitute_puts_other_leaves_under_the_same_formulas() {
    Tensor y = multiply(add(x, w), w);
    Constant c = Constant.of(new float[] {1, 2});
    List<Tensor> rewritten = Tensors.substitute(List.of(y, w, x), Map.of(x, c));
    assertThat(rewritten.get(0).evaluate().toDoubleVector()).containsExactly(12, 24);
    assertThat(rewritten.subList(1, 3)).containsExactly(w, c);
  }

  @Test
  void substitute_keeps_what_does_not_depend_on_a_replaced_tensor() {
    Tensor kept = multiply(w, w);
    Tensor y = add(kept, x);
    Node rewritten = (Node) Tensors.substitute(List.of(y), Map.of(x, w)).get(0);
    assertThat(rewritten.input(0)).isSameAs(kept);
    assertThat(Tensors.substitute(List.of(y), Map.of())).containsExactly(y);
  }

  @Test
  void substitute_keeps_origins() {
    Node y = (Node) add(x, w);
    Node inner = (Node) y.deriving(() -> multiply(x, x));
    List<Tensor> rewritten = Tensors.substitute(List.of(y, inner), Map.of(x, w));
    assertThat(((Node) rewritten.get(0)).where()).isEqualTo(y.where());
    assertThat(((Node) rewritten.get(1)).forward()).contains(y);
  }

  @Test
  void substitute_changes_the_precision_of_a_whole_formula() {
    Input wide = Input.of("wide", DataType.DOUBLE, 2);
    Constant third = Constant.of(new float[] {1f / 3, 2});
    Tensor integers = new Cast(DataType.INT64).on(x);
    Tensor y =
        add(
            multiply(multiply(x, third), Constant.like(x, 0.1)),
            new Cast(DataType.FLOAT).on(integers));
    Tensor rewritten = Tensors.substitute(List.of(y), Map.of(x, wide)).get(0);
    assertThat(rewritten.type()).isEqualTo(new TensorType(DataType.DOUBLE, Shape.of(2)));
    try (Plan plan = Plan.of(rewritten)) {
      // Constants keep the value that they were rounded to.
      assertThat(plan.feed(wide, new double[] {7, 9}).run().doubles(rewritten))
          .containsExactly(7.0 * (1f / 3) * 0.1f + 7, 9.0 * 2 * 0.1f + 9);
    }
    Tensor back = Tensors.substitute(List.of(rewritten), Map.of(wide, x)).get(0);
    assertThat(back.type()).isEqualTo(y.type());
  }

  @Test
  void substitute_may_replace_a_node_and_leaves_what_is_below_alone() {
    Tensor below = add(x, Constant.like(x, 2));
    Tensor y = sum(multiply(below, below));
    Input wide = Input.of("wide", DataType.DOUBLE, 2);
    // Rewritten too, below would mix FLOAT x with a DOUBLE 2.
    Tensor rewritten = Tensors.substitute(List.of(y), Map.of(below, wide)).get(0);
    try (Plan plan = Plan.of(rewritten)) {
      assertThat(plan.feed(wide, new double[] {3, 4}).run().scalar(rewritten)).isEqualTo(25);
    }
  }

  @Test
  void substitute_refuses_other_shapes_and_types() {
    Tensor y = add(x, w);
    Map<Tensor, Tensor> shorter = Map.of(x, Input.of("s", DataType.FLOAT, 1));
    assertThatThrownBy(() -> Tensors.substitute(List.of(y), shorter))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "input x FLOAT[2] is replaced by input s FLOAT[1]; shapes must be equal");
    Map<Tensor, Tensor> integers = Map.of(x, Input.of("i", DataType.INT64, 2));
    assertThatThrownBy(() -> Tensors.substitute(List.of(y), integers))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining(
            "input x FLOAT[2] is replaced by input i LONG[2]; only FLOAT and DOUBLE stand in for"
                + " each other");
    Map<Tensor, Tensor> half = Map.of(x, Input.of("d", DataType.DOUBLE, 2));
    assertThatThrownBy(() -> Tensors.substitute(List.of(y), half))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("takes one element type but got DOUBLE[2] and FLOAT[2]");
  }

  @Test
  void substitute_does_not_swap_precisions() {
    Input wide = Input.of("wide", DataType.DOUBLE, 2);
    Tensor y = multiply(new Cast(DataType.DOUBLE).on(x), wide);
    Map<Tensor, Tensor> swap =
        Map.of(x, Input.of("a", DataType.DOUBLE, 2), wide, Input.of("b", DataType.FLOAT, 2));
    assertThatThrownBy(() -> Tensors.substitute(List.of(y), swap))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("change one precision at a time");
  }

  @Test
  void substitute_walks_deep_formulas() {
    Tensor y = x;
    for (int i = 0; i < 100_000; i++) {
      y = add(y, w);
    }
    Map<Tensor, Tensor> leaves = new HashMap<>();
    leaves.put(x, w);
    assertThat(Tensors.order(Tensors.substitute(List.of(y), leaves))).hasSize(100_001);
  }
}
