package io.github.grad4j.ops.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiloxTest {
  /**
   * The vectors "philox4x32 10" of Random123 1.14, examples/kat_vectors: the words of counter, key
   * and result, the least significant first.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "00000000 00000000 00000000 00000000; 00000000 00000000;"
            + " 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff; ffffffff ffffffff;"
            + " 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344; a4093822 299f31d0;"
            + " d16cfe09 94fdcceb 5001e420 24126ea1"
      })
  void yields_the_published_vectors(String counter, String key, String result) {
    Philox philox = new Philox();
    philox.compute(half(key, 0), half(counter, 0), half(counter, 1));
    assertThat(philox.low()).isEqualTo(half(result, 0));
    assertThat(philox.high()).isEqualTo(half(result, 1));
  }

  private static long half(String words, int half) {
    String[] parts = words.trim().split(" ", -1);
    return Long.parseUnsignedLong(parts[2 * half + 1] + parts[2 * half], 16);
  }

  @Test
  void units_lie_in_the_half_open_interval() {
    assertThat(Philox.unit(0)).isZero();
    assertThat(Philox.unit(-1)).isEqualTo(1 - 0x1p-53);
    assertThat(Philox.floatUnit(0)).isZero();
    assertThat(Philox.floatUnit(-1)).isEqualTo(1 - 0x1p-24);
    assertThat((double) (float) Philox.floatUnit(-1)).isLessThan(1);
  }
}
