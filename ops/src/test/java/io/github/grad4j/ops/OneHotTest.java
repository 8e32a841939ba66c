package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.longs;
import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.OneHot.oneHot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

class OneHotTest {
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE", "LONG", "BOOL"})
  void has_a_one_at_each_index(DataType type) {
    Tensor rows = oneHot(longs(2, 0), 3, type);
    assertThat(rows.type()).isEqualTo(new TensorType(type, Shape.of(2, 3)));
    assertThat(valuesOf(rows)).containsExactly(0, 0, 1, 1, 0, 0);
  }

  @Test
  void the_classes_are_the_last_axis() {
    Tensor scalar = Constant.of(new long[] {1}, Shape.scalar());
    assertThat(valuesOf(oneHot(scalar, 2, DataType.DOUBLE))).containsExactly(0, 1);
    assertThat(oneHot(Grids.countingLongs(1, 2), 4, DataType.DOUBLE).shape())
        .isEqualTo(Shape.of(1, 2, 4));
  }

  @Test
  void an_index_that_is_no_class_is_rejected() {
    assertThatThrownBy(() -> oneHot(longs(1, 3), 3, DataType.DOUBLE))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("index 3 at [1] is outside [0, 3)");
    assertThatThrownBy(() -> oneHot(counting(2), 3, DataType.DOUBLE))
        .isInstanceOf(TypeException.class);
  }
}
