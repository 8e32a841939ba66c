package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The axes of a reduction, and whether they stay behind with size 1.
 *
 * <p>Written {@code axes(1)}, {@code axes(0, -1)} or {@code allAxes()}; an empty list, which NumPy
 * takes as "none" and ND4J as "all", cannot be written.
 */
public final class Axes {
  private final int[] named;
  private final boolean all;
  private final boolean keepsDims;

  private Axes(int[] named, boolean all, boolean keepsDims) {
    this.named = named;
    this.all = all;
    this.keepsDims = keepsDims;
  }

  /**
   * The axes named.
   *
   * @param first an axis; negative counts from the end
   * @param rest more of them
   * @return these axes, removed by the reduction
   */
  public static Axes axes(int first, int... rest) {
    int[] named = new int[requireNonNull(rest, "rest").length + 1];
    named[0] = first;
    System.arraycopy(rest, 0, named, 1, rest.length);
    return new Axes(named, false, false);
  }

  /**
   * Every axis, whatever the rank.
   *
   * @return all axes, removed by the reduction
   */
  public static Axes allAxes() {
    return new Axes(new int[0], true, false);
  }

  /**
   * The same axes, kept in the result with size 1.
   *
   * @return axes of which the reduction leaves a size of 1
   */
  public Axes keepingDims() {
    return new Axes(named, all, true);
  }

  /**
   * Whether the reduced axes stay behind with size 1.
   *
   * @return true after {@link #keepingDims()}
   */
  public boolean keepsDims() {
    return keepsDims;
  }

  /**
   * The axes of a tensor, counted from the front and in order; a mistake names where it was made.
   *
   * @param x the tensor to be reduced
   * @return distinct axes, ascending; none for a scalar reduced over all axes
   * @throws ShapeException if an axis does not exist or is named twice
   */
  public List<Integer> of(Tensor x) {
    requireNonNull(x, "x");
    try {
      return of(x.shape());
    } catch (Grad4jException e) {
      e.addOperands(Tensors.operand("its operand", x));
      throw e;
    }
  }

  /**
   * The axes of a tensor of this shape, counted from the front and in order.
   *
   * @param shape the shape to be reduced
   * @return distinct axes, ascending; none for a scalar reduced over all axes
   * @throws ShapeException if an axis does not exist or is named twice
   */
  public List<Integer> of(Shape shape) {
    requireNonNull(shape, "shape");
    TreeSet<Integer> distinct = new TreeSet<>();
    if (all) {
      for (int axis = 0; axis < shape.rank(); axis++) {
        distinct.add(axis);
      }
    }
    for (int axis : named) {
      if (!distinct.add(shape.axis(axis))) {
        throw new ShapeException(
            "axis "
                + shape.axis(axis)
                + " is named twice in "
                + this
                + " for shape "
                + shape
                + "; name each axis once");
      }
    }
    return List.copyOf(distinct);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Axes that
        && all == that.all
        && keepsDims == that.keepsDims
        && Arrays.equals(named, that.named);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(named) * 4 + (all ? 2 : 0) + (keepsDims ? 1 : 0);
  }

  /** As it is written: {@code axes(0, -1).keepingDims()}. */
  @Override
  public String toString() {
    String list = Arrays.toString(named);
    String which = all ? "allAxes()" : "axes(" + list.substring(1, list.length() - 1) + ")";
    return keepsDims ? which + ".keepingDims()" : which;
  }
}
