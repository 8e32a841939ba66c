package io.github.grad4j.ops.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
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

  private static final float NEGATIVE_NAN = Float.intBitsToFloat(0xFFC00000);

  private final Random random = new Random(SEED);

  @Test
  void the_vector_version_is_tested_too() {
    assertThat(Warmed.vector()).isPresent();
  }

  @Test
  void sums_are_the_same() {
    for (int n = 0; n <= 200; n++) {
      for (float[] a : List.of(finite(n + 3), any(n + 3))) {
        int length = n;
        agree(
            new double[1],
            lanes -> sum -> sum[0] = lanes.sum(a, 3, length, new double[Lanes.SUMS]),
            "sum of " + n);
      }
    }
  }

  @Test
  void sums_of_rows_are_the_same() {
    for (int rows : new int[] {0, 1, 2, 4, 7}) {
      for (int length = 0; length <= 80; length++) {
        for (float[] a : List.of(finite(rows * length), any(rows * length))) {
          int n = length;
          agree(
              IntStream.range(0, n).mapToDouble(k -> random.nextGaussian()).toArray(),
              lanes -> sums -> lanes.addRows(a, rows, n, sums),
              "sums of " + rows + " rows of " + length);
        }
      }
    }
  }

  /** Partial sum l takes in every 32nd element from l on; the 32 are added in halves. */
  @ParameterizedTest
  @ValueSource(ints = {7, 32, 100, 1024})
  void a_sum_is_made_in_the_stated_order(int n) {
    float[] a = finite(n);
    int whole = n / Lanes.SUMS * Lanes.SUMS;
    double[] sums = new double[Lanes.SUMS];
    for (int k = 0; k < whole; k++) {
      sums[k % Lanes.SUMS] += a[k];
    }
    for (int half = Lanes.SUMS / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        sums[l] += sums[l + half];
      }
    }
    for (int k = whole; k < n; k++) {
      sums[0] += a[k];
    }
    assertThat(Warmed.plain().sum(a, 0, n, new double[Lanes.SUMS])).isEqualTo(sums[0]);
  }

  @Test
  void exponentials_and_logarithms_are_the_same() {
    for (int n = 0; n <= 70; n++) {
      int length = n;
      for (float[] x : List.of(finite(n), any(n), subnormal(n))) {
        agree(x, lanes -> y -> lanes.exp(y, y, length), "exp of " + n);
        agree(x, lanes -> y -> lanes.log(y, y, length), "log of " + n);
      }
    }
  }

  @Test
  void logarithms_in_double_precision_are_the_same() {
    for (int n = 1; n <= 70; n++) {
      double[] x = IntStream.range(0, n).mapToDouble(i -> Math.exp(random.nextInt(20))).toArray();
      x[n / 2] = random.nextBoolean() ? Double.NaN : Math.exp(-40);
      agree(x, lanes -> y -> lanes.log1p(y, y, y.length), "log1p of " + n);
    }
  }

  @Test
  void exponentials_of_differences_are_the_same() {
    for (int n = 0; n <= 70; n++) {
      for (float[] x : List.of(finite(n), any(n), subnormal(n))) {
        for (float[] m :
            List.of(x, noLess(x, finite(n)), noLess(x, any(n)), noLess(x, fewOf(n, 0)))) {
          differencesAgree(x, m);
        }
      }
    }
    float[] x = any(1 << 18);
    differencesAgree(x, noLess(x, any(x.length)));
    differencesAgree(x, noLess(x, fewOf(x.length, -80, 0.1f, 30, Float.NaN)));
  }

  private static void differencesAgree(float[] x, float[] m) {
    int n = x.length;
    agree(
        m,
        lanes -> y -> lanes.expOfDifferences(x, y, new float[n], y, n),
        "exp of " + n + " differences");
    agree(x, lanes -> d -> lanes.expOfDifferences(d, m, d, new float[n], n), n + " differences");
  }

  private static float[] noLess(float[] x, float[] y) {
    float[] greater = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      greater[i] = Math.max(x[i], y[i]);
    }
    return greater;
  }

  @Test
  void the_greatest_is_found_in_the_same_place() {
    for (int n = 1; n <= 200; n++) {
      for (float[] x :
          List.of(
              finite(n + 3),
              any(n + 3),
              fewOf(n + 3, 1, -1, 0, -0f, 0.5f),
              fewOf(n + 3, 0, -0f),
              fewOf(n + 3, Float.NEGATIVE_INFINITY, -Float.MAX_VALUE),
              fewOf(n + 3, Float.MAX_VALUE, Float.POSITIVE_INFINITY, -1),
              fewOf(n + 3, Float.MIN_VALUE, -Float.MIN_VALUE, 0, -0f),
              fewOf(n + 3, Float.NEGATIVE_INFINITY))) {
        placesAgree(x, n);
        // Each kind of NaN, alone, anywhere.
        for (int nan : new int[] {0x7FC00000, 0xFFC00000, 0x7F800001, 0xFFFFFFFF}) {
          x[3 + random.nextInt(n)] = Float.intBitsToFloat(nan);
          placesAgree(x, n);
        }
      }
    }
  }

  private static void placesAgree(float[] x, int n) {
    int place = 3;
    for (int i = 3; i < 3 + n; i++) {
      place = x[i] > x[place] || (Float.isNaN(x[place]) && !Float.isNaN(x[i])) ? i : place;
    }
    place = Float.isNaN(x[place]) ? 3 : place;
    assertThat(Warmed.plain().greatest(x, 3, n)).as("of %d, seed %d", n, SEED).isEqualTo(place);
    assertThat(Warmed.vector().orElseThrow().greatest(x, 3, n))
        .as("of %d, seed %d", n, SEED)
        .isEqualTo(place);
  }

  @Test
  void the_greatest_of_columns_are_found_in_the_same_rows() {
    for (int rows : new int[] {1, 2, 5, 63}) {
      for (int length = 0; length <= 70; length++) {
        int n = rows * length;
        for (float[] a :
            List.of(
                finite(n),
                any(n),
                fewOf(n, 1, -1, 0, -0f, Float.NaN),
                fewOf(n, Float.NEGATIVE_INFINITY, Float.NaN, NEGATIVE_NAN, -Float.MAX_VALUE),
                fewOf(n, Float.POSITIVE_INFINITY, Float.MAX_VALUE, NEGATIVE_NAN))) {
          rowsAgree(a, rows, length);
        }
      }
    }
  }

  private void rowsAgree(float[] a, int rows, int length) {
    float[] expected = new float[length];
    for (int k = 0; k < length; k++) {
      float greatest = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < rows; i++) {
        if (a[i * length + k] > greatest) {
          greatest = a[i * length + k];
          expected[k] = i;
        }
      }
    }
    for (Lanes lanes : List.of(Warmed.plain(), Warmed.vector().orElseThrow())) {
      float[] places = fewOf(length, -1);
      lanes.greatestOfColumns(a, rows, length, places, new long[length]);
      assertThat(places).as("of [%d, %d], seed %d", rows, length, SEED).isEqualTo(expected);
    }
  }

  private float[] fewOf(int n, float... choice) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = choice[random.nextInt(choice.length)];
    }
    return values;
  }

  @Test
  void exponentials_and_logarithms_of_all_bit_patterns_are_the_same() {
    float[] x = any(1 << 18);
    agree(x, lanes -> y -> lanes.exp(x, y, x.length), "exp of any");
    agree(x, lanes -> y -> lanes.log(x, y, x.length), "log of any");
  }

  @Test
  void exponentials_go_no_further_than_they_are_asked() {
    float[] y = new float[40];
    Warmed.vector().orElseThrow().exp(new float[40], y, 33);
    assertThat(y).containsOnly(1, 0).endsWith(1, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Runs a loop in both versions on copies of the output, and compares all bits but a NaN's. */
  private static void agree(float[] output, Loop loop, String what) {
    float[] plain = output.clone();
    loop.of(Warmed.plain()).accept(plain);
    float[] vector = output.clone();
    loop.of(Warmed.vector().orElseThrow()).accept(vector);
    assertThat(bits(vector)).as("%s, seed %d", what, SEED).isEqualTo(bits(plain));
  }

  /** The same of a loop whose output is in double precision. */
  private static void agree(double[] output, LoopOfDoubles loop, String what) {
    double[] plain = output.clone();
    loop.of(Warmed.plain()).accept(plain);
    double[] vector = output.clone();
    loop.of(Warmed.vector().orElseThrow()).accept(vector);
    assertThat(bits(vector)).as("%s, seed %d", what, SEED).containsExactly(bits(plain));
  }

  /** A loop with all its arguments but the output. */
  @FunctionalInterface
  private interface Loop {
    Consumer<float[]> of(Lanes lanes);
  }

  /** A loop with all its arguments but the output, which is in double precision. */
  @FunctionalInterface
  private interface LoopOfDoubles {
    Consumer<double[]> of(Lanes lanes);
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
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

  /** Numbers whose exponential, or which themselves, are subnormal or just not. */
  private float[] subnormal(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] =
          random.nextBoolean()
              ? Float.intBitsToFloat(random.nextInt(1 << 24))
              : -84 - 22 * random.nextFloat();
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
