package io.github.grad4j.ops.internal;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.LogSoftmax.logSoftmax;
import static io.github.grad4j.ops.LogSumExp.logSumExp;
import static io.github.grad4j.ops.Softmax.softmax;
import static io.github.grad4j.ops.SoftmaxCrossEntropyWithLogits.softmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.SoftmaxMinusLabels.softmaxMinusLabels;
import static io.github.grad4j.ops.SparseSoftmaxCrossEntropyWithLogits.sparseSoftmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.SparseSoftmaxMinusLabels.sparseSoftmaxMinusLabels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.SparseSoftmaxMinusLabels;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Softmax and its relatives of FLOAT lines, against their definition in double precision. */
class SoftmaxTileTest {
  private static final int SEED = 42;

  private static final float INFINITY = Float.POSITIVE_INFINITY;

  /** What 0/0 gives on x86: its sign makes it less than all numbers in the order of bits. */
  private static final float NEGATIVE_NAN = Float.intBitsToFloat(0xFFC00000);

  /** The relative errors that the ops' Javadoc promises. */
  private static final double SOFTMAX = 3 * 0x1p-23;

  private static final double LOG_SOFTMAX = 2 * 0x1p-23;
  private static final double LOSS = 2 * 0x1p-23;

  /** Of a float: half a unit in the last place. */
  private static final double ROUNDING = 0x1p-24;

  /** What is subnormal may be off by one unit in each of two steps. */
  private static final double LEAST = 2 * Float.MIN_VALUE;

  /** An ignored label. */
  private static final long NONE = -100;

  private final Random random = new Random(SEED);

  /**
   * One element, one line, few and many; lines just shorter and longer than what is done in
   * vectors, than a tile and half a tile; counts that are no multiple of what a tile holds.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1, 2",
    "5, 1",
    "3000, 1",
    "7, 10",
    "192, 10",
    "500, 10",
    "9, 31",
    "9, 32",
    "9, 33",
    "5, 63",
    "5, 64",
    "5, 65",
    "39, 100",
    "3, 1023",
    "3, 1024",
    "3, 1025",
    "3, 2047",
    "3, 2048",
    "2, 2049",
    "2, 5000",
    "1, 40000"
  })
  void all_lines_are_as_accurate_as_is_promised(int count, int length) {
    for (float spread : new float[] {1, 8, 60}) {
      Lines lines = new Lines(count, length);
      for (int i = 0; i < lines.logits.length; i++) {
        lines.logits[i] = spread * (float) random.nextGaussian();
        lines.labels[i] = random.nextInt(3) == 0 ? random.nextFloat() : 0;
      }
      lines.check();
    }
  }

  /** Logits of -∞ are how classes are masked. */
  @ParameterizedTest
  @ValueSource(ints = {2, 10, 64, 1000, 2500})
  void masked_classes_have_no_share(int length) {
    Lines lines = new Lines(30, length);
    for (int i = 0; i < lines.logits.length; i++) {
      boolean masked = i % length != 1 && random.nextBoolean();
      lines.logits[i] = masked ? -INFINITY : (float) random.nextGaussian();
      lines.labels[i] = masked ? 0 : random.nextFloat();
    }
    lines.check();
    double[] y = run(softmax(lines.tensor(lines.logits)));
    double[] log = run(logSoftmax(lines.tensor(lines.logits)));
    double[] slopes =
        run(softmaxMinusLabels(lines.tensor(lines.labels), lines.tensor(lines.logits)));
    for (int i = 0; i < y.length; i++) {
      if (lines.logits[i] == -INFINITY) {
        assertThat(y[i]).isZero();
        assertThat(slopes[i]).isZero();
        assertThat(log[i]).isEqualTo(-INFINITY);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 64, 100, 2500})
  void a_line_without_a_finite_maximum_is_nan_alone(int length) {
    float[][] special = {
      {0, 0},
      {-INFINITY, -INFINITY},
      {INFINITY, 0},
      {0, Float.NaN},
      {NEGATIVE_NAN, 0},
      {INFINITY, NEGATIVE_NAN},
      {Float.NaN, INFINITY},
      {-INFINITY, NEGATIVE_NAN},
      {-0f, 0}
    };
    double[] sums = {
      0, -INFINITY, INFINITY, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, 0
    };
    Lines lines = new Lines(special.length, length);
    Arrays.fill(lines.logits, -INFINITY);
    for (int r = 0; r < special.length; r++) {
      // The first and the last class of the line; the others are masked.
      lines.logits[r * length] = special[r][0];
      lines.logits[(r + 1) * length - 1] = special[r][1];
      lines.classes[r] = 0;
    }
    Tensor z = lines.tensor(lines.logits);
    double[] sum = run(logSumExp(z, axes(-1)));
    double[][] all = {
      run(softmax(z)),
      run(logSoftmax(z)),
      run(softmaxMinusLabels(lines.tensor(lines.labels), z)),
      run(sparseSoftmaxMinusLabels(lines.ids(), z)),
      run(softmaxCrossEntropyWithLogits(lines.tensor(lines.labels), z)),
      run(sparseSoftmaxCrossEntropyWithLogits(lines.ids(), z))
    };
    for (int r = 0; r < special.length; r++) {
      boolean finite = sums[r] == 0;
      assertThat(sum[r]).isEqualTo(Double.valueOf(finite ? (float) Math.log(2) : sums[r]));
      for (double[] y : all) {
        int n = y.length / special.length;
        for (double element : Arrays.copyOfRange(y, r * n, (r + 1) * n)) {
          assertThat(Double.isNaN(element)).as("line %d of %d", r, length).isEqualTo(!finite);
        }
      }
    }
  }

  /** e⁻⁴⁰, and log1p of it, to 16 digits (mpmath). */
  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void a_certain_answer_keeps_its_small_loss(int length) {
    double tail = 4.248354255291589e-18;
    Lines lines = new Lines(1, length);
    Arrays.fill(lines.logits, -INFINITY);
    lines.logits[0] = 0;
    lines.logits[length - 1] = -40;
    lines.labels[0] = 1;
    lines.classes[0] = 0;
    Tensor z = lines.tensor(lines.logits);
    Tensor labels = lines.tensor(lines.labels);
    near(run(softmax(z))[length - 1], tail, SOFTMAX);
    assertThat(run(logSoftmax(z))[length - 1]).isEqualTo(-40);
    near(run(logSoftmax(z))[0], -tail, LOG_SOFTMAX);
    near(run(logSumExp(z, axes(-1)))[0], tail, LOSS);
    near(run(softmaxCrossEntropyWithLogits(labels, z))[0], tail, LOSS);
    near(run(sparseSoftmaxCrossEntropyWithLogits(lines.ids(), z))[0], tail, LOSS);
    for (Tensor gradient :
        new Tensor[] {softmaxMinusLabels(labels, z), sparseSoftmaxMinusLabels(lines.ids(), z)}) {
      near(run(gradient)[0], -tail, SOFTMAX);
      near(run(gradient)[length - 1], tail, SOFTMAX);
    }
  }

  /** 40.3 and 0.1 as floats differ by what no float is; 24 of 40 is lost without the rest. */
  @Test
  void a_difference_that_is_rounded_is_not_felt() {
    float most = 0.1f;
    float least = -40.3f;
    double expected = StrictMath.exp((double) least - most);
    double y = run(softmax(Constant.of(new float[] {most, least})))[1];
    near(y, expected / (1 + expected), SOFTMAX);
  }

  @Test
  void large_logits_neither_overflow_nor_vanish() {
    float[] logits = {Float.MAX_VALUE, -Float.MAX_VALUE, 0};
    assertThat(run(softmax(Constant.of(logits)))).containsExactly(1, 0, 0);
    assertThat(run(logSoftmax(Constant.of(logits))))
        .containsExactly(0, -INFINITY, -Float.MAX_VALUE);
    assertThat(run(logSumExp(Constant.of(logits), axes(0)))).containsExactly(Float.MAX_VALUE);
    assertThat(run(softmax(Constant.of(new float[] {1e30f, 1e30f})))).containsExactly(0.5, 0.5);
    // The smallest probability that is a number, 2^-149 = e^-103.28 (mpmath).
    assertThat(run(softmax(Constant.of(new float[] {0, -103.28f})))).containsExactly(1, 0x1p-149);
  }

  @Test
  void labels_are_any_numbers() {
    Tensor z = Constant.of(new float[][] {{0, 0}, {0, 0}, {0, 0}, {3, 1}});
    Tensor labels = Constant.of(new float[][] {{1, 1}, {2, 0}, {-1, 1}, {0, 0}});
    float twice = (float) (2 * Math.log(2));
    assertThat(run(softmaxCrossEntropyWithLogits(labels, z))).containsExactly(twice, twice, 0, 0);
    assertThat(run(softmaxMinusLabels(labels, z))).containsExactly(0, 0, -1, 1, 1, -1, 0, 0);
  }

  @Test
  void an_excluded_class_costs_nothing_without_a_label_and_everything_with_one() {
    Tensor z = Constant.of(new float[][] {{-INFINITY, 0}, {-INFINITY, 0}});
    Tensor labels = Constant.of(new float[][] {{0, 1}, {1, 0}});
    assertThat(run(softmaxCrossEntropyWithLogits(labels, z))).containsExactly(0, INFINITY);
    assertThat(run(softmaxMinusLabels(labels, z))).containsExactly(0, 0, -1, 1);
    Tensor ids = Constant.of(new long[] {1, 0});
    assertThat(run(sparseSoftmaxCrossEntropyWithLogits(ids, z))).containsExactly(0, INFINITY);
    assertThat(run(sparseSoftmaxMinusLabels(ids, z))).containsExactly(0, 0, -1, 1);
  }

  /** In the first tile of 192 lines and the last, which 8 lines of the 200 make. */
  @ParameterizedTest
  @ValueSource(ints = {3, 199})
  void a_label_that_is_no_class_is_told_and_the_plan_stays_usable(int bad) {
    Input labels = Input.of("labels", DataType.INT64, 200);
    Tensor z = Constant.of(new float[2000], Shape.of(200, 10));
    Tensor loss = sparseSoftmaxCrossEntropyWithLogits(labels, z, -1, NONE);
    long[] ids = new long[200];
    try (Plan plan = Plan.of(loss)) {
      for (long wrong : new long[] {-1, 10, 1L << 32}) {
        ids[bad] = wrong;
        plan.feed(labels, ids);
        assertThatThrownBy(plan::run)
            .isInstanceOf(IndexException.class)
            .hasMessageContaining("label " + wrong + " at index [" + bad + "] is outside [0, 10)");
      }
      ids[bad] = NONE;
      double[] losses = plan.feed(labels, ids).run().doubles(loss);
      for (int r = 0; r < losses.length; r++) {
        assertThat(losses[r]).isEqualTo(r == bad ? 0 : (float) Math.log(10));
      }
    }
  }

  @Test
  void an_ignored_label_costs_nothing_whatever_its_logits() {
    Tensor z = Constant.of(new float[][] {{Float.NaN, 0}, {0, 0}, {INFINITY, 0}});
    Tensor ids = Constant.of(new long[] {NONE, 1, NONE});
    float half = (float) Math.log(2);
    assertThat(run(sparseSoftmaxCrossEntropyWithLogits(ids, z, -1, NONE)))
        .containsExactly(0, half, 0);
    assertThat(run(ignoring(ids, z))).containsExactly(0, 0, 0.5, -0.5, 0, 0);
  }

  /** Only the last axis lies in memory as tiles do; the others give the same to a few roundings. */
  @Test
  void other_axes_and_ranks_agree() {
    float[] values = new float[2 * 3 * 40];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    double[] last = run(softmax(Constant.of(values, Shape.of(2, 3, 40))));
    double[] flat = run(softmax(Constant.of(values, Shape.of(6, 40))));
    double[] inner = run(softmax(Constant.of(values, Shape.of(2, 3, 40, 1)), 2));
    assertThat(flat).containsExactly(last);
    assertThat(inner).containsExactly(last);
    float[] turned = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i % 40 * 6 + i / 40] = values[i];
    }
    double[] first = run(softmax(Constant.of(turned, Shape.of(40, 6)), 0));
    for (int i = 0; i < last.length; i++) {
      near(first[i % 40 * 6 + i / 40], last[i], SOFTMAX + ROUNDING);
    }
  }

  private static void near(double actual, double expected, double relative) {
    double within = relative * Math.abs(expected) + LEAST;
    if (!(Math.abs(actual - expected) <= within) && actual != expected) {
      assertThat(actual).as("seed %d", SEED).isEqualTo(expected);
    }
  }

  /** The gradient of the sparse loss that ignores a label. */
  private static Tensor ignoring(Tensor ids, Tensor z) {
    return new SparseSoftmaxMinusLabels(1, OptionalLong.of(NONE)).on(ids, z);
  }

  /** The elements; -0 as 0, since no rule here depends on the sign of zero. */
  private static double[] run(Tensor y) {
    try (Plan plan = Plan.of(y)) {
      return Arrays.stream(plan.run().doubles(y)).map(x -> x + 0.0).toArray();
    }
  }

  /** Lines of logits with both kinds of labels, every seventh of which is ignored. */
  private final class Lines {
    final int count;
    final int length;
    final float[] logits;
    final float[] labels;
    final long[] classes;

    Lines(int count, int length) {
      this.count = count;
      this.length = length;
      this.logits = new float[count * length];
      this.labels = new float[count * length];
      this.classes = new long[count];
      Arrays.setAll(classes, r -> r % 7 == 6 ? NONE : random.nextInt(length));
    }

    Tensor tensor(float[] values) {
      return Constant.of(values, Shape.of(count, length));
    }

    Tensor ids() {
      return Constant.of(classes);
    }

    void check() {
      Tensor z = tensor(logits);
      Tensor y = tensor(labels);
      Tensor[] outputs = {
        softmax(z),
        logSoftmax(z),
        logSumExp(z, axes(-1)),
        softmaxCrossEntropyWithLogits(y, z),
        softmaxMinusLabels(y, z),
        sparseSoftmaxCrossEntropyWithLogits(ids(), z, -1, NONE),
        ignoring(ids(), z)
      };
      double[][] results =
          Arrays.stream(outputs).map(SoftmaxTileTest::run).toArray(double[][]::new);
      for (int r = 0; r < count; r++) {
        check(r, results);
      }
    }

    private void check(int r, double[][] results) {
      int from = r * length;
      int top = from;
      for (int k = from; k < from + length; k++) {
        top = logits[k] > logits[top] ? k : top;
      }
      double tail = 0;
      double others = 0;
      for (int k = from; k < from + length; k++) {
        tail += k == top ? 0 : StrictMath.exp((double) logits[k] - logits[top]);
        others += k == top ? 0 : labels[k];
      }
      double logSum = StrictMath.log1p(tail);
      double sum = others + labels[top];
      double loss = 0;
      for (int k = from; k < from + length; k++) {
        double shifted = (double) logits[k] - logits[top];
        double share = StrictMath.exp(shifted) / (1 + tail);
        near(results[0][k], share, SOFTMAX);
        near(results[1][k], shifted - logSum, LOG_SOFTMAX);
        loss += labels[k] == 0 ? 0 : labels[k] * (logSum - shifted);
        double kept = k == top ? sum * tail / (1 + tail) : sum * share;
        double less = k == top ? others : labels[k];
        double slope = k == top ? less - kept : kept - less;
        assertThat(results[4][k])
            .isCloseTo(
                slope, within(SOFTMAX * kept + ROUNDING * (kept + less) + (1 + sum) * LEAST));
        if (classes[r] == NONE) {
          assertThat(results[6][k]).isZero();
        } else if (k - from == classes[r]) {
          near(results[6][k], k == top ? -tail / (1 + tail) : share - 1, SOFTMAX);
        } else {
          near(results[6][k], share, SOFTMAX);
        }
      }
      double m = logits[top];
      double bound = 0x1p-23 * logSum + ROUNDING * Math.abs(m + logSum);
      assertThat(results[2][r]).isCloseTo(m + logSum, within(bound + LEAST));
      near(results[3][r], loss, LOSS);
      double sparse =
          classes[r] == NONE ? 0 : logSum - ((double) logits[from + (int) classes[r]] - m);
      near(results[5][r], sparse, LOSS);
    }
  }
}
