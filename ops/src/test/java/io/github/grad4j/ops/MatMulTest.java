package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Grids.countingLongs;
import static io.github.grad4j.ops.MatMul.matmul;
import static io.github.grad4j.ops.MatMul.matmulTransposeA;
import static io.github.grad4j.ops.MatMul.matmulTransposeAB;
import static io.github.grad4j.ops.MatMul.matmulTransposeB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class MatMulTest {
  private static final int SEED = 20;

  /** Shapes of a, of b, and of a·b as NumPy gives it. */
  private static final List<int[][]> SHAPES =
      List.of(
          new int[][] {{2, 3}, {3, 4}, {2, 4}},
          new int[][] {{1, 1}, {1, 1}, {1, 1}},
          new int[][] {{5, 1}, {1, 4}, {5, 4}},
          new int[][] {{1, 4}, {4, 1}, {1, 1}},
          new int[][] {{3}, {3}, {}},
          new int[][] {{3}, {3, 2}, {2}},
          new int[][] {{2, 3}, {3}, {2}},
          new int[][] {{2}, {3, 2, 4}, {3, 4}},
          new int[][] {{3, 2, 4}, {4}, {3, 2}},
          new int[][] {{2}, {5, 3, 2, 4}, {5, 3, 4}},
          new int[][] {{2, 3, 4}, {2, 4, 5}, {2, 3, 5}},
          new int[][] {{2, 3, 4}, {4, 5}, {2, 3, 5}},
          new int[][] {{2, 3, 4}, {1, 4, 5}, {2, 3, 5}},
          new int[][] {{3, 4}, {2, 4, 5}, {2, 3, 5}},
          new int[][] {{2, 1, 2, 3}, {4, 3, 2}, {2, 4, 2, 2}},
          new int[][] {{1, 4, 2, 3}, {2, 1, 3, 2}, {2, 4, 2, 2}},
          new int[][] {{17, 33}, {33, 19}, {17, 19}},
          // So long that they are multiplied in slices.
          new int[][] {{250, 784}, {784, 10}, {250, 10}},
          new int[][] {{2, 97, 784}, {784, 10}, {2, 97, 10}},
          new int[][] {{10, 784}, {784, 250}, {10, 250}});

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void is_the_sum_of_products_for_all_ranks(DataType type) {
    Random random = new Random(SEED);
    for (int[][] shapes : SHAPES) {
      Shape shapeA = Shape.of(shapes[0]);
      Shape shapeB = Shape.of(shapes[1]);
      double[] a = digits(shapeA, random);
      double[] b = digits(shapeB, random);
      Shape shape = Shape.of(shapes[2]);
      double[] expected = naive(a, shapeA, b, shapeB, shape);
      Tensor tensorA = Constant.of(a, shapeA, type);
      Tensor tensorB = Constant.of(b, shapeB, type);
      Tensor flippedA = Constant.of(flipped(a, shapeA), flipped(shapeA), type);
      Tensor flippedB = Constant.of(flipped(b, shapeB), flipped(shapeB), type);
      for (Tensor product :
          List.of(
              matmul(tensorA, tensorB),
              matmulTransposeA(flippedA, tensorB),
              matmulTransposeB(tensorA, flippedB),
              matmulTransposeAB(flippedA, flippedB))) {
        assertThat(product.shape()).isEqualTo(shape);
        assertThat(valuesOf(product))
            .as("%s of %s and %s", product, shapeA, shapeB)
            .containsExactly(expected);
      }
    }
  }

  /** Small whole numbers, so that every sum is exact in either precision. */
  private static double[] digits(Shape shape, Random random) {
    return random.ints(shape.size(), -9, 10).asDoubleStream().toArray();
  }

  private static Shape flipped(Shape shape) {
    return shape.rank() < 2 ? shape : shape.with(-1, shape.size(-2)).with(-2, shape.size(-1));
  }

  private static double[] flipped(double[] values, Shape shape) {
    if (shape.rank() < 2) {
      return values;
    }
    int rows = shape.size(-2);
    int columns = shape.size(-1);
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int matrix = i / (rows * columns) * rows * columns;
      int row = i / columns % rows;
      int column = i % columns;
      result[matrix + column * rows + row] = values[i];
    }
    return result;
  }

  private static double[] naive(double[] a, Shape shapeA, double[] b, Shape shapeB, Shape shape) {
    int inner = shapeA.size(-1);
    int rows = shapeA.rank() == 1 ? 1 : shapeA.size(-2);
    int columns = shapeB.rank() == 1 ? 1 : shapeB.size(-1);
    int lost = (shapeA.rank() == 1 ? 1 : 0) + (shapeB.rank() == 1 ? 1 : 0);
    int batchRank = shape.rank() - 2 + lost;
    double[] product = new double[shape.size()];
    for (int i = 0; i < product.length; i++) {
      int batch = i / (rows * columns);
      int row = i / columns % rows;
      int column = i % columns;
      int startA = place(batch, batchRank, shape, shapeA) * rows * inner;
      int startB = place(batch, batchRank, shape, shapeB) * inner * columns;
      for (int k = 0; k < inner; k++) {
        product[i] += a[startA + row * inner + k] * b[startB + k * columns + column];
      }
    }
    return product;
  }

  /** Which of an operand's matrices makes that of the result. */
  private static int place(int batch, int batchRank, Shape shape, Shape operand) {
    int place = 0;
    int stride = 1;
    int rest = batch;
    for (int back = 1; back <= batchRank; back++) {
      int index = rest % shape.size(batchRank - back);
      rest /= shape.size(batchRank - back);
      if (back <= operand.rank() - 2) {
        int size = operand.size(-2 - back);
        place += (size == 1 ? 0 : index) * stride;
        stride *= size;
      }
    }
    return place;
  }

  @Test
  void a_sum_of_no_terms_is_zero() {
    Tensor product = matmul(counting(2, 0), counting(0, 3));
    assertThat(product.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(valuesOf(product)).containsExactly(0, 0, 0, 0, 0, 0);
  }

  @Test
  void a_product_without_rows_is_empty() {
    assertThat(matmul(counting(0, 2), counting(2, 3)).shape()).isEqualTo(Shape.of(0, 3));
    assertThat(valuesOf(matmul(counting(0, 2, 2), counting(2, 3)))).isEmpty();
  }

  @Test
  void a_run_does_not_see_what_the_memory_held_before() {
    Input a = Input.of("a", DataType.DOUBLE, 1, 2);
    Tensor product = matmul(a, counting(2, 1));
    try (Plan plan = Plan.of(product)) {
      assertThat(plan.feed(a, new double[] {1, Double.NaN}).run().scalar(product)).isNaN();
      assertThat(plan.feed(a, new double[] {1, 2}).run().scalar(product)).isEqualTo(2);
    }
  }

  @Test
  void a_batch_is_read_where_an_input_is_read_in_place() {
    Input a = Input.of("a", DataType.DOUBLE, 2, 1, 2);
    Tensor product = matmulTransposeA(a, counting(2, 1, 1));
    try (Plan plan = Plan.of(product)) {
      plan.feed(a, new double[] {1, 2, 3, 4}).run();
      assertThat(plan.doubles(product)).containsExactly(0, 0, 3, 4);
      plan.feedInPlace(a, Nd4j.create(new double[] {5, 6, 7, 8}).reshape(2, 1, 2)).run();
      assertThat(plan.doubles(product)).containsExactly(0, 0, 7, 8);
    }
  }

  @Test
  void different_inner_sizes_are_rejected() {
    assertThatThrownBy(() -> matmul(counting(2, 3), counting(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "as many columns on the left as rows on the right are needed, but shape [2, 3] has 3"
                + " columns and shape [2, 3] has 2 rows")
        .hasMessageContaining("a is constant DOUBLE[2, 3]");
    assertThatThrownBy(() -> matmulTransposeA(counting(2, 3), counting(3, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("shape [2, 3] transposed has 2 columns and shape [3, 2] has 3 rows");
    assertThatThrownBy(() -> matmul(counting(2), counting(3))).isInstanceOf(ShapeException.class);
  }

  @Test
  void batches_that_do_not_broadcast_are_rejected() {
    assertThatThrownBy(() -> matmul(counting(2, 2, 3), counting(3, 3, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "shapes [2, 2, 3] and [3, 3, 2] have 2 and 3 at axis -3, neither of them 1");
  }

  @Test
  void scalars_and_other_element_types_are_rejected() {
    assertThatThrownBy(() -> matmul(counting(), counting(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a scalar is multiplied by multiply(a, b)");
    assertThatThrownBy(() -> matmul(countingLongs(2, 2), countingLongs(2, 2)))
        .isInstanceOf(TypeException.class);
    assertThatThrownBy(() -> matmul(counting(2, 2), floats(2, 2)))
        .isInstanceOf(TypeException.class);
  }

  private static Tensor floats(int... sizes) {
    Shape shape = Shape.of(sizes);
    return Constant.of(new float[shape.size()], shape);
  }
}
