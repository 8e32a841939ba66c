package io.github.grad4j.core;

import java.util.Arrays;

/**
 * The elements of a slot that broadcasts to a larger shape, in the order of that shape.
 *
 * <p>Belongs to one kernel: it remembers how far it has come.
 */
final class Stretch {
  private final Slot source;

  /** The larger shape's axes that have more than one element, neighbours joined where possible. */
  private final int[] sizes;

  /** How far the source moves along each: on the last axis by 1, or by 0 where it is stretched. */
  private final int[] strides;

  private final int[] index;
  private int position;

  Stretch(Slot source, Shape to) {
    Shape from = source.shape();
    int[] own = from.strides();
    int lead = to.rank() - from.rank();
    int[] joinedSizes = new int[to.rank()];
    int[] joinedStrides = new int[to.rank()];
    int rank = 0;
    for (int axis = 0; axis < to.rank(); axis++) {
      int size = to.size(axis);
      boolean stretched = axis < lead || from.size(axis - lead) == 1;
      int stride = stretched ? 0 : own[axis - lead];
      if (size == 1) {
        continue;
      }
      if (rank > 0 && joinedStrides[rank - 1] == stride * size) {
        joinedSizes[rank - 1] *= size;
        joinedStrides[rank - 1] = stride;
      } else {
        joinedSizes[rank] = size;
        joinedStrides[rank] = stride;
        rank++;
      }
    }
    this.source = source;
    this.sizes = Arrays.copyOf(joinedSizes, rank);
    this.strides = Arrays.copyOf(joinedStrides, rank);
    this.index = new int[rank];
  }

  /** Goes to an element, counted in the order of the larger shape. */
  void go(int element) {
    position = 0;
    int rest = element;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      index[axis] = rest % sizes[axis];
      rest /= sizes[axis];
      position += index[axis] * strides[axis];
    }
  }

  /** Reads the next {@code n} elements, to index 0 of the tile on. */
  <T> void read(Precision<T> precision, T tile, int n) {
    int last = sizes.length - 1;
    for (int i = 0; i < n; ) {
      int run = Math.min(n - i, sizes[last] - index[last]);
      if (strides[last] == 0) {
        precision.fill(source, position, tile, i, run);
      } else {
        precision.read(source, position, tile, i, run);
      }
      i += run;
      advance(run);
    }
  }

  /** Goes on by {@code n} elements, no more than lie ahead on the last axis. */
  private void advance(int n) {
    int axis = sizes.length - 1;
    index[axis] += n;
    position += n * strides[axis];
    while (axis > 0 && index[axis] == sizes[axis]) {
      position += strides[axis - 1] - sizes[axis] * strides[axis];
      index[axis] = 0;
      axis--;
      index[axis]++;
    }
  }
}
