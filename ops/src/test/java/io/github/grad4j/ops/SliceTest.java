package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.alternating;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Grids.countingLongs;
import static io.github.grad4j.ops.Range.range;
import static io.github.grad4j.ops.Range.rangeFrom;
import static io.github.grad4j.ops.Range.wholeRange;
import static io.github.grad4j.ops.Slice.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
  @Test
  void takes_the_places_of_each_axis() {
    Tensor block = slice(counting(3, 4), range(0, 2), range(1, -1));
    assertThat(block.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(valuesOf(block)).containsExactly(1, 2, 5, 6);
    assertThat(valuesOf(slice(counting(5), wholeRange().step(2)))).containsExactly(0, 2, 4);
    assertThat(valuesOf(slice(counting(2, 3), wholeRange().step(-1), wholeRange().step(-2))))
        .containsExactly(5, 3, 2, 0);
  }

  @Test
  void axes_without_a_range_are_taken_whole() {
    Tensor rows = slice(counting(3, 2, 2), rangeFrom(2));
    assertThat(rows.shape()).isEqualTo(Shape.of(1, 2, 2));
    assertThat(valuesOf(rows)).containsExactly(8, 9, 10, 11);
  }

  @Test
  void may_be_empty() {
    assertThat(slice(counting(3, 2), range(2, 1)).shape()).isEqualTo(Shape.of(0, 2));
    assertThat(valuesOf(slice(counting(3), range(5, 9)))).isEmpty();
  }

  @Test
  void takes_integers_and_booleans() {
    assertThat(valuesOf(slice(countingLongs(4), rangeFrom(-2)))).containsExactly(2, 3);
    assertThat(valuesOf(slice(alternating(4), rangeFrom(1)))).containsExactly(0, 1, 0);
  }

  @Test
  void there_must_not_be_more_ranges_than_axes() {
    assertThatThrownBy(() -> slice(counting(3), range(0, 1), range(0, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("there are 2 ranges for the 1 axes of shape [3]");
  }

  @Test
  void a_record_written_by_hand_is_checked() {
    Slice beyond = new Slice(List.of(2), List.of(2), List.of(1));
    assertThatThrownBy(() -> beyond.on(counting(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("places 2 to 3 of axis 0 are not all in shape [3]");
    assertThatThrownBy(() -> new Slice(List.of(0), List.of(2), List.of(0)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a range advances by its stride, which cannot be 0: [0]");
  }
}
