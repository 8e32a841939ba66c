package io.github.grad4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DomainTest {
  private static final long SEED = 7;

  private static List<Double> sample(Domain domain) {
    return Arrays.stream(domain.sample(new Random(SEED))).boxed().toList();
  }

  @Test
  void real_numbers_lie_in_their_interval() {
    assertThat(sample(Domain.real(20, 5))).hasSize(100).allMatch(x -> -2 <= x && x <= 2);
    assertThat(sample(Domain.positive(100))).allMatch(x -> 0.25 <= x && x <= 4);
    assertThat(sample(Domain.between(5, 6, 100))).allMatch(x -> 5 <= x && x <= 6);
    assertThat(sample(Domain.real())).hasSize(1);
    assertThat(sample(Domain.real(2, 0))).isEmpty();
  }

  @Test
  void numbers_that_are_not_zero_have_either_sign() {
    List<Double> sample = sample(Domain.nonZero(100));
    assertThat(sample).allMatch(x -> 0.25 <= Math.abs(x) && Math.abs(x) <= 2);
    assertThat(sample).anyMatch(x -> x > 0).anyMatch(x -> x < 0);
  }

  @Test
  void distinct_numbers_keep_their_distance_in_random_order() {
    List<Double> sample = sample(Domain.distinct(8));
    List<Double> sorted = sample.stream().sorted().toList();
    assertThat(sample).isNotEqualTo(sorted);
    for (int i = 1; i < sorted.size(); i++) {
      assertThat(sorted.get(i) - sorted.get(i - 1)).isEqualTo(0.5);
    }
  }

  @Test
  void given_numbers_are_taken_as_they_are() {
    assertThat(sample(Domain.given(Shape.of(1, 3), 1, -0.0, 5))).containsExactly(1.0, -0.0, 5.0);
    assertThatThrownBy(() -> Domain.given(Shape.of(2), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("1 values do not fill shape [2], which has 2");
    assertThatThrownBy(() -> new Domain(Domain.Kind.GIVEN, Shape.of(2), 0, 1, List.of()))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void indices_and_truth_values_are_whole_numbers() {
    Domain indices = Domain.indices(3, 100);
    assertThat(sample(indices)).containsOnly(0.0, 1.0, 2.0);
    assertThat(sample(Domain.booleans(100))).containsOnly(0.0, 1.0);
    assertThat(indices.isFloating()).isFalse();
    assertThat(Domain.booleans(1).isFloating()).isFalse();
    assertThat(Domain.real(1).isFloating()).isTrue();
  }

  @Test
  void the_same_seed_draws_the_same_sample() {
    assertThat(sample(Domain.distinct(9))).isEqualTo(sample(Domain.distinct(9)));
  }
}
