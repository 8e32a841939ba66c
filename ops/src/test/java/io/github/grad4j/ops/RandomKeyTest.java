package io.github.grad4j.ops;

import static io.github.grad4j.ops.RandomKey.randomKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class RandomKeyTest {
  @Test
  void holds_every_bit_of_the_seed() {
    long seed = Long.MIN_VALUE + 1;
    assertThat(randomKey(seed).type()).isEqualTo(new TensorType(DataType.INT64, Shape.scalar()));
    assertThat(randomKey(seed).evaluate().getLong()).isEqualTo(seed);
  }
}
