package io.github.grad4j.ops;

import static io.github.grad4j.ops.Range.range;
import static io.github.grad4j.ops.Range.rangeFrom;
import static io.github.grad4j.ops.Range.rangeTo;
import static io.github.grad4j.ops.Range.wholeRange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ShapeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
  private static List<Integer> places(Range range, int size) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < range.count(size); i++) {
      places.add(range.first(size) + i * range.step());
    }
    return places;
  }

  /** Expected: Python 3, {@code list(range(*slice(begin, end, step).indices(size)))}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 3 | 1 | 5 | [0, 1, 2]",
        "1 | -1 | 1 | 5 | [1, 2, 3]",
        "-3 | -1 | 1 | 5 | [2, 3]",
        "-9 | 9 | 1 | 3 | [0, 1, 2]",
        "3 | 1 | 1 | 5 | []",
        "9 | 20 | 1 | 5 | []",
        "0 | 5 | 2 | 5 | [0, 2, 4]",
        "0 | 9 | 3 | 5 | [0, 3]",
        "4 | 0 | -2 | 5 | [4, 2]",
        "4 | -9 | -1 | 5 | [4, 3, 2, 1, 0]",
        "-1 | 0 | -1 | 4 | [3, 2, 1]",
        "9 | -9 | -3 | 5 | [4, 1]",
        "0 | 3 | -1 | 5 | []",
        "2 | 2 | -1 | 5 | []",
        "1 | 4 | 7 | 5 | [1]",
        "4 | 1 | -7 | 5 | [4]",
        "0 | 2147483647 | 2147483647 | 5 | [0]",
        "4 | -2147483648 | -2147483648 | 5 | [4]",
        "0 | 1 | 1 | 0 | []",
        "0 | -1 | -1 | 0 | []",
        "-4 | 2 | 2 | 1 | [0]",
        "-2 | 7 | 2 | 3 | [1]",
        "3 | 2 | -3 | 4 | [3]",
        "-7 | 7 | 1 | 2 | [0, 1]",
        "1 | -4 | -2 | 5 | []",
        "0 | 1 | 2 | 3 | [0]",
        "-1 | 3 | -2 | 1 | []",
        "3 | -5 | 2 | 3 | []",
        "4 | -7 | 3 | 0 | []",
        "-5 | 5 | 2 | 0 | []",
        "-3 | 5 | -3 | 2 | []",
        "0 | 2 | 3 | 3 | [0]",
        "4 | 5 | 1 | 3 | []",
        "4 | 5 | 2 | 3 | []",
        "7 | -5 | -1 | 0 | []",
        "-7 | -5 | 1 | 1 | []",
        "-3 | 3 | 1 | 5 | [2]",
        "6 | -3 | 1 | 4 | []",
        "6 | -1 | 2 | 2 | []",
        "1 | 2 | 1 | 4 | [1]",
        "-4 | 7 | -1 | 5 | []",
        "7 | 7 | -3 | 2 | []",
        "2 | 3 | 3 | 1 | []",
        "4 | 6 | -1 | 4 | []",
        "7 | 2 | 2 | 0 | []",
        "4 | 3 | -2 | 5 | [4]",
        "6 | 2 | -1 | 2 | []",
        "-6 | -6 | 1 | 5 | []",
        "0 | -6 | -1 | 0 | []",
        "-1 | 7 | -2 | 0 | []",
        "-3 | -1 | 1 | 0 | []",
        "-7 | 2 | 2 | 0 | []",
        "-1 | 4 | 2 | 2 | [1]",
        "1 | 7 | -1 | 4 | []",
        "-4 | -7 | -1 | 0 | []",
        "-6 | -6 | 2 | 4 | []",
        "-7 | -4 | 1 | 2 | []",
        "2 | -3 | -2 | 5 | []",
        "-7 | 6 | -1 | 2 | []",
        "-2 | -5 | 1 | 3 | []"
      })
  void names_the_places_that_python_does(int begin, int end, int step, int size, String expected) {
    assertThat(places(range(begin, end).step(step), size)).hasToString(expected);
  }

  @Test
  void an_end_left_open_goes_as_far_as_the_axis() {
    assertThat(places(rangeFrom(2), 5)).containsExactly(2, 3, 4);
    assertThat(places(rangeFrom(2).step(-1), 5)).containsExactly(2, 1, 0);
    assertThat(places(rangeTo(2), 5)).containsExactly(0, 1);
    assertThat(places(rangeTo(2).step(-1), 5)).containsExactly(4, 3);
    assertThat(places(wholeRange(), 3)).containsExactly(0, 1, 2);
    assertThat(places(wholeRange().step(-2), 4)).containsExactly(3, 1);
    assertThat(places(wholeRange(), 0)).isEmpty();
  }

  @Test
  void a_step_of_0_is_rejected() {
    assertThatThrownBy(() -> wholeRange().step(0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("cannot be 0");
  }

  @Test
  void is_written_as_in_python() {
    assertThat(rangeFrom(1)).hasToString("1:");
    assertThat(range(0, 4).step(2)).hasToString("0:4:2");
    assertThat(wholeRange().step(-1)).hasToString("::-1");
  }
}
