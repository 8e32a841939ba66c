package io.github.grad4j.ops.internal;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Exp.exp;
import static io.github.grad4j.ops.Log.log;
import static io.github.grad4j.ops.MatMul.matmul;
import static io.github.grad4j.ops.MatMul.matmulTransposeA;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceMax.reduceMax;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Reshape.reshape;
import static io.github.grad4j.ops.Softmax.softmax;
import static io.github.grad4j.ops.SoftmaxCrossEntropyWithLogits.softmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.SoftmaxMinusLabels.softmaxMinusLabels;
import static io.github.grad4j.ops.Tanh.tanh;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;

/** Run by a test in JVMs of other options; prints a line that tells the bits of many results. */
final class Results {
  private static final int SEED = 42;

  /** Enough for three threads, and no multiple of them. */
  private static final int ROWS = 601;

  private static final int COLUMNS = 784;
  private static final int CLASSES = 10;

  /** A divisor of the columns. */
  private static final int SHORT = 14;

  private Results() {}

  public static void main(String[] args) {
    System.out.println("vector " + Warmed.vector().isPresent());
    System.out.println(digest());
    System.out.println("workers " + threads("grad4j-worker-"));
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }

  static String digest() {
    Random random = new Random(SEED);
    Input x = Input.of("x", DataType.FLOAT, ROWS, COLUMNS);
    Tensor row = numbers(random, 1, COLUMNS);
    Tensor column = numbers(random, ROWS, 1);
    Tensor weights = numbers(random, COLUMNS, CLASSES);
    Map<String, Tensor> formulas = new LinkedHashMap<>();
    formulas.put("product", matmul(x, weights));
    formulas.put("pulled back", matmulTransposeA(x, numbers(random, ROWS, CLASSES)));
    formulas.put("exp", exp(x));
    formulas.put("log", log(multiply(x, x)));
    formulas.put("fused", tanh(add(multiply(x, row), column)));
    formulas.put("sum", reduceSum(x));
    formulas.put("sums of rows", reduceSum(x, axes(1)));
    formulas.put("sums of columns", reduceSum(x, axes(0)));
    formulas.put("greatest", reduceMax(x, axes(0)));
    formulas.put("softmax", softmax(x, 1));
    Tensor lines = reshape(x, ROWS * COLUMNS / SHORT, SHORT);
    Tensor labels = numbers(random, ROWS * COLUMNS / SHORT, SHORT);
    formulas.put("short softmax", softmax(lines));
    formulas.put("short losses", softmaxCrossEntropyWithLogits(labels, lines));
    formulas.put("short gradients", softmaxMinusLabels(labels, lines));
    try (Plan plan = Plan.of(formulas.values().stream().toList())) {
      plan.feed(x, floats(random, ROWS * COLUMNS));
      // Until it is decided of all loops whether vectors take over.
      for (int run = 0; run < 2 * Warmed.RARE || threads("grad4j-warm-up") > 0; run++) {
        plan.run();
      }
      return formulas.entrySet().stream()
          .map(e -> e.getKey() + " " + Arrays.hashCode(plan.doubles(e.getValue())))
          .collect(Collectors.joining(", "));
    }
  }

  private static Tensor numbers(Random random, int rows, int columns) {
    return Constant.of(floats(random, rows * columns), Shape.of(rows, columns));
  }

  private static float[] floats(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
