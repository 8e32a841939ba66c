package io.github.grad4j.ops.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector version of each loop against the plain version, bit for bit. */
class LanesTest {
  private static final int SEED = 40;

  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private final Random random = new Random(SEED);

  @Test
  void the_vector_version_is_tested_too() {
    assertThat(Warmed.vector()).isPresent();
  }

  @Test
  void dot_products_are_the_same() {
    for (int rows = 0; rows <= 12; rows += Lanes.DOT_ROWS) {
      for (int columns = 0; columns <= 20; columns += Lanes.DOT_COLUMNS) {
        for (int length = 0; length <= 96; length += Lanes.FLOATS) {
          dotsAgree(finite(rows * length), rows, finite(columns * length), columns, length);
          dotsAgree(any(rows * length), rows, any(columns * length), columns, length);
        }
      }
    }
  }

  private static void dotsAgree(float[] a, int rows, float[] b, int columns, int length) {
    float[] scratch = new float[Lanes.DOT_SCRATCH];
    agree(
        new float[rows * columns],
        lanes -> products -> lanes.dots(a, rows, b, columns, length, products, scratch),
        "dots of " + rows + " and " + columns + " rows of " + length);
  }

  @Test
  void sums_of_products_are_the_same() {
    for (int rows : new int[] {0, 1, 2, 7, 32}) {
      for (int columns = 0; columns <= 20; columns += Lanes.DOT_COLUMNS) {
        for (int length = 0; length <= 160; length += Lanes.FLOATS) {
          sumsAgree(finite(rows * length), finite(rows * columns), rows, columns, length);
          sumsAgree(any(rows * length), any(rows * columns), rows, columns, length);
        }
      }
    }
  }

  private void sumsAgree(float[] a, float[] b, int rows, int columns, int length) {
    agree(
        finite(columns * length),
        lanes -> sums -> lanes.addProducts(a, b, rows, columns, length, sums, new float[length]),
        "products of " + rows + " rows of " + length + " and " + columns);
  }

  /** Partial sum l takes in every 16th product from l on; the 16 are added in halves. */
  @ParameterizedTest
  @ValueSource(ints = {16, 48, 784})
  void a_dot_product_is_summed_in_the_stated_order(int length) {
    float[] a = finite(Lanes.DOT_ROWS * length);
    float[] b = finite(Lanes.DOT_COLUMNS * length);
    float[] sums = new float[Lanes.FLOATS];
    for (int k = 0; k < length; k++) {
      sums[k % Lanes.FLOATS] = Math.fma(a[length + k], b[2 * length + k], sums[k % Lanes.FLOATS]);
    }
    for (int half = Lanes.FLOATS / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        sums[l] += sums[l + half];
      }
    }
    float[] products = new float[Lanes.DOT_ROWS * Lanes.DOT_COLUMNS];
    Warmed.plain()
        .dots(
            a,
            Lanes.DOT_ROWS,
            b,
            Lanes.DOT_COLUMNS,
            length,
            products,
            new float[Lanes.DOT_SCRATCH]);
    assertThat(products[Lanes.DOT_COLUMNS + 2]).isEqualTo(sums[0]);
  }

  /** Runs a loop in both versions on copies of the output, and compares all bits but a NaN's. */
  private static void agree(float[] output, Loop loop, String what) {
    float[] plain = output.clone();
    loop.of(Warmed.plain()).accept(plain);
    float[] vector = output.clone();
    loop.of(Warmed.vector().orElseThrow()).accept(vector);
    assertThat(bits(vector)).as("%s, seed %d", what, SEED).containsExactly(bits(plain));
  }

  /** A loop with all its arguments but the output. */
  @FunctionalInterface
  private interface Loop {
    Consumer<float[]> of(Lanes lanes);
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToIntBits(values[i])).toArray();
  }

  private float[] finite(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Bit patterns of all kinds, and special values. */
  private float[] any(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] =
          random.nextInt(4) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : Float.intBitsToFloat(random.nextInt());
    }
    return values;
  }
}
