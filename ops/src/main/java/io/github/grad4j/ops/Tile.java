package io.github.grad4j.ops;

import static io.github.grad4j.ops.BroadcastTo.broadcastTo;
import static io.github.grad4j.ops.Reshape.reshape;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor repeated as a whole along its axes.
 *
 * <p>Shape: each size times the repetitions of its axis, aligned at the last axis; axes without
 * repetitions are not repeated, and repetitions without an axis make one in front (NumPy's {@code
 * tile}). Elements: any.
 *
 * <p>Derivative: the adjoint sums over the copies.
 */
public final class Tile {
  private Tile() {}

  /**
   * A tensor repeated as a whole along its axes.
   *
   * @param x of any element type
   * @param first how often along the first axis named, 0 or more
   * @param rest how often along the axes that follow; the last one is x's last
   * @return the copies side by side
   * @throws io.github.grad4j.core.ShapeException if a number is negative
   */
  public static Tensor tile(Tensor x, int first, int... rest) {
    int named = ArgumentException.requireNonNull(rest, "rest").length + 1;
    Tensors.check(() -> requireCounts(first, rest), List.of("x"), Arrays.asList(x));
    int rank = Math.max(named, x.shape().rank());
    List<Integer> apart = new ArrayList<>();
    List<Integer> repeated = new ArrayList<>();
    long[] sizes = new long[rank];
    for (int back = rank; back >= 1; back--) {
      int size = back <= x.shape().rank() ? x.shape().size(-back) : 1;
      int times = back > named ? 1 : back == named ? first : rest[rest.length - back];
      apart.add(1);
      apart.add(size);
      repeated.add(times);
      repeated.add(size);
      sizes[rank - back] = (long) times * size;
    }
    Shape copied = Composites.shape("x", x, shape -> Shape.of(repeated));
    return reshape(broadcastTo(reshape(x, Shape.of(apart)), copied), Shape.of(sizes));
  }

  private static void requireCounts(int first, int[] rest) {
    Components.requireCount("the number of copies", first);
    for (int times : rest) {
      Components.requireCount("the number of copies", times);
    }
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("rows", List.of(Domain.real(2, 2)), in -> tile(in.get(0), 2, 1)),
        new Example("both axes", List.of(Domain.real(2, 2)), in -> tile(in.get(0), 2, 3)),
        new Example("last axis only", List.of(Domain.real(2, 2)), in -> tile(in.get(0), 3)),
        new Example("a new axis", List.of(Domain.real(2)), in -> tile(in.get(0), 2, 2)),
        new Example("no copies", List.of(Domain.real(2)), in -> tile(in.get(0), 0)),
        new Example("integers", List.of(Domain.indices(9, 2)), in -> tile(in.get(0), 2)));
  }
}
