package io.github.grad4j.ops;

import static io.github.grad4j.ops.NanToNum.nanToNum;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** np.nan_to_num. */
class NanToNumTest {
  @Test
  void takes_the_largest_finite_numbers_of_the_type_for_infinities() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(Elements.valuesOf(nanToNum(Elements.doubles(Double.NaN, infinity, -infinity, 1.5))))
        .containsExactly(0, 1.7976931348623157e308, -1.7976931348623157e308, 1.5);
    float single = Float.POSITIVE_INFINITY;
    assertThat(Elements.valuesOf(nanToNum(Elements.floats(Float.NaN, single, -single, 1.5f))))
        .containsExactly(0, 3.4028234663852886e38, -3.4028234663852886e38, 1.5);
  }
}
