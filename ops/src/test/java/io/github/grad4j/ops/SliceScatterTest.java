package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.doubles;
import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.alternating;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Range.range;
import static io.github.grad4j.ops.Range.wholeRange;
import static io.github.grad4j.ops.SliceScatter.sliceScatter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceScatterTest {
  @Test
  void pads_with_zeros() {
    assertThat(valuesOf(sliceScatter(doubles(7, 8, 9), Shape.of(5), List.of(range(1, 4)))))
        .containsExactly(0, 7, 8, 9, 0);
    assertThat(
            valuesOf(
                sliceScatter(counting(2, 2), Shape.of(2, 3), List.of(wholeRange(), range(1, 3)))))
        .containsExactly(0, 0, 1, 0, 2, 3);
  }

  @Test
  void puts_elements_apart_and_backwards() {
    assertThat(
            valuesOf(sliceScatter(doubles(7, 8, 9), Shape.of(5), List.of(wholeRange().step(-2)))))
        .containsExactly(9, 0, 8, 0, 7);
  }

  @Test
  void nothing_leaves_zeros() {
    assertThat(valuesOf(sliceScatter(counting(0), Shape.of(3), List.of(range(2, 2)))))
        .containsExactly(0, 0, 0);
  }

  @Test
  void takes_booleans() {
    assertThat(valuesOf(sliceScatter(alternating(2), Shape.of(3), List.of(range(0, 2)))))
        .containsExactly(1, 0, 0);
  }

  @Test
  void the_places_must_be_as_many_as_the_elements() {
    assertThatThrownBy(() -> sliceScatter(counting(2), Shape.of(5), List.of(range(1, 4))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "places [1:4] of shape [5] have shape [3], but what is put there has shape [2]");
  }
}
