package io.github.grad4j.ops;

import static io.github.grad4j.ops.Reshape.reshape;
import static io.github.grad4j.ops.SumTo.sumTo;

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
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Violations;
import io.github.grad4j.ops.internal.Blas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Matrix product: y[i, j] = Σₖ a[i, k]·b[k, j], either operand read transposed.
 *
 * <p>Shape: as NumPy's {@code matmul}. [m, k]·[k, n] gives [m, n]. Axes before the last two are a
 * batch of matrices, and broadcast. A vector is one row on the left and one column on the right,
 * and the result lacks that axis: [k]·[k] is a scalar. Transposing swaps the last two axes and does
 * nothing to a vector. A sum of no terms, k = 0, is 0.
 *
 * <p>Accuracy: computed in the tensor's own precision, by OpenBLAS or by kernels of ours.
 *
 * <p>Derivative: for a, ȳ·bᵀ; for b, aᵀ·ȳ; summed over a batch that was broadcast.
 *
 * @param transposeA whether a's last two axes are swapped
 * @param transposeB whether b's last two axes are swapped
 */
public record MatMul(boolean transposeA, boolean transposeB) implements Op {
  /**
   * The matrix product a·b.
   *
   * @param a FLOAT or DOUBLE, of rank 1 or more
   * @param b of a's element type, of rank 1 or more
   * @return the product
   * @throws ShapeException if a's columns are not as many as b's rows, or the batches do not
   *     broadcast
   */
  public static Tensor matmul(Tensor a, Tensor b) {
    return new MatMul(false, false).on(a, b);
  }

  /**
   * The matrix product aᵀ·b, without a copy of the transpose.
   *
   * @param a FLOAT or DOUBLE, of rank 1 or more; its last two axes are swapped
   * @param b of a's element type, of rank 1 or more
   * @return the product
   * @throws ShapeException if a's rows are not as many as b's rows, or the batches do not broadcast
   */
  public static Tensor matmulTransposeA(Tensor a, Tensor b) {
    return new MatMul(true, false).on(a, b);
  }

  /**
   * The matrix product a·bᵀ, without a copy of the transpose.
   *
   * @param a FLOAT or DOUBLE, of rank 1 or more
   * @param b of a's element type, of rank 1 or more; its last two axes are swapped
   * @return the product
   * @throws ShapeException if a's columns are not as many as b's columns, or the batches do not
   *     broadcast
   */
  public static Tensor matmulTransposeB(Tensor a, Tensor b) {
    return new MatMul(false, true).on(a, b);
  }

  /**
   * The matrix product aᵀ·bᵀ, without a copy of the transposes.
   *
   * @param a FLOAT or DOUBLE, of rank 1 or more; its last two axes are swapped
   * @param b of a's element type, of rank 1 or more; its last two axes are swapped
   * @return the product
   * @throws ShapeException if a's rows are not as many as b's columns, or the batches do not
   *     broadcast
   */
  public static Tensor matmulTransposeAB(Tensor a, Tensor b) {
    return new MatMul(true, true).on(a, b);
  }

  /** That of the factory, which is one word. */
  @Override
  public String name() {
    String transposed = (transposeA ? "A" : "") + (transposeB ? "B" : "");
    return transposed.isEmpty() ? "matmul" : "matmulTranspose" + transposed;
  }

  @Override
  public List<String> inputNames() {
    return List.of("a", "b");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType a = inputs.get(0);
    TensorType b = inputs.get(1);
    Violations violations = new Violations();
    violations.check(() -> requireTypes(a, b));
    if (a.shape().rank() == 0 || b.shape().rank() == 0) {
      violations.check(() -> refuseScalars(a.shape(), b.shape()));
    } else {
      violations.check(() -> requireSameLength(a.shape(), b.shape()));
      violations.check(() -> batch(asRow(a.shape()), asColumn(b.shape())));
    }
    violations.throwIfAny();
    return a.withShape(product(a.shape(), b.shape()));
  }

  private static void requireTypes(TensorType a, TensorType b) {
    if (!a.isFloating() || a.dataType() != b.dataType()) {
      throw new TypeException(
          "takes two FLOAT or two DOUBLE tensors but got " + a + " and " + b + "; cast them first");
    }
  }

  private static void refuseScalars(Shape a, Shape b) {
    throw new ShapeException(
        "takes vectors, matrices and batches of matrices but got shapes "
            + a
            + " and "
            + b
            + "; a scalar is multiplied by multiply(a, b)");
  }

  /** The shape of the product of two tensors of these shapes, which fit. */
  private Shape product(Shape a, Shape b) {
    Shape rows = asRow(a);
    Shape columns = asColumn(b);
    List<Integer> sizes = new ArrayList<>(batch(rows, columns).toList());
    if (a.rank() > 1) {
      sizes.add(rows.size(flips(transposeA, a) ? -1 : -2));
    }
    if (b.rank() > 1) {
      sizes.add(columns.size(flips(transposeB, b) ? -2 : -1));
    }
    return Shape.of(sizes);
  }

  /** Rows of the left operand are multiplied by columns of the right. */
  private void requireSameLength(Shape a, Shape b) {
    boolean flipA = flips(transposeA, a);
    boolean flipB = flips(transposeB, b);
    int left = asRow(a).size(flipA ? -2 : -1);
    int right = asColumn(b).size(flipB ? -1 : -2);
    if (left != right) {
      throw new ShapeException(
          "as many columns on the left as rows on the right are needed, but shape "
              + a
              + (flipA ? " transposed" : "")
              + " has "
              + left
              + " columns and shape "
              + b
              + (flipB ? " transposed" : "")
              + " has "
              + right
              + " rows; matmulTransposeA and matmulTransposeB transpose an operand");
    }
  }

  private static boolean flips(boolean transpose, Shape shape) {
    return transpose && shape.rank() > 1;
  }

  private static Shape asRow(Shape shape) {
    return shape.rank() == 1 ? shape.inserting(0, 1) : shape;
  }

  private static Shape asColumn(Shape shape) {
    return shape.rank() == 1 ? shape.inserting(1, 1) : shape;
  }

  /** The batch axes of the product of two shapes of rank 2 or more. */
  private static Shape batch(Shape a, Shape b) {
    for (int axis = -3; axis >= -Math.min(a.rank(), b.rank()); axis--) {
      if (a.size(axis) != b.size(axis) && a.size(axis) != 1 && b.size(axis) != 1) {
        throw new ShapeException(
            "the axes before the last two are batches and must broadcast, but shapes "
                + a
                + " and "
                + b
                + " have "
                + a.size(axis)
                + " and "
                + b.size(axis)
                + " at axis "
                + axis
                + ", neither of them 1");
      }
    }
    return batch(a).broadcast(batch(b));
  }

  private static Shape batch(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.sizes(), shape.rank() - 2));
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot a = inputs.get(0).as(asRow(inputs.get(0).shape()));
    Slot b = inputs.get(1).as(asColumn(inputs.get(1).shape()));
    boolean flipA = flips(transposeA, inputs.get(0).shape());
    boolean flipB = flips(transposeB, inputs.get(1).shape());
    Slot product =
        output.as(matrices(inputs.get(0).shape(), inputs.get(1).shape(), output.shape()));
    return Blas.multiply(a, flipA, b, flipB, product);
  }

  /** The product's shape with the axes that it lacks because an operand is a vector. */
  private static Shape matrices(Shape a, Shape b, Shape product) {
    Shape rows = b.rank() > 1 ? product : product.inserting(-1, 1);
    return a.rank() > 1 ? rows : rows.inserting(-2, 1);
  }

  @Override
  public Notation notation() {
    // y[i, j] is differentiated by a[m, n] and by b[m, n].
    String left = transposeA ? "#a^{\\top}" : "#a";
    String right = transposeB ? "#b^{\\top}" : "#b";
    String toLeft = "#bar " + (transposeB ? "#b" : "#b^{\\top}");
    String toRight = (transposeA ? "#a" : "#a^{\\top}") + " #bar";
    if (transposeA) {
      toLeft = right + " #bar^{\\top}";
    }
    if (transposeB) {
      toRight = "#bar^{\\top} " + left;
    }
    String k = transposeA ? "m" : "n";
    String l = transposeB ? "n" : "m";
    return Notation.of(left + " " + right)
        .adjoint(
            (transposeA ? "\\delta_{in}" : "\\delta_{im}")
                + " \\cdot #b["
                + (transposeB ? "j, " + k : k + ", j")
                + "]",
            toLeft)
        .adjoint(
            (transposeB ? "\\delta_{jm}" : "\\delta_{jn}")
                + " \\cdot #a["
                + (transposeA ? l + ", i" : "i, " + l)
                + "]",
            toRight);
  }

  @Override
  public List<Partial> partials(Node y) {
    Tensor a = y.input(0);
    Tensor b = y.input(1);
    return List.of(
        Partial.of(t -> on(t, b), c -> pullToA(c, a, b)),
        Partial.of(t -> on(a, t), c -> pullToB(c, a, b)));
  }

  private Tensor pullToA(Tensor cotangent, Tensor a, Tensor b) {
    Tensor c = reshape(cotangent, matrices(a.shape(), b.shape(), cotangent.shape()));
    Tensor columns = reshape(b, asColumn(b.shape()));
    boolean flipA = flips(transposeA, a.shape());
    boolean flipB = flips(transposeB, b.shape());
    Tensor pulled =
        flipA ? new MatMul(flipB, true).on(columns, c) : new MatMul(false, !flipB).on(c, columns);
    return sumTo(pulled, a.shape());
  }

  private Tensor pullToB(Tensor cotangent, Tensor a, Tensor b) {
    Tensor c = reshape(cotangent, matrices(a.shape(), b.shape(), cotangent.shape()));
    Tensor rows = reshape(a, asRow(a.shape()));
    boolean flipA = flips(transposeA, a.shape());
    boolean flipB = flips(transposeB, b.shape());
    if (!flipA && b.shape().rank() <= 2) {
      // One matrix for the whole batch: its cotangent is one product over all rows of the batch,
      // not a product for each batch and then their sum.
      rows = reshape(rows, stacked(rows.shape()));
      c = reshape(c, stacked(c.shape()));
    }
    Tensor pulled =
        flipB ? new MatMul(true, flipA).on(c, rows) : new MatMul(!flipA, false).on(rows, c);
    return reshape(sumTo(pulled, asColumn(b.shape())), b.shape());
  }

  /** The shape of all matrices of a batch, one below the other. */
  private static Shape stacked(Shape shape) {
    return Shape.of(batch(shape).size() * shape.size(-2), shape.size(-1));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(Domain.real(2, 3), Domain.real(3, 4)),
            in -> matmul(in.get(0), in.get(1))),
        new Example(
            "first transposed",
            List.of(Domain.real(3, 2), Domain.real(3, 4)),
            in -> matmulTransposeA(in.get(0), in.get(1))),
        new Example(
            "second transposed",
            List.of(Domain.real(2, 3), Domain.real(4, 3)),
            in -> matmulTransposeB(in.get(0), in.get(1))),
        new Example(
            "both transposed",
            List.of(Domain.real(3, 2), Domain.real(4, 3)),
            in -> matmulTransposeAB(in.get(0), in.get(1))),
        new Example(
            "vectors", List.of(Domain.real(3), Domain.real(3)), in -> matmul(in.get(0), in.get(1))),
        new Example(
            "vector by matrix",
            List.of(Domain.real(3), Domain.real(3, 2)),
            in -> matmul(in.get(0), in.get(1))),
        new Example(
            "matrix by vector",
            List.of(Domain.real(2, 3), Domain.real(3)),
            in -> matmul(in.get(0), in.get(1))),
        new Example(
            "vector by batch, transposed",
            List.of(Domain.real(3), Domain.real(2, 4, 3)),
            in -> matmulTransposeAB(in.get(0), in.get(1))),
        new Example(
            "matrix by vector, transposed",
            List.of(Domain.real(3, 2), Domain.real(3)),
            in -> matmulTransposeAB(in.get(0), in.get(1))),
        new Example(
            "batch by vector",
            List.of(Domain.real(2, 3, 2), Domain.real(2)),
            in -> matmul(in.get(0), in.get(1))),
        new Example(
            "batches",
            List.of(Domain.real(2, 2, 3), Domain.real(2, 3, 2)),
            in -> matmul(in.get(0), in.get(1))),
        new Example(
            "batch by matrix",
            List.of(Domain.real(2, 2, 3), Domain.real(3, 2)),
            in -> matmul(in.get(0), in.get(1))),
        new Example(
            "transposed batch by matrix",
            List.of(Domain.real(2, 3, 2), Domain.real(2, 3)),
            in -> matmulTransposeAB(in.get(0), in.get(1))),
        new Example(
            "batches that broadcast",
            List.of(Domain.real(2, 1, 2, 2), Domain.real(3, 2, 2)),
            in -> matmul(in.get(0), in.get(1))),
        new Example(
            "no terms",
            List.of(Domain.real(2, 0), Domain.real(0, 3)),
            in -> matmul(in.get(0), in.get(1))),
        new Example(
            "same operand twice",
            List.of(Domain.real(2, 3)),
            in -> matmulTransposeB(in.get(0), in.get(0))));
  }
}
