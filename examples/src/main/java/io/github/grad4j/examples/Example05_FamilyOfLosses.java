package io.github.grad4j.examples;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.core.Tensor;

/**
 * The family of losses side by side: for numbers, for yes or no, for classes.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example05_FamilyOfLosses}.
 */
public final class Example05_FamilyOfLosses {
  private Example05_FamilyOfLosses() {}

  /**
   * Prints the numbers of the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    numbers();
    yesOrNo();
    classes();
    ownLoss();
  }

  /*
   * Numbers. All losses grow with the error. The squared error, a Gaussian's log likelihood up to
   * constants, grows fastest and listens to outliers; the absolute error treats all alike; Huber's
   * is squared near 0 and straight beyond delta.
   */
  private static void numbers() {
    Tensor target = constant(new double[] {0, 0, 0});
    Tensor guess = constant(new double[] {0.5, -2, 8});
    show("squared error", squaredError(target, guess));
    show("absolute error", absoluteError(target, guess));
    show("Huber, delta 1", huber(target, guess, 1));

    /* Losses are per example. The mean makes one number of them: the mean squared error. */
    show("mean squared error", reduceMean(squaredError(target, guess)));
  }

  /*
   * Yes or no: labels 1 or 0, and one logit x for each, positive for yes. The sigmoid makes a
   * probability of it.
   */
  private static void yesOrNo() {
    Tensor labels = constant(new double[] {1, 0, 1});
    Tensor x = constant(new double[] {2, 2, 0});
    Tensor p = sigmoid(x);
    show("sigmoid", p);

    /* From the logits and from the probabilities; the same numbers where both can be computed. */
    show("sigmoid cross entropy", sigmoidCrossEntropyWithLogits(labels, x));
    show("binary cross entropy", binaryCrossEntropy(labels, p));

    /* Hinge asks for a margin only: once yes is above 1 and no below -1, it is content. */
    show("hinge", hinge(labels, x));
    show("squared hinge", squaredHinge(labels, x));

    /*
     * At probabilities of 0 and 1 the formula -y log p - (1 - y) log(1 - p), written out, is 0
     * times infinity: NaN for a perfect prediction. NumPy programs put nan_to_num around it, which
     * makes 0 of NaN, and of infinity the largest double. The 0 is right. The other is a number
     * where there is none, and one that no sum survives; and both hide a gradient that is NaN.
     */
    Tensor sure = constant(new double[] {1, 1});
    Tensor said = constant(new double[] {1, 0});
    Tensor writtenOut =
        subtract(
            negate(multiply(sure, log(said))), multiply(subtract(1, sure), log(subtract(1, said))));
    show("right and wrong, written out", writtenOut);
    show("with nan_to_num", nanToNum(writtenOut));

    /* The op knows that 0 log 0 is 0 and leaves infinity alone. With logits all is finite. */
    show("right and wrong, by the op", binaryCrossEntropy(sure, said));
    Tensor far = constant(new double[] {800, -800});
    show("from logits 800 and -800", sigmoidCrossEntropyWithLogits(sure, far));
  }

  /*
   * Classes: as many logits as classes. Softmax of [6, 6, -6] is [1, 1, exp(-12)] over their sum.
   */
  private static void classes() {
    Tensor z = constant(new double[] {6, 6, -6});
    show("softmax", softmax(z, 0));

    /*
     * A number added to all logits changes nothing, so the largest is taken away first: no
     * exponential overflows then. Without that, 1000 more is infinity over infinity.
     */
    Tensor shifted = exp(subtract(z, reduceMax(z)));
    show("softmax by hand", divide(shifted, reduceSum(shifted)));
    Tensor high = exp(add(z, 1000));
    show("1000 more, not shifted", divide(high, reduceSum(high)));
    show("1000 more, softmax", softmax(add(z, 1000), 0));

    /* The prediction is the likeliest class. It is the largest logit: no softmax is needed. */
    Tensor logits = constant(new double[][] {{2, 0.5, 6}, {0.1, 0, 3}});
    show("predicted", argMax(logits, 1));
    show("from probabilities", argMax(softmax(logits, 1), 1));

    /*
     * The likelihood of the labels is the product of the probabilities of the right classes, its
     * logarithm a sum. Cross entropy is minus that: to learn by it is to find the parameters under
     * which what was seen is likeliest. Labels may be class numbers.
     */
    Tensor labels = constant(new long[] {2, 1});
    Tensor nll = negativeLogLikelihood(labels, logSoftmax(logits, 1));
    show("negative log likelihood", nll);
    show("likelihood of both", exp(negate(reduceSum(nll))));
    show("from the logits", sparseSoftmaxCrossEntropyWithLogits(labels, logits));

    /* Hinge of many classes asks the right logit to be ahead of each other one by a margin of 1. */
    show("multi-class margin", multiMargin(labels, logits));

    /*
     * Labels may be probabilities, too. Then cross entropy is not 0 at best, but the entropy of the
     * labels; what is left above it is the Kullback-Leibler divergence. For labels of 0 and 1 the
     * entropy is 0, and both are the same.
     */
    Tensor doubtful = constant(new double[][] {{0.1, 0.1, 0.8}, {0.2, 0.6, 0.2}});
    show("cross entropy", softmaxCrossEntropyWithLogits(doubtful, logits));
    show("entropy of the labels", negate(reduceSum(xlogy(doubtful, doubtful), axes(1))));
    show("Kullback-Leibler divergence", klDivergence(doubtful, softmax(logits, 1)));

    /* The mean may weigh examples: here the second counts three times as much as the first. */
    show("weighted mean", weightedMean(nll, constant(new double[] {1, 3})));
  }

  /*
   * A loss of one's own is a formula, and has its derivatives like any other: log cosh, squared
   * near 0 and straight far away, with the slope tanh.
   */
  private static void ownLoss() {
    Tensor error = constant(new double[] {0.5, -2, 8});
    Tensor logCosh = log(cosh(error));
    show("log cosh", logCosh);
    show("its slope", gradient(reduceSum(logCosh), error));
    show("tanh", tanh(error));
  }

  /*
   * Prints:
   * squared error                    [0.25, 4, 64]
   * absolute error                   [0.5, 2, 8]
   * Huber, delta 1                   [0.125, 1.5, 7.5]
   * mean squared error               22.75
   * sigmoid                          [0.88079708, 0.88079708, 0.5]
   * sigmoid cross entropy            [0.12692801, 2.126928, 0.69314718]
   * binary cross entropy             [0.12692801, 2.126928, 0.69314718]
   * hinge                            [0, 3, 1]
   * squared hinge                    [0, 9, 1]
   * right and wrong, written out     [NaN, Infinity]
   * with nan_to_num                  [0, 1.7976931E308]
   * right and wrong, by the op       [0, Infinity]
   * from logits 800 and -800         [0, 800]
   * softmax                          [0.49999846, 0.49999846, 3.0720967E-6]
   * softmax by hand                  [0.49999846, 0.49999846, 3.0720967E-6]
   * 1000 more, not shifted           [NaN, NaN, NaN]
   * 1000 more, softmax               [0.49999846, 0.49999846, 3.0720967E-6]
   * predicted                        [2, 2]
   * from probabilities               [2, 2]
   * negative log likelihood          [0.022155162, 3.0996736]
   * likelihood of both               0.044076488
   * from the logits                  [0.022155162, 3.0996736]
   * multi-class margin               [0, 1.7]
   * cross entropy                    [0.97215516, 2.4796736]
   * entropy of the labels            [0.63903186, 0.95027054]
   * Kullback-Leibler divergence      [0.3331233, 1.5294031]
   * weighted mean                    2.330294
   * log cosh                         [0.12011451, 1.3250027, 7.3068529]
   * its slope                        [0.46211716, -0.96402758, 0.99999977]
   * tanh                             [0.46211716, -0.96402758, 0.99999977]
   */
}
