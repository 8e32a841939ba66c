package io.github.grad4j.ops;

import static io.github.grad4j.ops.Identity.identity;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

/** By definition. */
class IdentityTest {
  @Test
  void leaves_the_values_alone() {
    assertThat(Elements.valuesOf(identity(Elements.doubles(1, Double.NaN))))
        .containsExactly(1, Double.NaN);
    assertThat(Elements.longsOf(identity(Elements.longs(7)))).containsExactly(7);
  }

  @Test
  void lets_derivatives_pass() {
    Tensor y = identity(Elements.doubles(1));
    assertThat(new Identity().partials((Node) y).get(0).isNone()).isFalse();
  }
}
