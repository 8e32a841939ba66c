package io.github.grad4j.examples;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.check.Diagnosis;
import io.github.grad4j.autograd.check.GradientCheck;
import io.github.grad4j.autograd.check.GradientReport;
import io.github.grad4j.autograd.check.InputReport;
import io.github.grad4j.autograd.check.RuleReport;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.Unary;
import java.util.List;
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

    /*
     * GradientCheck does all this: random weights, steps that suit each element, chords
     * extrapolated to step 0 with the error that is left, and second derivatives too. There is no
     * tolerance to choose.
     */
    show("right", GradientCheck.of(loss).at(logits, point).order(2).check().isRight());

    /*
     * Here is an op whose slope was written down wrong: y instead of y (1 - y). The report, which
     * verify() throws, tells what is wrong, and in which op of the formula.
     */
    Tensor fooled = reduceSum(square(new Logistic().on(logits)));
    GradientReport report = GradientCheck.of(fooled).at(logits, point).check();
    InputReport wrongInput = report.inputs().get(0);
    show("verdict", wrongInput.verdict());
    RuleReport fault = report.diagnosis().flatMap(Diagnosis::fault).orElseThrow();
    show("because of", fault.op() + " " + fault.where());

    /*
     * A kink is no mistake, and is not taken for one: to the left of 0 relu has another slope than
     * to the right.
     */
    Tensor kinked = reduceSum(relu(logits));
    InputReport kink = GradientCheck.of(kinked).at(logits, point).check().inputs().get(0);
    show("verdict on relu", kink.verdict());
    show("at element", kink.worst().orElseThrow().index());
    show("which has", kink.remark());
  }

  /** A logistic function with a mistake. */
  private record Logistic() implements Unary {
    @Override
    public double at(double x) {
      return 1 / (1 + Math.exp(-x));
    }

    @Override
    public List<Partial> slopes(Node y) {
      return List.of(Partial.symmetric(t -> multiply(t, y)));
    }
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
   * right                            true
   * verdict                          WRONG
   * because of                       logistic at Example08_GradientCheck.java:98
   * verdict on relu                  KINK
   * at element                       [1, 1]
   * which has                        slope 0.00000 to the left, 1.00000 to the right
   */
}
