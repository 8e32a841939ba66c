package io.github.grad4j.ops;

import static io.github.grad4j.ops.Cumsum.cumsum;
import static io.github.grad4j.ops.Cumsum.cumsumFromEnd;
import static io.github.grad4j.ops.Elements.doubles;
import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Grids.countingLongs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.TypeException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CumsumTest {
  @Test
  void sums_along_the_axis() {
    assertThat(valuesOf(cumsum(counting(2, 3), -1))).containsExactly(0, 1, 3, 3, 7, 12);
    assertThat(valuesOf(cumsum(counting(2, 3), 0))).containsExactly(0, 1, 2, 3, 5, 7);
    assertThat(valuesOf(cumsum(counting(2, 2, 2), 1))).containsExactly(0, 1, 2, 4, 4, 5, 10, 12);
    assertThat(valuesOf(cumsum(counting(2, 0), 1))).isEmpty();
  }

  @Test
  void sums_from_the_end() {
    assertThat(valuesOf(cumsumFromEnd(counting(2, 3), -1))).containsExactly(3, 3, 2, 12, 9, 5);
    assertThat(valuesOf(cumsumFromEnd(counting(2, 3), 0))).containsExactly(3, 5, 7, 3, 4, 5);
  }

  /** Ones added to 2²⁴ in single precision, or to 1e16 in double, would be lost. */
  @Test
  void does_not_lose_small_terms() {
    float[] floats = new float[9];
    Arrays.fill(floats, 1);
    floats[0] = 0x1p24f;
    double[] sums = valuesOf(cumsum(Constant.of(floats, Shape.of(9)), 0));
    assertThat(sums[8]).isEqualTo(0x1p24 + 8);
    assertThat(valuesOf(cumsum(doubles(1e16, 1, 1, -1e16), 0)))
        .containsExactly(1e16, 1e16, 1e16 + 2, 2);
  }

  @Test
  void infinities_stay() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(valuesOf(cumsum(doubles(1, infinity, 1, -infinity), 0)))
        .containsExactly(1, infinity, infinity, Double.NaN);
  }

  @Test
  void the_axis_must_exist_and_elements_be_floating() {
    assertThatThrownBy(() -> cumsum(counting(2), 1)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> cumsum(countingLongs(2), 0)).isInstanceOf(TypeException.class);
  }
}
