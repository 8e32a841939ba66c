package io.github.grad4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class TensorTypeTest {
  @Test
  void only_four_element_types_are_taken() {
    Set<DataType> integers =
        EnumSet.of(
            DataType.INT8,
            DataType.UINT8,
            DataType.INT16,
            DataType.UINT16,
            DataType.INT32,
            DataType.UINT32,
            DataType.UINT64);
    for (DataType type : DataType.values()) {
      boolean taken =
          type == DataType.FLOAT
              || type == DataType.DOUBLE
              || type == DataType.INT64
              || type == DataType.BOOL;
      if (taken) {
        assertThat(new TensorType(type, Shape.of(2))).hasToString(type + "[2]");
      } else {
        assertThatThrownBy(() -> new TensorType(type, Shape.of(2)))
            .isInstanceOf(TypeException.class)
            .hasMessageContaining(
                "element type "
                    + type
                    + " is not one of FLOAT, DOUBLE, LONG, BOOL; cast the array with"
                    + (integers.contains(type)
                        ? " castTo(DataType.INT64) first"
                        : " castTo(DataType.FLOAT) first"));
      }
    }
  }

  @Test
  void more_bytes_than_a_buffer_counts_are_refused() {
    Shape shape = Shape.of(1 << 15, 1 << 13);
    assertThat(new TensorType(DataType.FLOAT, shape).shape()).isEqualTo(shape);
    assertThatThrownBy(() -> new TensorType(DataType.DOUBLE, shape))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "a tensor holds at most 2147483647 bytes, but DOUBLE[32768, 8192] has more; split it"
                + " along its first axis");
  }

  @Test
  void a_type_is_floating_integer_or_boolean() {
    TensorType real = new TensorType(DataType.FLOAT, Shape.of(2, 3));
    TensorType index = real.withDataType(DataType.INT64);
    TensorType mask = real.withDataType(DataType.BOOL).withShape(Shape.scalar());
    assertThat(real.isFloating() && !real.isInteger() && !real.isBoolean()).isTrue();
    assertThat(index.isInteger() && !index.isFloating() && !index.isBoolean()).isTrue();
    assertThat(mask.isBoolean() && !mask.isFloating() && !mask.isInteger()).isTrue();
    assertThat(index).hasToString("LONG[2, 3]");
    assertThat(mask).hasToString("BOOL[]");
  }
}
