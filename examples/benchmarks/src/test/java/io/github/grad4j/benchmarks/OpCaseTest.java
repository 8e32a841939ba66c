package io.github.grad4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpCaseTest {
  @ParameterizedTest
  @MethodSource("ops")
  void both_sides_compute_the_same(String op) {
    try (OpCase both = OpCase.forward(op)) {
      assertThatCode(both::checked).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("gradients")
  void both_sides_have_the_same_gradient(String op) {
    try (OpCase both = OpCase.gradient(op)) {
      assertThatCode(both::checked).doesNotThrowAnyException();
    }
  }

  static Stream<String> ops() {
    return OpBenchmark.forward().stream().map(OpCaseTest::small).distinct();
  }

  static Stream<String> gradients() {
    return OpBenchmark.gradients().stream().map(OpCaseTest::small).distinct();
  }

  /** The same op on as many axes, each of a few elements. */
  private static String small(String op) {
    String[] sizes = op.substring(op.indexOf('-') + 1).split("x", -1);
    return op.substring(0, op.indexOf('-')) + "-4x3x2".substring(0, 2 * sizes.length);
  }
}
