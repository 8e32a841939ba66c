package io.github.grad4j.autograd.check;

import io.github.grad4j.core.TensorType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Ways in which an array of the same elements may lie in memory. */
enum Layout {
  /** Dense, the first axis running fastest. */
  F_ORDER {
    @Override
    INDArray of(INDArray dense) {
      return dense.dup('f');
    }
  },

  /** Every other element along each axis of a larger array. */
  STRIDED {
    @Override
    INDArray of(INDArray dense) {
      return within(dense, 0, 2, 2);
    }
  },

  /** The inside of a larger array, which begins after that one. */
  VIEW {
    @Override
    INDArray of(INDArray dense) {
      return within(dense, 1, 1, 1);
    }
  };

  /** The same elements, lying otherwise. */
  abstract INDArray of(INDArray dense);

  /** A larger array's elements from {@code begin} in steps along each axis. */
  private static INDArray within(INDArray dense, long begin, long step, long factor) {
    int rank = dense.rank();
    if (rank == 0 || dense.isEmpty()) {
      return dense;
    }
    long[] sizes = new long[rank];
    INDArrayIndex[] indices = new INDArrayIndex[rank];
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = factor * dense.size(axis) + 2 * begin;
      indices[axis] = NDArrayIndex.interval(begin, step, begin + factor * dense.size(axis));
    }
    INDArray view = Nd4j.create(dense.dataType(), sizes).get(indices);
    view.assign(dense);
    return view;
  }

  /** A dense array of this type. */
  static INDArray array(TensorType type, double[] values) {
    INDArray array = Nd4j.create(type.dataType(), type.shape().toLongs());
    for (int i = 0; i < values.length; i++) {
      array.data().put(i, values[i]);
    }
    return array;
  }

  /** The elements in c order, truth values as 0 and 1. */
  static double[] elements(INDArray array) {
    return array.isEmpty()
        ? new double[0]
        : array.dup('c').castTo(DataType.DOUBLE).data().asDouble();
  }
}
