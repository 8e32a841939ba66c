package io.github.grad4j.ops;

import static io.github.grad4j.ops.FoldIn.foldIn;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.RandomKey.randomKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.ops.internal.Philox;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class FoldInTest {
  private static long number(Tensor key) {
    return key.evaluate().getLong();
  }

  @Test
  void different_numbers_and_keys_make_different_keys() {
    Set<Long> keys = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      for (int data = 0; data < 20; data++) {
        keys.add(number(foldIn(randomKey(seed), data)));
      }
    }
    assertThat(keys).hasSize(400);
  }

  @Test
  void takes_every_bit_of_both() {
    long key = 0x123456789abcdefL;
    long data = -0x123456789abcdeL;
    Philox philox = new Philox();
    philox.compute(key, data, Philox.KEYS);
    assertThat(number(foldIn(randomKey(key), data))).isEqualTo(philox.low());
  }

  @Test
  void the_number_may_change_from_run_to_run() {
    Input step = Input.scalar("step", DataType.INT64);
    Tensor key = foldIn(randomKey(1), step);
    try (Plan plan = Plan.of(key)) {
      for (long i = 0; i < 3; i++) {
        plan.feed(step, new long[] {i}).run();
        assertThat(plan.value(key).getLong()).isEqualTo(number(foldIn(randomKey(1), i)));
      }
    }
  }

  @Test
  void both_are_integer_scalars() {
    assertThatThrownBy(() -> foldIn(counting(), 1))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("a key is a LONG scalar but got DOUBLE[]");
    assertThatThrownBy(() -> foldIn(randomKey(1), counting())).isInstanceOf(TypeException.class);
  }
}
