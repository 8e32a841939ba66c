package io.github.grad4j.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.SinglePrecision;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Every op with float arithmetic of its own against its double arithmetic, rounded once: the same
 * bits, NaN for NaN.
 */
class SinglePrecisionTest {
  private static final long SEED = 20261122;
  private static final int RANDOM = 200_000;

  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    0.5f,
    3f,
    1 / 3f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MIN_NORMAL * 1.5f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    0x1.fffffcp127f,
    0x1p24f,
    0x1.000002p0f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private final Random random = new Random(SEED);

  @Test
  void float_arithmetic_gives_what_double_arithmetic_rounded_once_does() {
    List<SinglePrecision> ops = ops();
    assertThat(ops).as("ops found").hasSizeGreaterThan(20);
    for (SinglePrecision op : ops) {
      int arity = arity(op);
      float[][] inputs = new float[arity][];
      for (int i = 0; i < arity; i++) {
        inputs[i] = takesTruth(op, i) ? truth() : numbers(i);
      }
      check(op, inputs);
    }
  }

  private static void check(SinglePrecision op, float[][] inputs) {
    int n = inputs[0].length;
    double[][] wide = new double[inputs.length][n];
    for (int i = 0; i < inputs.length; i++) {
      for (int k = 0; k < n; k++) {
        wide[i][k] = inputs[i][k];
      }
    }
    double[] expected = new double[n];
    float[] actual = new float[n];
    op.apply(wide, expected, n);
    op.apply(inputs, actual, n);
    for (int k = 0; k < n; k++) {
      if (Float.floatToIntBits(actual[k]) != Float.floatToIntBits((float) expected[k])) {
        int at = k;
        assertThat(actual[k])
            .as("%s of %s", op, Arrays.stream(inputs).map(x -> x[at]).toList())
            .isEqualTo((float) expected[k]);
      }
    }
  }

  /** All but those that promise 1 ulp, not the same bits: FloatMathTest holds them to it. */
  private static List<SinglePrecision> ops() {
    List<SinglePrecision> ops = new ArrayList<>();
    ReflectionSupport.findAllClassesInPackage(
            Add.class.getPackageName(),
            c ->
                SinglePrecision.class.isAssignableFrom(c)
                    && c.isRecord()
                    && c != Exp.class
                    && c != Log.class,
            name -> true)
        .forEach(
            c -> {
              if (c == Clip.class) {
                ops.add(new Clip(-0.1, 2 / 3.0));
              } else if (c == Cast.class) {
                ops.add(new Cast(DataType.FLOAT));
                ops.add(new Cast(DataType.BOOL));
              } else {
                ops.add((SinglePrecision) made(c));
              }
            });
    return ops;
  }

  private static Object made(Class<?> op) {
    try {
      Constructor<?> constructor = op.getDeclaredConstructor();
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(op + " has components: name its instances above", e);
    }
  }

  private static int arity(SinglePrecision op) {
    return op instanceof Unary || op instanceof Cast ? 1 : op instanceof Binary ? 2 : 3;
  }

  private static boolean takesTruth(SinglePrecision op, int input) {
    boolean logical = op instanceof Elementwise e && e.takes().equals(List.of(DataType.BOOL));
    return logical || (op instanceof Where && input == 0);
  }

  private float[] truth() {
    float[] values = new float[length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(2);
    }
    return values;
  }

  /** All pairs of special values, then random bits. */
  private float[] numbers(int input) {
    float[] values = new float[length()];
    int pairs = SPECIAL.length * SPECIAL.length;
    for (int i = 0; i < values.length; i++) {
      values[i] =
          i >= pairs
              ? random.nextBoolean()
                  ? Float.intBitsToFloat(random.nextInt())
                  : (float) random.nextGaussian()
              : SPECIAL[input == 0 ? i / SPECIAL.length : i % SPECIAL.length];
    }
    return values;
  }

  private static int length() {
    return SPECIAL.length * SPECIAL.length + RANDOM;
  }
}
