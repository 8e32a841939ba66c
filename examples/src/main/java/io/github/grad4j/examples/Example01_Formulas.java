package io.github.grad4j.examples;

import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;

/**
 * Formulas: written first, computed later.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example01_Formulas}.
 */
public final class Example01_Formulas {
  private Example01_Formulas() {}

  /**
   * Prints the numbers of the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    /*
     * A tensor is a formula. The simplest one is a constant: numbers, and the shape in which they
     * are laid out row by row.
     */
    Tensor x = constant(new double[][] {{1, 2, 3}, {4, 5, 6}});

    /*
     * An op applied to tensors is a tensor again. This line computes nothing: it notes that y is
     * the square of x plus one. A Java number takes the type of the tensor beside it.
     */
    Tensor y = add(square(x), 1);
    show("y is", y.type());

    /*
     * evaluate() computes a formula now; show does, too, and prints the result.
     */
    show("y", y);

    /*
     * Shapes that differ are broadcast as in NumPy: aligned at the last axis, an axis of size 1 or
     * a missing one is repeated. Here three weights meet two rows of three.
     */
    Tensor weights = constant(new double[] {1, 10, 100});
    show("y * weights", multiply(y, weights));

    /*
     * A reduction takes away axes: all of them, or those that are named. Negative ones count from
     * the end.
     */
    show("sum of all", reduceSum(y));
    show("sum of each column", reduceSum(y, axes(0)));
    show("mean of each row", reduceMean(y, axes(-1)));
    show("the same, kept as a column", reduceMean(y, axes(-1).keepingDims()));

    /*
     * A mistake is found where it is written, before anything is computed. The message says what
     * does not fit, and at which line of which file.
     */
    Tensor pair = constant(new double[] {1, 2});
    try {
      add(y, pair);
    } catch (ShapeException e) {
      show("y + pair is refused:", e.getClass().getSimpleName());
    }
  }

  /*
   * Prints:
   * y is                             DOUBLE[2, 3]
   * y                                [[2, 5, 10],
   *                                   [17, 26, 37]]
   * y * weights                      [[2, 50, 1000],
   *                                   [17, 260, 3700]]
   * sum of all                       97
   * sum of each column               [19, 31, 47]
   * mean of each row                 [5.6666667, 26.666667]
   * the same, kept as a column       [[5.6666667],
   *                                   [26.666667]]
   * y + pair is refused:             ShapeException
   */
}
