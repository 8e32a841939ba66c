package io.github.grad4j.ops.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

class NarrowProductsTest {
  private static final int SEED = 41;

  /** Half the distance from 1 to the next float. */
  private static final double ROUNDING = 0x1p-24;

  private final Random random = new Random(SEED);

  /** The products of a long matrix X [m, k] with a narrow one. */
  private enum Product {
    /** X·W. */
    ROWS {
      @Override
      Shape narrow(int m, int k, int n) {
        return Shape.of(k, n);
      }

      @Override
      Shape shape(int m, int k, int n) {
        return Shape.of(m, n);
      }

      @Override
      Kernel bind(int m, int k, int n, Slot x, Slot narrow, Slot output, Lanes lanes) {
        return new NarrowProducts.Dots(m, k, n, x, narrow, false, output, () -> lanes);
      }

      @Override
      double term(double[] x, double[] narrow, int m, int k, int n, int[] at, int l) {
        return x[at[0] * k + l] * narrow[l * n + at[1]];
      }
    },

    /** X·Wᵀ. */
    ROWS_BY_TRANSPOSE {
      @Override
      Shape narrow(int m, int k, int n) {
        return Shape.of(n, k);
      }

      @Override
      Shape shape(int m, int k, int n) {
        return Shape.of(m, n);
      }

      @Override
      Kernel bind(int m, int k, int n, Slot x, Slot narrow, Slot output, Lanes lanes) {
        return new NarrowProducts.Dots(m, k, n, x, narrow, true, output, () -> lanes);
      }

      @Override
      double term(double[] x, double[] narrow, int m, int k, int n, int[] at, int l) {
        return x[at[0] * k + l] * narrow[at[1] * k + l];
      }
    },

    /** Xᵀ·D. */
    COLUMNS {
      @Override
      Shape narrow(int m, int k, int n) {
        return Shape.of(m, n);
      }

      @Override
      Shape shape(int m, int k, int n) {
        return Shape.of(k, n);
      }

      @Override
      Kernel bind(int m, int k, int n, Slot x, Slot narrow, Slot output, Lanes lanes) {
        return new NarrowProducts.Sums(m, k, n, x, narrow, true, output, () -> lanes);
      }

      @Override
      double term(double[] x, double[] narrow, int m, int k, int n, int[] at, int l) {
        return x[l * k + at[0]] * narrow[l * n + at[1]];
      }
    },

    /** Dᵀ·X. */
    COLUMNS_TRANSPOSED {
      @Override
      Shape narrow(int m, int k, int n) {
        return Shape.of(m, n);
      }

      @Override
      Shape shape(int m, int k, int n) {
        return Shape.of(n, k);
      }

      @Override
      Kernel bind(int m, int k, int n, Slot x, Slot narrow, Slot output, Lanes lanes) {
        return new NarrowProducts.Sums(m, k, n, x, narrow, false, output, () -> lanes);
      }

      @Override
      double term(double[] x, double[] narrow, int m, int k, int n, int[] at, int l) {
        return x[l * k + at[1]] * narrow[l * n + at[0]];
      }
    };

    abstract Shape narrow(int m, int k, int n);

    abstract Shape shape(int m, int k, int n);

    abstract Kernel bind(int m, int k, int n, Slot x, Slot narrow, Slot output, Lanes lanes);

    /** Term l of the sum that is element {@code at} of the product. */
    abstract double term(double[] x, double[] narrow, int m, int k, int n, int[] at, int l);

    int terms(int m, int k) {
      return this == ROWS || this == ROWS_BY_TRANSPOSE ? k : m;
    }

    /** How many roundings a term may go through. */
    int roundings(int m, int k) {
      return this == ROWS || this == ROWS_BY_TRANSPOSE
          ? (k + Lanes.FLOATS - 1) / Lanes.FLOATS + 4
          : Math.min(m, NarrowProducts.TILE) + (m + NarrowProducts.TILE - 1) / NarrowProducts.TILE;
    }
  }

  /** A product by the kernel under test, in a given version. */
  private record Narrow(Product product, int m, int k, int n, Lanes lanes) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0).withShape(product.shape(m, k, n));
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      return product.bind(m, k, n, inputs.get(0), inputs.get(1), output, lanes);
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of(Partial.none(), Partial.none());
    }

    @Override
    public List<Example> examples() {
      return List.of();
    }
  }

  private static List<Lanes> versions() {
    return List.of(Warmed.plain(), Warmed.vector().orElseThrow());
  }

  /** Small whole numbers, so that every sum is exact. */
  @ParameterizedTest
  @EnumSource
  void is_exact_for_all_widths_and_remainders(Product product) {
    for (int n = 1; n <= 16; n++) {
      for (int m : new int[] {1, 15, 16, 37}) {
        for (int k : new int[] {1, 16, 31, 80, 115}) {
          double[] x = digits(m * k);
          double[] narrow = digits(product.narrow(m, k, n).size());
          for (Lanes lanes : versions()) {
            assertThat(computed(product, m, k, n, x, narrow, lanes))
                .as("%s of m=%d k=%d n=%d by %s, seed %d", product, m, k, n, lanes, SEED)
                .containsExactly(expected(product, m, k, n, x, narrow));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void is_within_the_bound_of_its_order_of_summation(Product product) {
    int m = 1000;
    int k = 784;
    int n = 10;
    double[] x = uniform(m * k);
    double[] narrow = uniform(product.narrow(m, k, n).size());
    double[] exact = expected(product, m, k, n, x, narrow);
    double[] magnitudes = expected(product, m, k, n, absolute(x), absolute(narrow));
    for (Lanes lanes : versions()) {
      double[] y = computed(product, m, k, n, x, narrow, lanes);
      for (int i = 0; i < y.length; i++) {
        assertThat(Math.abs(y[i] - exact[i]))
            .as("%s, element %d, seed %d", product, i, SEED)
            .isLessThanOrEqualTo(product.roundings(m, k) * ROUNDING * magnitudes[i]);
      }
    }
  }

  /**
   * What is filled up with zeros must not make NaN of them: a NaN stands where a term of the sum
   * makes one, and nowhere else.
   */
  @ParameterizedTest
  @EnumSource
  void what_is_not_finite_stays_in_its_row_and_column(Product product) {
    double[] strange = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
    int m = 37;
    int k = 31;
    int n = 3;
    for (Lanes lanes : versions()) {
      double[] x = digits(m * k);
      double[] narrow = digits(product.narrow(m, k, n).size());
      for (double value : strange) {
        x[random.nextInt(x.length)] = value;
        narrow[random.nextInt(narrow.length)] = value;
        assertThat(computed(product, m, k, n, x, narrow, lanes))
            .as("%s by %s, seed %d", product, lanes, SEED)
            .containsExactly(expected(product, m, k, n, x, narrow));
      }
    }
  }

  @Test
  void an_input_may_be_exchanged_between_runs() {
    int m = 20;
    int k = 40;
    int n = 3;
    Input x = input("x", DataType.FLOAT, Shape.of(m, k));
    double[] narrow = digits(k * n);
    Tensor y =
        new Narrow(Product.ROWS, m, k, n, Warmed.vector().orElseThrow())
            .on(x, Constant.of(narrow, Shape.of(k, n), DataType.FLOAT));
    try (Plan plan = Plan.of(y)) {
      for (int run = 0; run < 3; run++) {
        double[] values = digits(m * k);
        plan.feedInPlace(x, Constant.of(values, Shape.of(m, k), DataType.FLOAT).evaluate()).run();
        assertThat(plan.doubles(y))
            .containsExactly(expected(Product.ROWS, m, k, n, values, narrow));
      }
    }
  }

  /** Asks in its bind whether there is a narrow kernel, and answers in the type of the plan. */
  private record Asked(boolean transposeA, boolean transposeB, Shape shape, List<Boolean> answers)
      implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0).withShape(shape);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      answers.add(
          NarrowProducts.multiply(inputs.get(0), transposeA, inputs.get(1), transposeB, output)
              .isPresent());
      return () -> {};
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of(Partial.none(), Partial.none());
    }

    @Override
    public List<Example> examples() {
      return List.of();
    }
  }

  private static boolean isNarrow(
      DataType type, int[] a, boolean transposeA, int[] b, boolean transposeB, int... shape) {
    List<Boolean> answers = new ArrayList<>();
    Op op = new Asked(transposeA, transposeB, Shape.of(shape), answers);
    Input left = input("a", type, Shape.of(a));
    Input right = input("b", type, Shape.of(b));
    Plan.of(op.on(left, right)).close();
    return answers.get(0);
  }

  @Test
  void products_that_are_not_covered_are_left_to_openblas() {
    boolean wide = Warmed.vector().orElseThrow().width() >= Lanes.FLOATS;
    DataType type = DataType.FLOAT;
    int[] x = {1024, 784};
    int[] w = {784, 10};
    int[] d = {1024, 10};
    assertThat(isNarrow(type, x, false, w, false, 1024, 10)).isEqualTo(wide);
    assertThat(isNarrow(type, new int[] {4, 256, 784}, false, w, false, 4, 256, 10))
        .isEqualTo(wide);
    assertThat(isNarrow(type, x, false, new int[] {10, 784}, true, 1024, 10)).isEqualTo(wide);
    assertThat(isNarrow(type, x, true, d, false, 784, 10)).isEqualTo(wide);
    assertThat(isNarrow(type, d, true, x, false, 10, 784)).isEqualTo(wide);

    assertThat(isNarrow(DataType.DOUBLE, x, false, w, false, 1024, 10)).isFalse();
    assertThat(isNarrow(type, x, true, new int[] {10, 1024}, true, 784, 10)).isFalse();
    assertThat(isNarrow(type, x, false, new int[] {784, 11}, false, 1024, 11)).isFalse();
    assertThat(isNarrow(type, new int[] {32, 784}, false, w, false, 32, 10)).isFalse();
    assertThat(isNarrow(type, new int[] {1024, 5000}, false, new int[] {5000, 10}, false, 1024, 10))
        .isFalse();
    assertThat(
            isNarrow(
                type, new int[] {2, 1024, 784}, false, new int[] {2, 784, 10}, false, 2, 1024, 10))
        .isFalse();
    assertThat(
            isNarrow(
                type, new int[] {2, 1024, 784}, true, new int[] {2, 1024, 10}, false, 2, 784, 10))
        .isFalse();
  }

  private static Input input(String name, DataType type, Shape shape) {
    int[] sizes = shape.sizes();
    return Input.of(name, type, sizes[0], Arrays.copyOfRange(sizes, 1, sizes.length));
  }

  private static double[] computed(
      Product product, int m, int k, int n, double[] x, double[] narrow, Lanes lanes) {
    Input left = input("x", DataType.FLOAT, Shape.of(m, k));
    Input right = input("narrow", DataType.FLOAT, product.narrow(m, k, n));
    Tensor y = new Narrow(product, m, k, n, lanes).on(left, right);
    try (Plan plan = Plan.of(y)) {
      return plan.feed(left, x).feed(right, narrow).run().doubles(y);
    }
  }

  private static double[] expected(
      Product product, int m, int k, int n, double[] x, double[] narrow) {
    Shape shape = product.shape(m, k, n);
    double[] y = new double[shape.size()];
    for (int i = 0; i < y.length; i++) {
      int[] at = {i / shape.size(1), i % shape.size(1)};
      for (int l = 0; l < product.terms(m, k); l++) {
        y[i] += product.term(x, narrow, m, k, n, at, l);
      }
    }
    return y;
  }

  private double[] digits(int n) {
    return random.ints(n, -9, 10).asDoubleStream().toArray();
  }

  /** Floats. */
  private double[] uniform(int n) {
    return random.doubles(n).map(u -> (float) (2 * u - 1)).toArray();
  }

  private static double[] absolute(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }
}
