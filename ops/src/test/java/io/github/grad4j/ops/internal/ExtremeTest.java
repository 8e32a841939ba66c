package io.github.grad4j.ops.internal;

import static io.github.grad4j.core.Axes.axes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.ArgMax;
import io.github.grad4j.ops.ArgMin;
import io.github.grad4j.ops.Cast;
import io.github.grad4j.ops.ReduceMax;
import io.github.grad4j.ops.ReduceMin;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Extremes of lines and columns against a plain search, in both precisions. */
class ExtremeTest {
  private static final int SEED = 41;

  private final Random random = new Random(SEED);

  /** Longer and wider than a tile, and no multiples of it. */
  @ParameterizedTest
  @CsvSource({"3, 10", "700, 10", "5, 1100", "70, 130", "300, 1", "1, 2500", "2000, 3"})
  void lines_and_columns_are_searched_to_the_end(int rows, int columns) {
    double[] values = new double[rows * columns];
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < values.length; i++) {
        // Few different ones, so that many are equal; zeros of both signs.
        values[i] = (random.nextInt(9) - 4) * (random.nextBoolean() ? 0.0 : 1.0);
        if (round == 3 && random.nextInt(columns + rows) == 0) {
          values[i] = Double.NaN;
        }
      }
      Tensor x = Constant.of(values, Shape.of(rows, columns));
      agree(values, x, rows, columns);
      agree(values, Cast.cast(x, DataType.FLOAT), rows, columns);
    }
  }

  private static void agree(double[] values, Tensor x, int rows, int columns) {
    for (int axis = 0; axis < 2; axis++) {
      int lines = axis == 0 ? columns : rows;
      int length = axis == 0 ? rows : columns;
      double[] greatest = new double[lines];
      double[] least = new double[lines];
      double[] placeOfGreatest = new double[lines];
      double[] placeOfLeast = new double[lines];
      for (int line = 0; line < lines; line++) {
        double[] elements = new double[length];
        for (int i = 0; i < length; i++) {
          elements[i] = axis == 0 ? values[i * columns + line] : values[line * columns + i];
        }
        greatest[line] = Arrays.stream(elements).reduce(Double.NEGATIVE_INFINITY, Math::max);
        least[line] = Arrays.stream(elements).reduce(Double.POSITIVE_INFINITY, Math::min);
        placeOfGreatest[line] = first(elements, greatest[line]);
        placeOfLeast[line] = first(elements, least[line]);
      }
      Axes along = axes(axis);
      assertThat(run(ReduceMax.reduceMax(x, along))).as("seed %d", SEED).containsExactly(greatest);
      assertThat(run(ReduceMin.reduceMin(x, along))).as("seed %d", SEED).containsExactly(least);
      assertThat(run(ArgMax.argMax(x, axis))).as("seed %d", SEED).containsExactly(placeOfGreatest);
      assertThat(run(ArgMin.argMin(x, axis))).as("seed %d", SEED).containsExactly(placeOfLeast);
    }
  }

  private static int first(double[] elements, double element) {
    int i = 0;
    while (elements[i] != element && !(Double.isNaN(element) && Double.isNaN(elements[i]))) {
      i++;
    }
    return i;
  }

  @Test
  void a_nan_at_a_time_wins_wherever_it_stands() {
    double[] values = new double[2500];
    for (int at : new int[] {0, 1, 511, 512, 1023, 1024, 2499}) {
      Arrays.setAll(values, i -> i);
      values[at] = Double.NaN;
      Tensor x = Constant.of(values, Shape.of(values.length));
      assertThat(run(ReduceMax.reduceMax(x))).containsExactly(Double.NaN);
      assertThat(run(ArgMax.argMax(x, 0))).containsExactly(at);
      assertThat(run(ArgMin.argMin(Cast.cast(x, DataType.FLOAT), 0))).containsExactly(at);
    }
  }

  private static double[] run(Tensor y) {
    try (Plan plan = Plan.of(y)) {
      return plan.run().doubles(y);
    }
  }
}
