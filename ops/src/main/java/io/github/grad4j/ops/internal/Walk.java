package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The elements of a slot in the c order of another shape: where each element of a result comes
 * from, when an array is broadcast, transposed, sliced or reversed.
 *
 * <p>A step along an axis of the result moves the source by that axis's stride, which is 0 where
 * the source is stretched and negative where it is reversed. A walk belongs to one kernel: it
 * remembers how far it has come.
 */
public final class Walk {
  /** Elements that stay in the first-level cache while they are copied. */
  private static final int TILE = 2048;

  /** The result's axes that have more than one element, neighbours joined where they continue. */
  private final int[] sizes;

  private final int[] strides;
  private final int origin;

  /** The next element: its index along each axis, and its place in the source. */
  private final int[] index;

  private int position;

  /**
   * A walk with any strides, at its beginning.
   *
   * @param shape the result's shape
   * @param strides how far the source moves for a step along each axis of the result
   * @param origin the source's element for the result's first
   */
  public Walk(Shape shape, int[] strides, int origin) {
    int[] mergedSizes = new int[shape.rank()];
    int[] mergedStrides = new int[shape.rank()];
    int rank = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      int size = shape.size(axis);
      if (size == 1) {
        continue;
      }
      if (rank > 0 && mergedStrides[rank - 1] == strides[axis] * size) {
        mergedSizes[rank - 1] *= size;
        mergedStrides[rank - 1] = strides[axis];
      } else {
        mergedSizes[rank] = size;
        mergedStrides[rank] = strides[axis];
        rank++;
      }
    }
    this.sizes = Arrays.copyOf(mergedSizes, rank);
    this.strides = Arrays.copyOf(mergedStrides, rank);
    this.origin = origin;
    this.index = new int[rank];
    this.position = origin;
  }

  /**
   * The walk that stretches a shape to another.
   *
   * @param from a shape that broadcasts to the other
   * @param to the result's shape
   * @return the walk, at its beginning
   */
  public static Walk broadcast(Shape from, Shape to) {
    int[] own = from.strides();
    int[] strides = new int[to.rank()];
    int lead = to.rank() - from.rank();
    for (int axis = 0; axis < from.rank(); axis++) {
      strides[lead + axis] = from.size(axis) == 1 ? 0 : own[axis];
    }
    return new Walk(to, strides, 0);
  }

  /**
   * Goes to an element.
   *
   * @param element counted in c order of the result
   */
  public void go(int element) {
    position = origin;
    int rest = element;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      int size = Math.max(1, sizes[axis]);
      index[axis] = rest % size;
      position += index[axis] * strides[axis];
      rest /= size;
    }
  }

  /** How many elements lie ahead on the last axis. */
  private int ahead() {
    return sizes.length == 0 ? 1 : sizes[sizes.length - 1] - index[sizes.length - 1];
  }

  private int stride() {
    return sizes.length == 0 ? 0 : strides[sizes.length - 1];
  }

  /** Goes on by {@code n} elements, no more than lie ahead on the last axis. */
  private void advance(int n) {
    int axis = sizes.length - 1;
    if (axis < 0) {
      return;
    }
    index[axis] += n;
    position += n * strides[axis];
    while (axis > 0 && index[axis] == sizes[axis]) {
      position += strides[axis - 1] - sizes[axis] * strides[axis];
      index[axis] = 0;
      axis--;
      index[axis]++;
    }
  }

  /**
   * Reads the next elements of a FLOAT slot.
   *
   * @param source where from
   * @param tile where they go, from index 0
   * @param n how many
   */
  public void read(Slot source, float[] tile, int n) {
    FloatBuffer from = source.floats();
    int stride = stride();
    for (int i = 0; i < n; ) {
      int run = Math.min(n - i, ahead());
      if (stride == 1) {
        from.get(position, tile, i, run);
      } else if (stride == 0) {
        Arrays.fill(tile, i, i + run, from.get(position));
      } else {
        for (int k = 0; k < run; k++) {
          tile[i + k] = from.get(position + k * stride);
        }
      }
      i += run;
      advance(run);
    }
  }

  /**
   * Reads the next elements of a DOUBLE slot.
   *
   * @param source where from
   * @param tile where they go, from index 0
   * @param n how many
   */
  public void read(Slot source, double[] tile, int n) {
    DoubleBuffer from = source.doubles();
    int stride = stride();
    for (int i = 0; i < n; ) {
      int run = Math.min(n - i, ahead());
      if (stride == 1) {
        from.get(position, tile, i, run);
      } else if (stride == 0) {
        Arrays.fill(tile, i, i + run, from.get(position));
      } else {
        for (int k = 0; k < run; k++) {
          tile[i + k] = from.get(position + k * stride);
        }
      }
      i += run;
      advance(run);
    }
  }

  /**
   * Reads the next elements of a LONG or BOOL slot.
   *
   * @param source where from
   * @param tile where they go, from index 0; truth values as 0 and 1
   * @param n how many
   */
  public void readLongs(Slot source, long[] tile, int n) {
    int stride = stride();
    boolean integers = source.type().isInteger();
    LongBuffer longs = source.longs();
    ByteBuffer bytes = source.bytes();
    for (int i = 0; i < n; ) {
      int run = Math.min(n - i, ahead());
      for (int k = 0; k < run; k++) {
        int at = position + k * stride;
        tile[i + k] = integers ? longs.get(at) : bytes.get(at);
      }
      i += run;
      advance(run);
    }
  }

  /**
   * Where in the source each element of the result comes from.
   *
   * @return the source's element numbers, in c order of the result
   */
  public int[] places() {
    int size = 1;
    for (int length : sizes) {
      size *= length;
    }
    int[] places = new int[size];
    go(0);
    for (int i = 0; i < size; i++) {
      places[i] = position;
      advance(1);
    }
    return places;
  }

  /**
   * A kernel that copies all elements to a slot of the result's shape.
   *
   * @param source where from
   * @param target where to, of the same element type
   * @return the kernel
   */
  public Kernel copying(Slot source, Slot target) {
    int size = target.size();
    int part = sizes.length > 1 && strides[0] == 0 ? size / sizes[0] : size;
    boolean apart = stride() != 1;
    if (apart && source.holds(DataType.FLOAT)) {
      float[] tile = new float[Math.min(TILE, part)];
      return () -> {
        go(0);
        for (int i = 0; i < part; i += tile.length) {
          int n = Math.min(tile.length, part - i);
          read(source, tile, n);
          target.floats().put(i, tile, 0, n);
        }
        repeat(target, part, size);
      };
    }
    if (apart && source.holds(DataType.DOUBLE)) {
      double[] tile = new double[Math.min(TILE, part)];
      return () -> {
        go(0);
        for (int i = 0; i < part; i += tile.length) {
          int n = Math.min(tile.length, part - i);
          read(source, tile, n);
          target.doubles().put(i, tile, 0, n);
        }
        repeat(target, part, size);
      };
    }
    return () -> {
      go(0);
      for (int i = 0; i < part; ) {
        int run = Math.min(part - i, ahead());
        copyRun(source, position, stride(), target, i, 1, run);
        i += run;
        advance(run);
      }
      repeat(target, part, size);
    };
  }

  /** Fills a slot from its first elements, over and over. */
  private static void repeat(Slot target, int part, int size) {
    for (int done = part; done < size; ) {
      // From what is there already, as far as it is a whole number of parts and in the cache.
      int ready = done <= TILE ? done : Math.max(part, TILE / part * part);
      int some = Math.min(ready, size - done);
      target.copyTo(0, target, done, some);
      done += some;
    }
  }

  /**
   * Copies all elements of the result back to where they come from; the source's other elements
   * stay.
   *
   * @param result of the result's shape
   * @param source where to, of the same element type
   */
  public void copyBack(Slot result, Slot source) {
    int size = result.size();
    go(0);
    for (int i = 0; i < size; ) {
      int run = Math.min(size - i, ahead());
      copyRun(result, i, 1, source, position, stride(), run);
      i += run;
      advance(run);
    }
  }

  private static void copyRun(
      Slot source, int from, int step, Slot target, int to, int targetStep, int n) {
    if (step == 1 && targetStep == 1) {
      source.copyTo(from, target, to, n);
      return;
    }
    switch (source.type().dataType()) {
      case FLOAT -> {
        FloatBuffer read = source.floats();
        FloatBuffer written = target.floats();
        for (int k = 0; k < n; k++) {
          written.put(to + k * targetStep, read.get(from + k * step));
        }
      }
      case DOUBLE -> {
        DoubleBuffer read = source.doubles();
        DoubleBuffer written = target.doubles();
        for (int k = 0; k < n; k++) {
          written.put(to + k * targetStep, read.get(from + k * step));
        }
      }
      case LONG -> {
        LongBuffer read = source.longs();
        LongBuffer written = target.longs();
        for (int k = 0; k < n; k++) {
          written.put(to + k * targetStep, read.get(from + k * step));
        }
      }
      default -> {
        ByteBuffer read = source.bytes();
        ByteBuffer written = target.bytes();
        for (int k = 0; k < n; k++) {
          written.put(to + k * targetStep, read.get(from + k * step));
        }
      }
    }
  }
}
