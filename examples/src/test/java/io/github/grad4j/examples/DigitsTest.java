package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class DigitsTest {
  /** How often each digit stands in the file, from the data set's own description. */
  private static final int[] FREQUENCIES = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};

  private static long count(Dataset digits, int digit) {
    return LongStream.of(digits.classes()).filter(told -> told == digit).count();
  }

  @Test
  void all_images_are_there() {
    Dataset digits = Digits.load();
    assertThat(digits.featuresType())
        .isEqualTo(new TensorType(DataType.FLOAT, Shape.of(1797, 8, 8)));
    assertThat(digits.features().minNumber().doubleValue()).isZero();
    assertThat(digits.features().maxNumber().doubleValue()).isEqualTo(1);
    // The first line of the file.
    assertThat(digits.example(0)[2]).isEqualTo(5.0 / 16);
    assertThat(digits.classes()[0]).isZero();
    for (int digit = 0; digit < 10; digit++) {
      assertThat(count(digits, digit)).isEqualTo(FREQUENCIES[digit]);
      assertThat(digits.classNames().get(digit)).isEqualTo(String.valueOf(digit));
    }
  }

  @Test
  void a_fifth_of_each_digit_is_held_out() {
    Dataset.Split split = Digits.split(1);
    assertThat(split.training().size()).isEqualTo(1437);
    assertThat(split.test().size()).isEqualTo(360);
    for (int digit = 0; digit < 10; digit++) {
      assertThat(count(split.test(), digit))
          .isBetween(FREQUENCIES[digit] / 5L, FREQUENCIES[digit] / 5L + 1);
    }
  }

  @Test
  void the_seed_fixes_what_is_held_out() {
    assertThat(Digits.split(1).test().features()).isEqualTo(Digits.split(1).test().features());
    assertThat(Digits.split(1).test().features()).isNotEqualTo(Digits.split(2).test().features());
  }
}
