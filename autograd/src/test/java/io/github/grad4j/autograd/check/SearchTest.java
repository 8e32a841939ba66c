package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong element of a large input is found without comparing each. */
final class SearchTest {
  private static final int SIZE = 100_000;
  private static final int WRONG_ELEMENT = 31_415;

  /** Of a Ridders table of 8 steps to both sides, of one that is tried again, and of the point. */
  private static final int EVALUATIONS_OF_A_SLOPE = 18;

  private final AtomicInteger evaluations = new AtomicInteger();

  private InputReport check(double[] point, double[] factors) {
    Constant factor = Constant.of(factors);
    return GradientCheck.of(x -> new Sine(factor, evaluations).on(x.get(0)), Constant.of(point))
        .check()
        .inputs()
        .get(0);
  }

  private static double[] point(int size) {
    return Level.signed(size, new SplittableRandom(5));
  }

  private static double[] onesBut(int size, int at, double value) {
    double[] factors = new double[size];
    Arrays.fill(factors, 1);
    factors[at] = value;
    return factors;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1.001})
  void one_among_a_hundred_thousand_is_named(double factor) {
    InputReport input = check(point(SIZE), onesBut(SIZE, WRONG_ELEMENT, factor));
    assertThat(input.verdict()).as(input.toString()).isEqualTo(Verdict.WRONG);
    assertThat(input.worst().orElseThrow().index()).containsExactly(WRONG_ELEMENT);
    // Two directions for each magnitude of slopes, one comparison or two for each halving, then
    // single elements; and all that again for the op by itself.
    int halvings = (int) Math.ceil(Math.log(SIZE) / Math.log(2));
    int compared = 2 * (4 * 2 + 2 * 2 * halvings + 32 + 16);
    assertThat(evaluations.get()).isLessThan(compared * EVALUATIONS_OF_A_SLOPE);
  }

  @Test
  void twice_the_elements_cost_one_halving_more() {
    check(point(SIZE), onesBut(SIZE, WRONG_ELEMENT, 1.05));
    int ofAll = evaluations.getAndSet(0);
    check(point(SIZE / 16), onesBut(SIZE / 16, WRONG_ELEMENT / 16, 1.05));
    assertThat(ofAll - evaluations.get()).isLessThan(2 * 4 * 2 * 4 * EVALUATIONS_OF_A_SLOPE);
  }

  @Test
  void one_with_a_slope_far_below_the_others_is_named() {
    int size = SIZE / 16;
    int wrong = WRONG_ELEMENT / 16;
    double[] point = point(size);
    point[wrong] = Math.PI / 2 - 1e-5;
    InputReport input = check(point, onesBut(size, wrong, 1.001));
    assertThat(input.verdict()).as(input.toString()).isEqualTo(Verdict.WRONG);
    assertThat(input.worst().orElseThrow().index()).containsExactly(wrong);
  }

  @Test
  void all_right_is_right() {
    double[] ones = new double[SIZE];
    Arrays.fill(ones, 1);
    assertThat(check(point(SIZE), ones).verdict()).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void all_wrong_is_told_by_its_pattern() {
    double[] twos = new double[SIZE / 16];
    Arrays.fill(twos, 2);
    assertThat(check(point(SIZE / 16), twos).remark())
        .isEqualTo("2.00000 times the right gradient");
  }

  /** A sine of which slopes have factors, right only where these are 1; counts its runs. */
  private record Sine(Constant factors, AtomicInteger runs) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      return () -> {
        runs.incrementAndGet();
        IntStream.range(0, output.size())
            .forEach(i -> output.set(i, Math.sin(inputs.get(0).get(i))));
      };
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of(Partial.symmetric(t -> multiply(multiply(t, cos(y.input(0))), factors)));
    }
  }
}
