package io.github.grad4j.examples;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.core.Tensor;

/**
 * Cross entropy explained: {@code reduceMean(-reduceSum(ys * log(prediction), axis 1))}, step by
 * step, and why there is an op that does it at once.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example03_CrossEntropyExplained}.
 */
public final class Example03_CrossEntropyExplained {
  private Example03_CrossEntropyExplained() {}

  /**
   * Prints the numbers of the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    /*
     * Two examples, three classes. ys holds a one at the right class of each example: the third,
     * and the second. The logits are what a model says, any real numbers, larger meaning likelier.
     */
    Tensor ys = constant(new double[][] {{0, 0, 1}, {0, 1, 0}});
    Tensor logits = constant(new double[][] {{2, 0.5, 6}, {0.1, 0, 3}});

    /*
     * Softmax makes probabilities of them: exponentials, so that none is negative, divided by their
     * sum, so that each row adds up to one. The model is sure of the third class both times: right
     * in the first example and wrong in the second.
     */
    Tensor prediction = softmax(logits, 1);
    show("prediction", prediction);
    show("each row adds up to", reduceSum(prediction, axes(1)));

    /*
     * The logarithm is 0 at probability 1 and falls without end towards probability 0: to be sure
     * and wrong costs most.
     */
    show("log(prediction)", log(prediction));

    /*
     * The product with ys keeps what was said about the right class, and nothing else.
     */
    Tensor kept = multiply(ys, log(prediction));
    show("ys * log(prediction)", kept);

    /*
     * The sum over the classes, axis 1, leaves one number for each example; the minus makes it a
     * loss: small is good. The second example, sure and wrong, costs 140 times the first.
     */
    Tensor perExample = negate(reduceSum(kept, axes(1)));
    show("loss of each example", perExample);

    /*
     * The mean makes it one number, which has a gradient: the prediction minus what it should have
     * been, over the number of examples.
     */
    Tensor loss = reduceMean(perExample);
    show("loss", loss);
    show("gradient", gradient(loss, logits));
    show("(prediction - ys) / 2", divide(subtract(prediction, ys), 2));

    /*
     * So much for well-behaved logits. Now a model that is very sure, and right. Its prediction for
     * the other classes is too small for a double, and becomes 0. The logarithm of 0 is minus
     * infinity, and ys has a 0 there: 0 times infinity is not a number. The loss is 0 in truth, and
     * NaN as it was computed; so is every gradient, and after one step every parameter.
     */
    Tensor right = constant(new double[][] {{1, 0, 0}});
    Tensor sure = constant(new double[][] {{750, 0, -1000}});
    show("prediction when sure", softmax(sure, 1));
    show("its logarithm", log(softmax(sure, 1)));
    Tensor broken = reduceMean(negate(reduceSum(multiply(right, log(softmax(sure, 1))), axes(1))));
    show("loss, step by step", broken);
    show("gradient, step by step", gradient(broken, sure));

    /*
     * With the softmax put into the formula the logarithm and the exponential meet, and cancel:
     *
     *   -log(exp(z_k) / sum exp(z_j)) = log(sum exp(z_j)) - z_k,
     *
     * and the largest logit m comes out of the sum: log(sum exp(z_j - m)) + m - z_k. No exponential
     * is larger than 1 now, and one of them is 1, so that no logarithm is infinite. This is what
     * the fused op computes, from the logits, and its gradient is exact, too.
     */
    Tensor fused = reduceMean(softmaxCrossEntropyWithLogits(right, sure));
    show("loss, fused", fused);
    show("gradient, fused", gradient(fused, sure));

    /*
     * The same model, sure and wrong: the loss is the distance of the logits, 750, and the gradient
     * tells to lower the first and to raise the second.
     */
    Tensor wrong = constant(new double[][] {{0, 1, 0}});
    Tensor costly = reduceMean(softmaxCrossEntropyWithLogits(wrong, sure));
    show("loss when wrong, fused", costly);
    show("gradient when wrong, fused", gradient(costly, sure));
  }

  /*
   * Prints:
   * prediction                       [[0.017914315, 0.003997224, 0.97808846],
   *                                   [0.04980332, 0.045063907, 0.90513277]]
   * each row adds up to              [1, 1]
   * log(prediction)                  [[-4.0221552, -5.5221552, -0.022155162],
   *                                   [-2.9996736, -3.0996736, -0.099673636]]
   * ys * log(prediction)             [[0, 0, -0.022155162],
   *                                   [0, -3.0996736, 0]]
   * loss of each example             [0.022155162, 3.0996736]
   * loss                             1.5609144
   * gradient                         [[0.0089571575, 0.001998612, -0.01095577],
   *                                   [0.02490166, -0.47746805, 0.45256639]]
   * (prediction - ys) / 2            [[0.0089571575, 0.001998612, -0.01095577],
   *                                   [0.02490166, -0.47746805, 0.45256639]]
   * prediction when sure             [[1, 0, 0]]
   * its logarithm                    [[0, -Infinity, -Infinity]]
   * loss, step by step               NaN
   * gradient, step by step           [[NaN, NaN, NaN]]
   * loss, fused                      0
   * gradient, fused                  [[0, 0, 0]]
   * loss when wrong, fused           750
   * gradient when wrong, fused       [[1, -1, 0]]
   */
}
