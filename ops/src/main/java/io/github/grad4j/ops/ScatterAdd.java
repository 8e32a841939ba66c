package io.github.grad4j.ops;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Violations;
import io.github.grad4j.ops.internal.Indices;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Zeros, to which slices along an axis are added at their indices: the adjoint of {@link Gather}.
 *
 * <p>Shape: the axis takes the place of the indices' axes: x of [4, 2, 3] and indices of [4, 2]
 * give [size, 3] along axis 0. Where an index repeats, its slices add up; where it is missing,
 * zeros stay.
 *
 * <p>Indices lie in [0, size); each run checks them, and constant ones are checked when the formula
 * is written.
 *
 * <p>Accuracy: slices of one index are added in double precision, in the order of the indices, so
 * that every run gives the same bits.
 *
 * <p>Derivative: for x, the adjoint is {@link Gather}.
 *
 * @param axis counted from the front
 * @param size the size of the result's axis
 */
public record ScatterAdd(int axis, int size) implements Op {
  /**
   * Checks axis and size.
   *
   * @param axis counted from the front
   * @param size the size of the result's axis
   * @throws ShapeException if one of them is negative
   */
  public ScatterAdd {
    Components.requireAxis(axis);
    Components.requireCount("size", size);
  }

  private static final int LENGTH = 512;

  /**
   * Zeros, to which slices along an axis are added at their indices.
   *
   * @param x FLOAT or DOUBLE; its sizes from the axis on begin with the indices' shape
   * @param indices LONG, of any shape
   * @param axis the axis of the result; negative counts from the end of the result's axes
   * @param size the size of that axis in the result
   * @return the sums
   * @throws ShapeException if the axis does not exist, or x does not have the indices' shape there
   * @throws TypeException if x is not FLOAT or DOUBLE, or the indices are not LONG
   * @throws io.github.grad4j.core.IndexException if a constant index is outside [0, size)
   */
  public static Tensor scatterAdd(Tensor x, Tensor indices, int axis, int size) {
    List<String> names = List.of("x", "indices");
    Tensors.check(
        () -> requireFit(x.type(), indices.type(), axis), names, Arrays.asList(x, indices));
    Tensors.check(
        () -> {
          Components.requireCount("size", size);
          Indices.requireIfConstant(indices, size);
        },
        names,
        List.of(x, indices));
    int rank = x.shape().rank() - indices.shape().rank() + 1;
    return new ScatterAdd(axis < 0 ? axis + rank : axis, size).on(x, indices);
  }

  @Override
  public List<String> inputNames() {
    return List.of("x", "indices");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    TensorType indices = inputs.get(1);
    requireFit(x, indices, axis);
    List<Integer> sizes = new ArrayList<>(x.shape().toList());
    sizes.subList(axis, axis + indices.shape().rank()).clear();
    sizes.add(axis, size);
    return x.withShape(Shape.of(sizes));
  }

  private static void requireFit(TensorType x, TensorType indices, int axis) {
    Violations violations = new Violations();
    violations.check(() -> requireTypes(x, indices));
    violations.check(() -> requireSlices(x.shape(), indices.shape(), axis));
    violations.throwIfAny();
  }

  private static void requireTypes(TensorType x, TensorType indices) {
    if (!x.isFloating() || !indices.isInteger()) {
      throw new TypeException(
          "adds FLOAT or DOUBLE at LONG indices but got "
              + x
              + " and "
              + indices
              + "; cast them first");
    }
  }

  private static void requireSlices(Shape x, Shape indices, int axis) {
    int places = x.rank() - indices.rank() + 1;
    if (axis < -places || axis >= places) {
      throw new ShapeException(
          "the slices need the axes of the indices, of shape "
              + indices
              + ", from axis "
              + axis
              + " on, but their shape is "
              + x
              + (places > 0 ? "; take an axis in [" + -places + ", " + places + ")" : ""));
    }
    int begin = axis < 0 ? axis + places : axis;
    if (!x.toList().subList(begin, begin + indices.rank()).equals(indices.toList())) {
      throw new ShapeException(
          "the slices need the indices' shape "
              + indices
              + " from axis "
              + begin
              + " on, but their shape is "
              + x);
    }
  }

  /** Slices are first ordered by index, so that each of the result's is summed and stored once. */
  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot x = inputs.get(0);
    Slot indices = inputs.get(1);
    int n = indices.size();
    int inner = output.shape().strides()[axis];
    int outer = output.size() / (size * inner);
    int[] end = new int[size];
    int[] order = new int[n];
    double[] sum = new double[Math.min(LENGTH, inner)];
    double[] term = new double[sum.length];
    return () -> {
      LongBuffer which = indices.longs();
      Indices.require(which, indices.shape(), size);
      order(which, n, end, order);
      for (int block = 0; block < outer; block++) {
        for (int row = 0; row < size; row++) {
          int first = row == 0 ? 0 : end[row - 1];
          for (int from = 0; from < inner; from += sum.length) {
            int length = Math.min(sum.length, inner - from);
            Arrays.fill(sum, 0, length, 0);
            for (int slot = first; slot < end[row]; slot++) {
              x.read((block * n + order[slot]) * inner + from, term, length);
              for (int i = 0; i < length; i++) {
                sum[i] += term[i];
              }
            }
            output.write((block * size + row) * inner + from, sum, length);
          }
        }
      }
    };
  }

  /** Sorts by counting: the slices of index i are those before {@code end[i]}, in their order. */
  private static void order(LongBuffer which, int n, int[] end, int[] order) {
    Arrays.fill(end, 0);
    for (int i = 0; i < n; i++) {
      end[(int) which.get(i)]++;
    }
    int before = 0;
    for (int row = 0; row < end.length; row++) {
      int count = end[row];
      end[row] = before;
      before += count;
    }
    for (int i = 0; i < n; i++) {
      order[end[(int) which.get(i)]++] = i;
    }
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{scatterAdd}" + Latex.over(axis) + "(#x, #indices)")
        .adjoint(Latex.TERM, "\\mathrm{gather}" + Latex.over(axis) + "(#bar, #indices)")
        .none();
  }

  @Override
  public List<Partial> partials(Node y) {
    Tensor indices = y.input(1);
    Gather adjoint = new Gather(axis);
    return List.of(Partial.of(t -> on(t, indices), c -> adjoint.on(c, indices)), Partial.none());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "rows, some twice",
            List.of(Domain.real(3, 2)),
            in -> scatterAdd(in.get(0), Constant.of(new long[] {2, 0, 2}, Shape.of(3)), 0, 4)),
        new Example(
            "matrix of indices, inner axis",
            List.of(Domain.real(2, 2, 2, 2), Domain.indices(3, 2, 2)),
            in -> scatterAdd(in.get(0), in.get(1), 1, 3)),
        new Example(
            "last axis",
            List.of(Domain.real(2, 3), Domain.indices(2, 3)),
            in -> scatterAdd(in.get(0), in.get(1), -1, 2)),
        new Example(
            "scalar index",
            List.of(Domain.real(2), Domain.indices(3)),
            in -> scatterAdd(in.get(0), in.get(1), 0, 3)),
        new Example(
            "no indices",
            List.of(Domain.real(0, 2), Domain.indices(3, 0)),
            in -> scatterAdd(in.get(0), in.get(1), 0, 3)));
  }
}
