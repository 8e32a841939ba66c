package io.github.grad4j.autograd;

import io.github.grad4j.autograd.check.OpCheck;
import io.github.grad4j.autograd.check.OpProperty;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The derivative checks of {@link EveryOpTest} in one test for each op: a mutation tool starts a
 * test thousands of times, and one of so many is slow to start. The normal build does not run it.
 */
final class EveryRule {
  private static final List<OpProperty> PROPERTIES =
      List.of(
          OpProperty.ADJOINT, OpProperty.FIRST_ORDER, OpProperty.SECOND_ORDER, OpProperty.MODES);

  private static final long SEED = 20_261_122;

  @ParameterizedTest
  @MethodSource("io.github.grad4j.autograd.Catalogue#ops")
  void the_rules_of_an_op_hold_on_its_examples(Class<?> op) {
    OpCheck check = OpCheck.of(Catalogue.examples(op)).seed(SEED);
    for (OpProperty property : PROPERTIES) {
      check.only(property).verify();
    }
  }
}
