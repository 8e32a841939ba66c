package io.github.grad4j.examples;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Gradient check: a derivative against differences of the formula itself.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example08_GradientCheck}.
 */
public final class Example08_GradientCheck {
  private Example08_GradientCheck() {}

  /**
   * Prints the numbers of the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    /*
     * A loss of some logits, which are an input: the same formula will be computed at many points.
     */
    double[] point = {2, 0.5, 6, 0.1, 0, 3};
    Tensor labels = constant(new double[][] {{0, 0, 1}, {0, 1, 0}});
    Input logits = input("logits", DataType.DOUBLE, 2, 3);
    Tensor loss = reduceMean(softmaxCrossEntropyWithLogits(labels, logits));

    /*
     * What is to be checked, and what it is checked against: the slope of a chord,
     *
     *   (f(x + h) - f(x - h)) / 2h = f'(x) + f'''(x) h^2 / 6 + ...,
     *
     * for each element. The term in h^2 asks for a small h. Rounding asks for a large one: the
     * difference of two losses is known to 1e-16 of the losses, and is divided by h. For doubles
     * the best of both is near 1e-5, where ten digits or so are right.
     */
    double[] exact = valueAt(gradient(loss, logits), logits, point);
    double[] chords = chords(loss, logits, point, 1e-5);
    show("gradient", logits.shape(), exact);
    show("chords", logits.shape(), chords);
    show("agree to 1e-8", furthest(exact, chords) < 1e-8);

    /*
     * Larger steps miss by h^2, smaller ones by 1e-16 / h.
     */
    show("agree to 1e-8 for h = 0.1", furthest(exact, chords(loss, logits, point, 0.1)) < 1e-8);
    show("agree to 1e-8 for h = 1e-12", furthest(exact, chords(loss, logits, point, 1e-12)) < 1e-8);

    /*
     * A wrong gradient is seen at once. Softmax minus labels is the gradient of the sum of the
     * losses; it was forgotten that there are two examples, and that the loss is their mean.
     */
    Tensor wrong = subtract(softmax(logits, 1), labels);
    show("wrong by", furthest(valueAt(wrong, logits, point), chords));

    /*
     * A trap: the sum of a softmax is 1 at every point, so the gradient of this "loss" is 0, and a
     * check of it would pass with almost any rule for softmax. Weights make the check mean
     * something: they differ, and none is 0.
     */
    Tensor vain = reduceSum(softmax(logits, 1));
    Tensor weights = constant(new double[][] {{1, -2, 3}, {-4, 5, -6}});
    Tensor telling = reduceSum(multiply(weights, softmax(logits, 1)));
    double[] nothing = new double[point.length];
    show(
        "vain: 0 to 1e-15",
        furthest(valueAt(gradient(vain, logits), logits, point), nothing) < 1e-15);
    show("telling", logits.shape(), valueAt(gradient(telling, logits), logits, point));
    show("its chords", logits.shape(), chords(telling, logits, point, 1e-5));
  }

  /** The value of a formula where its input is {@code point}. */
  private static double[] valueAt(Tensor formula, Input x, double[] point) {
    try (Plan plan = Plan.of(formula)) {
      return plan.feed(x, point).run().doubles(formula);
    }
  }

  /** The slopes of chords of a loss, one for each element of its input. */
  private static double[] chords(Tensor loss, Input x, double[] point, double h) {
    double[] moved = point.clone();
    double[] slopes = new double[point.length];
    try (Plan plan = Plan.of(loss)) {
      for (int i = 0; i < point.length; i++) {
        moved[i] = point[i] + h;
        double above = plan.feed(x, moved).run().scalar(loss);
        moved[i] = point[i] - h;
        double below = plan.feed(x, moved).run().scalar(loss);
        moved[i] = point[i];
        slopes[i] = (above - below) / (2 * h);
      }
    }
    return slopes;
  }

  /** The largest distance of two elements. */
  private static double furthest(double[] a, double[] b) {
    double furthest = 0;
    for (int i = 0; i < a.length; i++) {
      furthest = Math.max(furthest, Math.abs(a[i] - b[i]));
    }
    return furthest;
  }

  /*
   * Prints:
   * gradient                         [[0.0089571575, 0.001998612, -0.01095577],
   *                                   [0.02490166, -0.47746805, 0.45256639]]
   * chords                           [[0.0089571575, 0.001998612, -0.01095577],
   *                                   [0.02490166, -0.47746805, 0.45256639]]
   * agree to 1e-8                    true
   * agree to 1e-8 for h = 0.1        false
   * agree to 1e-8 for h = 1e-12      false
   * wrong by                         0.47746805
   * vain: 0 to 1e-15                 true
   * telling                          [[-0.034828747, -0.019763016, 0.054591763],
   *                                   [0.069958244, 0.468876, -0.53883425]]
   * its chords                       [[-0.034828747, -0.019763016, 0.054591763],
   *                                   [0.069958244, 0.468876, -0.53883425]]
   */
}
