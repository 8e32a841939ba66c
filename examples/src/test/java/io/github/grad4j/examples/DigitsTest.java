package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class DigitsTest {
  /** How often each digit stands in the file, from the data set's own description. */
  private static final int[] FREQUENCIES = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};

  @Test
  void all_images_are_there() {
    LabelledImages digits = Digits.load();
    assertThat(digits.count()).isEqualTo(1797);
    assertThat(digits.pixels().shape()).containsExactly(1797, 64);
    assertThat(digits.pixels().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(digits.pixels().minNumber().doubleValue()).isZero();
    assertThat(digits.pixels().maxNumber().doubleValue()).isEqualTo(1);
    // The first line of the file.
    assertThat(digits.pixels().getDouble(0, 2)).isEqualTo(5.0 / 16);
    assertThat(digits.labels().get(0)).isZero();
    for (int digit = 0; digit < 10; digit++) {
      assertThat(Collections.frequency(digits.labels(), digit)).isEqualTo(FREQUENCIES[digit]);
    }
  }

  @Test
  void a_fifth_of_each_digit_is_held_out() {
    LabelledImages.Split split = Digits.split(1);
    assertThat(split.training().count()).isEqualTo(1437);
    assertThat(split.test().count()).isEqualTo(360);
    for (int digit = 0; digit < 10; digit++) {
      assertThat(Collections.frequency(split.test().labels(), digit))
          .isBetween(FREQUENCIES[digit] / 5, FREQUENCIES[digit] / 5 + 1);
    }
  }

  @Test
  void the_seed_fixes_what_is_held_out() {
    assertThat(Digits.split(1).test().pixels()).isEqualTo(Digits.split(1).test().pixels());
    assertThat(Digits.split(1).test().pixels()).isNotEqualTo(Digits.split(2).test().pixels());
  }

  @Test
  void a_label_is_one_probability() {
    LabelledImages digits = Digits.load();
    assertThat(digits.oneHotLabels().shape()).containsExactly(1797, 10);
    assertThat(digits.oneHotLabels().getRow(12).toFloatVector())
        .containsExactly(0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    assertThat(digits.labels().get(12)).isEqualTo(2);
    assertThat(digits.oneHotLabels().sumNumber().intValue()).isEqualTo(1797);
  }
}
