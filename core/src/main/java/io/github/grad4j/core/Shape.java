package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor, one for each axis.
 *
 * <p>A scalar has rank 0 and one element; an axis of size 0 makes a tensor without elements. Axes
 * may be counted from the end: axis -1 is the last.
 */
public final class Shape {
  private static final Shape SCALAR = new Shape(new int[0]);

  private final int[] sizes;
  private final int elements;

  private Shape(int[] sizes) {
    long product = 1;
    for (int size : sizes) {
      if (size < 0) {
        throw new ShapeException(
            "a size is never negative, but shape " + Arrays.toString(sizes) + " has one");
      }
      // Sizes multiply in long; a product past int is caught before it can overflow long.
      product = product > Integer.MAX_VALUE ? product : product * size;
    }
    for (int size : sizes) {
      product = size == 0 ? 0 : product;
    }
    if (product > Integer.MAX_VALUE) {
      throw new ShapeException(
          "a tensor holds at most 2147483647 elements, but shape "
              + Arrays.toString(sizes)
              + " has more; split it along its first axis");
    }
    this.sizes = sizes;
    this.elements = (int) product;
  }

  /**
   * The shape with these sizes.
   *
   * @param first the size of the first axis
   * @param rest the sizes of the others
   * @return the shape
   * @throws ShapeException if a size is negative or the elements number more than 2³¹ - 1
   */
  public static Shape of(int first, int... rest) {
    int[] sizes = new int[requireNonNull(rest, "rest").length + 1];
    sizes[0] = first;
    System.arraycopy(rest, 0, sizes, 1, rest.length);
    return new Shape(sizes);
  }

  /**
   * The shape with these sizes.
   *
   * @param sizes one size for each axis, copied; none for a scalar
   * @return the shape
   * @throws ShapeException if a size is negative or the elements number more than 2³¹ - 1
   */
  public static Shape of(int[] sizes) {
    return requireNonNull(sizes, "sizes").length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  /**
   * The shape with these sizes.
   *
   * @param sizes one size for each axis; none for a scalar
   * @return the shape
   * @throws ShapeException if a size is negative or the elements number more than 2³¹ - 1
   */
  public static Shape of(long[] sizes) {
    int[] copy = new int[requireNonNull(sizes, "sizes").length];
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] > Integer.MAX_VALUE) {
        throw new ShapeException(
            "a tensor holds at most 2147483647 elements, but shape "
                + Arrays.toString(sizes)
                + " has more; split it along its first axis");
      }
      // What is negative stays so, and is told of with the other sizes.
      copy[i] = (int) Math.max(sizes[i], Integer.MIN_VALUE);
    }
    return of(copy);
  }

  /**
   * The shape with these sizes.
   *
   * @param sizes one size for each axis; none for a scalar
   * @return the shape
   * @throws ShapeException if a size is negative or the elements number more than 2³¹ - 1
   */
  public static Shape of(List<Integer> sizes) {
    return of(
        ArgumentException.<Integer>copyOf(sizes, "sizes").stream()
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /**
   * The shape of rank 0, with one element.
   *
   * @return the shape of a scalar
   */
  public static Shape scalar() {
    return SCALAR;
  }

  /**
   * The number of axes.
   *
   * @return 0 for a scalar
   */
  public int rank() {
    return sizes.length;
  }

  /**
   * The number of elements: the product of the sizes.
   *
   * @return 1 for a scalar, 0 if an axis is empty
   */
  public int size() {
    return elements;
  }

  /**
   * The size of one axis.
   *
   * @param axis in [-rank, rank)
   * @return its size
   * @throws ShapeException if there is no such axis
   */
  public int size(int axis) {
    return sizes[axis(axis)];
  }

  /**
   * The same axis counted from the front.
   *
   * @param axis in [-rank, rank)
   * @return the axis in [0, rank)
   * @throws ShapeException if there is no such axis
   */
  public int axis(int axis) {
    int rank = sizes.length;
    if (axis < -rank || axis >= rank) {
      throw new ShapeException(
          rank == 0
              ? "axis " + axis + " of a scalar: shape [] has no axes"
              : "axis " + axis + " is outside [" + -rank + ", " + rank + ") for shape " + this);
    }
    return axis < 0 ? axis + rank : axis;
  }

  /**
   * All sizes.
   *
   * @return a new array
   */
  public int[] sizes() {
    return sizes.clone();
  }

  /**
   * All sizes as ND4J takes them.
   *
   * @return a new array
   */
  public long[] toLongs() {
    return Arrays.stream(sizes).asLongStream().toArray();
  }

  /**
   * All sizes as a list, the form in which an op's record keeps them.
   *
   * @return an unmodifiable list
   */
  public List<Integer> toList() {
    return Arrays.stream(sizes).boxed().toList();
  }

  /**
   * How many elements lie between neighbours along each axis in c order.
   *
   * @return a new array, 1 for the last axis
   */
  public int[] strides() {
    int[] strides = new int[sizes.length];
    int stride = 1;
    for (int i = sizes.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= sizes[i];
    }
    return strides;
  }

  /**
   * The shape without one axis.
   *
   * @param axis in [-rank, rank)
   * @return a shape of rank one less
   * @throws ShapeException if there is no such axis
   */
  public Shape without(int axis) {
    List<Integer> kept = new ArrayList<>(toList());
    kept.remove(axis(axis));
    return of(kept);
  }

  /**
   * The shape with another size on one axis.
   *
   * @param axis in [-rank, rank)
   * @param size the size there
   * @return a shape of the same rank
   * @throws ShapeException if there is no such axis, or the size is negative
   */
  public Shape with(int axis, int size) {
    int[] copy = sizes();
    copy[axis(axis)] = size;
    return of(copy);
  }

  /**
   * The shape with one more axis.
   *
   * @param axis where the new axis stands afterwards, in [-rank - 1, rank]
   * @param size its size
   * @return a shape of rank one more
   * @throws ShapeException if the new axis cannot stand there, or the size is negative
   */
  public Shape inserting(int axis, int size) {
    int rank = sizes.length;
    if (axis < -rank - 1 || axis > rank) {
      throw new ShapeException(
          "a new axis at "
              + axis
              + " is outside ["
              + (-rank - 1)
              + ", "
              + rank
              + "] for shape "
              + this);
    }
    List<Integer> all = new ArrayList<>(toList());
    all.add(axis < 0 ? axis + rank + 1 : axis, size);
    return of(all);
  }

  /**
   * The shape of an elementwise result on both: NumPy's broadcasting.
   *
   * <p>The shapes are aligned at their last axes; where sizes differ, one of them must be 1 (or
   * absent) and is stretched. An axis of size 0 goes with 0 or 1 only.
   *
   * @param other the other operand's shape
   * @return the common shape
   * @throws ShapeException if some axis has two sizes, neither of them 1; both shapes are drawn
   *     right-aligned with that axis marked
   */
  public Shape broadcast(Shape other) {
    if (equals(requireNonNull(other, "other"))) {
      return this;
    }
    int rank = Math.max(rank(), other.rank());
    int[] common = new int[rank];
    for (int back = 1; back <= rank; back++) {
      int a = back <= rank() ? sizes[rank() - back] : 1;
      int b = back <= other.rank() ? other.sizes[other.rank() - back] : 1;
      if (a != b && a != 1 && b != 1) {
        throw new ShapeException(Drawing.clash(this, other, back));
      }
      common[rank - back] = a == 1 ? b : a;
    }
    return of(common);
  }

  /**
   * Whether an array of this shape can be stretched to the other, as broadcasting does.
   *
   * @param target the shape to reach
   * @return true if every axis, aligned at the last, is equal or 1 here, and the target's rank is
   *     no less
   */
  public boolean broadcastsTo(Shape target) {
    if (rank() > requireNonNull(target, "target").rank()) {
      return false;
    }
    for (int back = 1; back <= rank(); back++) {
      int size = sizes[rank() - back];
      if (size != 1 && size != target.sizes[target.rank() - back]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(sizes, that.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** The sizes in brackets: {@code [2, 3]}, {@code []} for a scalar. */
  @Override
  public String toString() {
    return Arrays.stream(sizes)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
