package io.github.grad4j.examples;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.core.Tensor;

/**
 * Softmax once, not twice: what happens to a loss with logits that is given probabilities.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example04_SoftmaxOnceNotTwice}.
 */
public final class Example04_SoftmaxOnceNotTwice {
  private Example04_SoftmaxOnceNotTwice() {}

  /**
   * Prints the numbers of the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Tensor labels = constant(new double[][] {{0, 0, 1}, {0, 1, 0}});
    Tensor logits = constant(new double[][] {{2, 0.5, 6}, {0.1, 0, 3}});

    /*
     * The fused loss takes logits: the softmax is inside. This is right.
     */
    Tensor right = softmaxCrossEntropyWithLogits(labels, logits);
    show("right", right);

    /*
     * A model that ends in a softmax gives probabilities. They look like logits to the loss, which
     * takes the softmax of them once more. Nothing fails, and the numbers are plausible.
     */
    Tensor probabilities = softmax(logits, 1);
    Tensor twice = softmaxCrossEntropyWithLogits(labels, probabilities);
    show("softmax twice", twice);

    /*
     * Why it is wrong: probabilities lie between 0 and 1, so that a second softmax cannot tell them
     * far apart. The first example is right with 98 %, and counts as right with 57 %; the second is
     * wrong with 91 %, and counts as wrong with 54 %.
     */
    show("softmax once", probabilities);
    show("softmax twice, probabilities", softmax(probabilities, 1));

    /*
     * A perfect prediction still costs log(1 + 2/e), for three classes, and the gradient, which has
     * to pass through both softmaxes, is small just where the model is sure and wrong: training is
     * slow, and stops too early.
     */
    Tensor perfect = constant(new double[][] {{0, 0, 1}, {0, 1, 0}});
    show("loss of a perfect prediction", softmaxCrossEntropyWithLogits(labels, perfect));
    show("gradient, right", gradient(reduceMean(right), logits));
    show("gradient, softmax twice", gradient(reduceMean(twice), logits));

    /*
     * With probabilities at hand, the loss is the one of example 3, written for them. It agrees
     * with the first, as long as no probability is 0: keep the logits.
     */
    Tensor ofProbabilities = negate(reduceSum(xlogy(labels, probabilities), axes(1)));
    show("of probabilities", ofProbabilities);
  }

  /*
   * Prints:
   * right                            [0.022155162, 3.0996736]
   * softmax twice                    [0.56551919, 1.4743222]
   * softmax once                     [[0.017914315, 0.003997224, 0.97808846],
   *                                   [0.04980332, 0.045063907, 0.90513277]]
   * softmax twice, probabilities     [[0.21747023, 0.21446464, 0.56806514],
   *                                   [0.23002143, 0.22893385, 0.54104472]]
   * loss of a perfect prediction     [0.55144471, 0.55144471]
   * gradient, right                  [[0.0089571575, 0.001998612, -0.01095577],
   *                                   [0.02490166, -0.47746805, 0.45256639]]
   * gradient, softmax twice          [[0.0056894757, 0.0012634866, -0.0069529623],
   *                                   [-0.0058868633, -0.027883113, 0.033769977]]
   * of probabilities                 [0.022155162, 3.0996736]
   */
}
