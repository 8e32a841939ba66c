package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.MatMul;
import java.util.Arrays;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;

/** Run by a test in a JVM without the module of the Vector API. */
final class WithoutVectorApi {
  private static final int SEED = 42;
  private static final int ROWS = 256;
  private static final int INNER = 784;
  private static final int COLUMNS = 10;

  private WithoutVectorApi() {}

  public static void main(String[] args) {
    System.out.println(Warmed.vector().isPresent());
    System.out.println(results());
  }

  /** Products that SIMD loops compute where they can, of whole numbers, so that they are exact. */
  static String results() {
    Random random = new Random(SEED);
    Tensor x = digits(random, ROWS, INNER);
    Tensor product = MatMul.matmul(x, digits(random, INNER, COLUMNS));
    Tensor pulled = MatMul.matmulTransposeA(x, digits(random, ROWS, COLUMNS));
    try (Plan plan = Plan.of(product, pulled)) {
      plan.run();
      return Arrays.toString(plan.doubles(product)) + Arrays.toString(plan.doubles(pulled));
    }
  }

  private static Tensor digits(Random random, int rows, int columns) {
    double[] digits = random.ints((long) rows * columns, -9, 10).asDoubleStream().toArray();
    return Constant.of(digits, Shape.of(rows, columns), DataType.FLOAT);
  }
}
