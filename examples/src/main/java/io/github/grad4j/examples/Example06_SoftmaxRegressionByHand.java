package io.github.grad4j.examples;

import static io.github.grad4j.autograd.Autograd.gradients;
import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Softmax regression by hand: model, loss, gradients and steps, each written out.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example06_SoftmaxRegressionByHand}.
 */
public final class Example06_SoftmaxRegressionByHand {
  private static final int FEATURES = 4;
  private static final int CLASSES = 3;
  private static final double LEARNING_RATE = 0.1;

  private Example06_SoftmaxRegressionByHand() {}

  /**
   * Prints the numbers of the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    /*
     * 150 irises of three species, four lengths of each. The labels as rows of zeros with a one.
     */
    Dataset iris = Iris.standardised();
    Tensor x = constant(iris.features());
    Tensor species = constant(iris.labels());
    Tensor ys = oneHot(species, CLASSES, DataType.DOUBLE);
    int n = x.shape().size(0);

    /*
     * The model: a weight for each length and class, a bias for each class. From zero, all classes
     * are equally likely, and the loss is log 3.
     */
    Variable w = variable("w", constant(new double[FEATURES][CLASSES]));
    Variable b = variable("b", constant(new double[CLASSES]));
    Tensor logits = add(matmul(x, w), b);

    /*
     * Softmax, with the largest logit of each row taken away, and the mean cross entropy.
     */
    Tensor shifted = exp(subtract(logits, reduceMax(logits, axes(1).keepingDims())));
    Tensor prediction = divide(shifted, reduceSum(shifted, axes(1).keepingDims()));
    Tensor loss = reduceMean(negate(reduceSum(multiply(ys, log(prediction)), axes(1))));
    show("loss", loss);

    /*
     * The gradients, with pencil and paper: softmax and logarithm together leave prediction minus
     * ys at the logits, over n. The product with W sends that through the transposed x; the bias,
     * which was added to each row, gets the sum of the rows.
     */
    Tensor slope = divide(subtract(prediction, ys), n);
    Tensor byW = matmul(transpose(x), slope);
    Tensor byB = reduceSum(slope, axes(0));
    show("gradient by w", byW);

    /*
     * The paper agrees with the machine, for the loss as it is written, step by step.
     */
    List<Tensor> byMachine = gradients(loss, List.of(w, b));
    show("agree on w to 1e-14", furthest(byW, byMachine.get(0)) < 1e-14);
    show("agree on b to 1e-14", furthest(byB, byMachine.get(1)) < 1e-14);

    /*
     * A step of gradient descent goes downhill: each parameter minus the learning rate times its
     * gradient. Both are computed before either is assigned.
     */
    List<Update> downhill =
        List.of(
            new Update(w, subtract(w, multiply(byW, LEARNING_RATE))),
            new Update(b, subtract(b, multiply(byB, LEARNING_RATE))));
    try (Plan step = Plan.of(List.of(loss), downhill)) {
      step.run();
      show("loss after 1 step", loss);
      for (int i = 1; i < 100; i++) {
        step.run();
      }
      show("loss after 100 steps", loss);
    }

    /*
     * How many of the 150 it has right by now.
     */
    Tensor right = cast(equal(argMax(logits, 1), species), DataType.DOUBLE);
    show("right", reduceSum(right));
  }

  /** The largest distance of two elements. */
  private static double furthest(Tensor a, Tensor b) {
    Tensor furthest = reduceMax(abs(subtract(a, b)));
    try (Plan plan = Plan.of(furthest)) {
      return plan.run().scalar(furthest);
    }
  }

  /*
   * Prints:
   * loss                             1.0986123
   * gradient by w                    [[0.33819299, -0.037427409, -0.30076558],
   *                                   [-0.28442089, 0.22047735, 0.063943546],
   *                                   [0.43499577, -0.095107961, -0.33988781],
   *                                   [0.41829783, -0.055578033, -0.3627198]]
   * agree on w to 1e-14              true
   * agree on b to 1e-14              true
   * loss after 1 step                1.0068086
   * loss after 100 steps             0.32871825
   * right                            136
   */
}
