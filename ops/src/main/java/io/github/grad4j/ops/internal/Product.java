package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How a product of matrices, or of batches of them, is made of calls of BLAS. */
sealed interface Product {
  /**
   * Up to so many multiplications OpenBLAS reads operands where they lie, on processors with
   * AVX-512; beyond, it packs them first, which costs more than the product of a narrow matrix.
   */
  long SMALL = 1_000_000;

  /** So many multiplications are worth a thread. */
  long WORTH = 2 * SMALL;

  /** How many pieces can be computed independently, each into elements of its own. */
  int pieces();

  /** How many multiplications a piece takes. */
  long effort();

  /** How many multiplications a call takes at most. */
  default long largestCall() {
    return effort();
  }

  /** The calls that compute some pieces, in order. */
  List<Call> calls(int from, int to);

  /**
   * One product of c-ordered matrices, C = A·B + βC, either operand read transposed.
   *
   * @param rows of C
   * @param columns of C
   * @param inner how many terms each element has
   * @param a where A begins in its memory
   * @param strideA from a row of A to the next, as it lies in memory
   * @param b where B begins
   * @param strideB from a row of B to the next
   * @param c where C begins; its rows follow each other
   * @param beta 0 to write C, 1 to add to it
   */
  record Call(
      int rows,
      int columns,
      int inner,
      boolean transposeA,
      int a,
      int strideA,
      boolean transposeB,
      int b,
      int strideB,
      int c,
      int beta) {}

  /**
   * The product of the matrices on the last two axes.
   *
   * @param a of rank 2 or more
   * @param b of rank 2 or more
   * @param output not empty; its leading axes are those of a and b, broadcast
   */
  static Product of(Shape a, boolean transposeA, Shape b, boolean transposeB, Shape output) {
    int rows = output.size(-2);
    int columns = output.size(-1);
    int inner = a.size(transposeA ? -2 : -1);
    Shape batch = batch(output);
    if (!transposeA && batch(b).size() == 1) {
      // One matrix for the whole batch: the rows of all batches are the rows of one product.
      List<Slice> slices = Slice.of(output.size() / columns, (long) columns * inner);
      return new RowSlices(slices, columns, inner, transposeB);
    }
    if (transposeA && !transposeB && batch.size() == 1) {
      List<Slice> slices = Slice.of(inner, (long) rows * columns);
      if (slices.size() > 1) {
        return new TermSlices(slices, rows, columns, inner);
      }
    }
    return new Matrices(
        places(a, batch), places(b, batch), rows, columns, inner, transposeA, transposeB);
  }

  /** The axes before the last two. */
  private static Shape batch(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.sizes(), shape.rank() - 2));
  }

  /** Where the matrix of an operand begins for each matrix of the result. */
  private static List<Integer> places(Shape operand, Shape batch) {
    int matrix = operand.size(-2) * operand.size(-1);
    int[] numbers = Walk.broadcast(batch(operand), batch).places();
    return Arrays.stream(numbers).map(number -> number * matrix).boxed().toList();
  }

  /** Some rows of a long operand. */
  record Slice(int from, int length) {
    /** Slices have a multiple of these rows, of which OpenBLAS makes blocks. */
    private static final int UNIT = 24;

    private static final int LOWEST = 48;
    private static final int HIGHEST = 96;

    /**
     * The rows of a long operand in slices that OpenBLAS multiplies without packing, where these
     * are high enough; else in one.
     *
     * @param rows of the operand
     * @param width how many multiplications each takes
     */
    static List<Slice> of(int rows, long width) {
      long fitting = Math.min(HIGHEST, SMALL / width / UNIT * UNIT);
      int height = rows * width <= SMALL || fitting < LOWEST ? rows : (int) fitting;
      return IntStream.range(0, (rows + height - 1) / height)
          .map(i -> i * height)
          .mapToObj(from -> new Slice(from, Math.min(height, rows - from)))
          .toList();
    }
  }

  /** X·W for a long X, slice after slice of the result. */
  record RowSlices(List<Slice> slices, int columns, int inner, boolean transposeB)
      implements Product {
    @Override
    public int pieces() {
      return slices.size();
    }

    @Override
    public long effort() {
      return (long) slices.get(0).length * columns * inner;
    }

    @Override
    public List<Call> calls(int from, int to) {
      return slices.subList(from, to).stream()
          .map(
              slice ->
                  new Call(
                      slice.length,
                      columns,
                      inner,
                      false,
                      slice.from * inner,
                      inner,
                      transposeB,
                      0,
                      transposeB ? inner : columns,
                      slice.from * columns,
                      0))
          .toList();
    }
  }

  /** Xᵀ·D for a long X and D, as a sum over slices of both; a piece is a row of the result. */
  record TermSlices(List<Slice> slices, int rows, int columns, int inner) implements Product {
    @Override
    public int pieces() {
      return rows;
    }

    @Override
    public long effort() {
      return (long) columns * inner;
    }

    @Override
    public long largestCall() {
      return (long) rows * columns * slices.get(0).length;
    }

    @Override
    public List<Call> calls(int from, int to) {
      return slices.stream()
          .map(
              slice ->
                  new Call(
                      to - from,
                      columns,
                      slice.length,
                      true,
                      slice.from * rows + from,
                      rows,
                      false,
                      slice.from * columns,
                      columns,
                      from * columns,
                      slice.from == 0 ? 0 : 1))
          .toList();
    }
  }

  /** A product for each matrix of a batch, or the only one. */
  record Matrices(
      List<Integer> atA,
      List<Integer> atB,
      int rows,
      int columns,
      int inner,
      boolean transposeA,
      boolean transposeB)
      implements Product {
    @Override
    public int pieces() {
      return atA.size();
    }

    @Override
    public long effort() {
      return (long) rows * columns * inner;
    }

    @Override
    public List<Call> calls(int from, int to) {
      return IntStream.range(from, to)
          .mapToObj(
              i ->
                  new Call(
                      rows,
                      columns,
                      inner,
                      transposeA,
                      atA.get(i),
                      transposeA ? rows : inner,
                      transposeB,
                      atB.get(i),
                      transposeB ? inner : columns,
                      i * rows * columns,
                      0))
          .toList();
    }
  }
}
