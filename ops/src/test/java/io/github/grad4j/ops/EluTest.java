package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elu.elu;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Exact values: mpmath, 60 digits. */
class EluTest {
  /** Java's expm1 errs by 1 unit in the last place at most. */
  private static final double ULPS = 1;

  @Test
  void bends_what_is_not_positive() {
    assertThat(Elements.valuesOf(elu(Elements.doubles(0, 3, 1000, Double.NaN), 1)))
        .containsExactly(0, 3, 1000, Double.NaN);
    assertThat(Elements.only(elu(Elements.doubles(-0.5), 1)))
        .is(Elements.within(ULPS, -0.3934693402873666));
    assertThat(Elements.only(elu(Elements.doubles(-1e-10), 1)))
        .is(Elements.within(ULPS, -9.999999999500001e-11));
  }

  @Test
  void tends_to_minus_alpha() {
    assertThat(Elements.only(elu(Elements.doubles(Double.NEGATIVE_INFINITY), 0.5))).isEqualTo(-0.5);
  }
}
