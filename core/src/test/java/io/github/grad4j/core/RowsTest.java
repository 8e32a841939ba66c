package io.github.grad4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

class RowsTest {
  private final Rows rows = Rows.of(Nd4j.create(new double[][] {{1, 2}, {3, 4}, {5, 6}}));

  @Test
  void are_all_rows_at_first() {
    assertThat(rows.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(Rows.of(Nd4j.create(new double[] {1, 2})).shape()).isEqualTo(Shape.of(2));
  }

  @Test
  void are_selected_by_a_range_of_an_order() {
    assertThat(rows.select(new int[] {2, 0, 1, 0}, 1, 4).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(rows.select(new int[] {2}, 1, 1).shape()).isEqualTo(Shape.of(0, 2));
    assertThatThrownBy(() -> rows.select(new int[] {2}, 0, 2))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("the range [0, 2) is not within the 1 indices of the order");
  }

  @Test
  void of_an_array_that_is_copied_outlive_the_workspace_they_were_made_in() {
    Rows kept;
    try (MemoryWorkspace memory = Nd4j.getWorkspaceManager().getAndActivateWorkspace("rows")) {
      assertThat(memory.isScopeActive()).isTrue();
      kept = Rows.of(Nd4j.create(new double[][] {{1, 2}, {3, 4}}).dup('f'));
    }
    try (MemoryWorkspace memory = Nd4j.getWorkspaceManager().getAndActivateWorkspace("rows")) {
      assertThat(memory.isScopeActive()).isTrue();
      Nd4j.create(new double[1_000]).assign(9);
    }
    Input x = new Input("x", kept.type());
    try (Plan plan = Plan.of(x)) {
      assertThat(plan.feed(x, kept).run().doubles(x)).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void of_a_scalar_are_refused() {
    assertThatThrownBy(() -> Rows.of(Nd4j.scalar(1.0)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a scalar has no rows; give an array of rank 1 or more");
  }
}
