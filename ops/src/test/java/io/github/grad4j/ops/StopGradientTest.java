package io.github.grad4j.ops;

import static io.github.grad4j.ops.StopGradient.stopGradient;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

/** By definition. */
class StopGradientTest {
  @Test
  void leaves_the_values_alone() {
    assertThat(Elements.valuesOf(stopGradient(Elements.doubles(1, Double.NaN))))
        .containsExactly(1, Double.NaN);
    assertThat(Elements.longsOf(stopGradient(Elements.longs(7)))).containsExactly(7);
  }

  @Test
  void stops_derivatives() {
    Tensor y = stopGradient(Elements.doubles(1));
    assertThat(new StopGradient().partials((Node) y).get(0).isNone()).isTrue();
  }
}
