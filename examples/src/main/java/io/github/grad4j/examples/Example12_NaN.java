package io.github.grad4j.examples;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.nonfinite.NonFiniteStory;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;

/**
 * Where the NaN came from: what is not finite is followed back to the op that made it.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example12_NaN}.
 */
public final class Example12_NaN {
  private Example12_NaN() {}

  /**
   * Prints the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    /*
     * A cross entropy as textbooks write it. The logits are far apart: e^-800 is 0 in a double, the
     * logarithm of that is -Infinity, and times a label of 0 it is NaN.
     */
    Variable z = variable("z", constant(new double[] {0, 800}));
    Tensor labels = constant(new double[] {0, 1});
    Tensor logs = log(softmax(z));
    Tensor loss = negate(reduceSum(multiply(labels, logs)));

    /*
     * The plan is replayed, every op into memory of its own, and the NaN followed back, element by
     * element, to the first op that had finite inputs. So it is in the derivative, which names the
     * line of the formula that it belongs to.
     */
    Tensor gradient = gradient(loss, z);
    try (Plan plan = Plan.of(loss, gradient)) {
      tell(plan, loss, "loss");
      tell(plan, gradient, "gradient");
    }

    /*
     * The remedy: one op that never takes the logarithm of 0.
     */
    Tensor better = softmaxCrossEntropyWithLogits(labels, z);
    try (Plan plan = Plan.of(better, gradient(better, z))) {
      System.out.println("with the fused loss all is finite: " + NonFiniteStory.of(plan).isEmpty());
    }
  }

  /** Prints the story, one link a line, and the remedy clause by clause. */
  private static void tell(Plan plan, Tensor tensor, String what) {
    NonFiniteStory story = NonFiniteStory.of(plan, tensor, what).orElseThrow();
    System.out.println(what + " is " + story.result() + ":");
    story.links().forEach(link -> System.out.println("  " + link));
    System.out.println(
        story.remedy().orElse("").replaceAll("(?<=\\),|;) ", System.lineSeparator()));
  }

  /*
   * Prints:
   * loss is NaN:
   *   log at Example12_NaN.java:32 got 0.0 at [0] -> -Infinity
   *   multiply at Example12_NaN.java:33 got 0.0 and -Infinity at [0] -> NaN
   *   reduceSum at Example12_NaN.java:33 got NaN at [0] -> NaN
   *   negate at Example12_NaN.java:33 got NaN -> NaN
   * Use softmaxCrossEntropyWithLogits(labels, z),
   * which never takes the logarithm of 0, or logSoftmax(z) for log(softmax(z));
   * for a * log(p) of any p, xlogy(a, p).
   * gradient is NaN at [0]:
   *   divide in the derivative of log at Example12_NaN.java:32 got -0.0 and 0.0 at [0] -> NaN
   *   subtract in the derivative of softmax at Example12_NaN.java:32 got NaN and NaN at [0] -> NaN
   *   multiply in the derivative of softmax at Example12_NaN.java:32 got 0.0 and NaN at [0] -> NaN
   * Use softmaxCrossEntropyWithLogits(labels, z),
   * which never takes the logarithm of 0, or logSoftmax(z) for log(softmax(z));
   * for a * log(p) of any p, xlogy(a, p).
   * with the fused loss all is finite: true
   */
}
