package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some rows of an array, in some order: what a batch is, before it is copied into a plan's input.
 *
 * <p>A row is everything under one index of the first axis. Selecting copies nothing.
 */
public final class Rows {
  private final Slot source;
  private final int[] indices;
  private final int from;
  private final int count;

  /** Made here, so that feeding makes no object. */
  private final Given values;

  private Rows(Slot source, int[] indices, int from, int count) {
    this.source = source;
    this.indices = indices;
    this.from = from;
    this.count = count;
    this.values =
        new Given(source.type().withShape(source.shape().with(0, count)), this::gatherInto);
  }

  /**
   * All rows of an array.
   *
   * @param array of rank 1 or more; used in place, and to be kept open, if it is dense in c order;
   *     otherwise copied once
   * @return its rows in order
   * @throws ShapeException if the array is a scalar
   * @throws TypeException if it holds none of FLOAT, DOUBLE, LONG and BOOL
   */
  public static Rows of(INDArray array) {
    TensorType type = Memory.typeOf(array);
    if (type.shape().rank() == 0) {
      throw new ShapeException("a scalar has no rows; give an array of rank 1 or more");
    }
    Slot source =
        !array.isEmpty() && Memory.isDense(array) ? Memory.dense(array) : Memory.copyOf(array);
    int rows = type.shape().size(0);
    return new Rows(source, IntStream.range(0, rows).toArray(), 0, rows);
  }

  /**
   * Some of these rows.
   *
   * @param order which rows, counted in the whole array; not copied, and not to be changed while
   *     the selection is in use
   * @param begin the first entry of {@code order} taken
   * @param end the first entry no longer taken
   * @return the rows {@code order[begin]} to {@code order[end - 1]}
   * @throws IndexException if begin and end are no range of {@code order}
   */
  public Rows select(int[] order, int begin, int end) {
    requireNonNull(order, "order");
    if (begin < 0 || end < begin || end > order.length) {
      throw new IndexException(
          "the range ["
              + begin
              + ", "
              + end
              + ") is not within the "
              + order.length
              + " indices of the order; take 0 <= begin <= end <= "
              + order.length);
    }
    return new Rows(source, order, begin, end - begin);
  }

  /**
   * The shape of the array that the selected rows would make.
   *
   * @return how many rows, and then the shape of one
   */
  public Shape shape() {
    return values.type().shape();
  }

  /**
   * The type of the array that the selected rows would make, which is the type of an input that can
   * be fed with them.
   *
   * @return the array's element type, and the shape of the selection
   */
  public TensorType type() {
    return values.type();
  }

  /**
   * Where a selected row stands in the whole array.
   *
   * @param position which of the selected rows, from 0
   * @return its number among all rows of the array
   * @throws IndexException if not so many are selected
   */
  public int rowAt(int position) {
    if (position < 0 || position >= count) {
      throw new IndexException("position " + position + " is outside [0, " + count + ")");
    }
    return indices[from + position];
  }

  /** The rows as values that are copied, one after the other, into a slot of their shape. */
  Given values() {
    return values;
  }

  private void gatherInto(Slot target) {
    if (source.block().buffer().wasClosed()) {
      throw new PlanException("the array that the rows are read from was closed; keep it open");
    }
    int rows = source.shape().size(0);
    int length = rows == 0 ? 0 : source.size() / rows;
    for (int i = 0; i < count; i++) {
      int row = indices[from + i];
      if (row < 0 || row >= rows) {
        throw new IndexException(
            "row " + row + " at position " + i + " is outside [0, " + rows + ")");
      }
      source.copyTo(row * length, target, i * length, length);
    }
  }
}
