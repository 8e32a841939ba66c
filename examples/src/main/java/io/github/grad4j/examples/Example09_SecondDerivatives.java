package io.github.grad4j.examples;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.autograd.Autograd.hessian;
import static io.github.grad4j.autograd.Autograd.hvp;
import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Second derivatives: Newton's method on iris.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example09_SecondDerivatives}.
 */
public final class Example09_SecondDerivatives {
  private static final int FEATURES = 4;
  private static final int CLASSES = 3;
  private static final double PENALTY = 0.01;
  private static final double FLAT = 1e-10;

  private Example09_SecondDerivatives() {}

  /**
   * Prints the numbers of the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    /*
     * Softmax regression with all parameters in one variable: four rows of weights and, for a
     * feature that is always 1, a row of biases.
     */
    Dataset iris = Iris.standardised();
    Tensor features = constant(iris.features());
    int n = features.shape().size(0);
    Tensor ones = constant(Nd4j.ones(DataType.DOUBLE, n, 1));
    Tensor x = concat(List.of(features, ones), 1);
    Variable theta = variable("theta", constant(new double[FEATURES + 1][CLASSES]));

    /*
     * The weights are penalised. The biases are free, but for one thing: the same number added to
     * all changes no prediction, so that the loss would be flat in that direction. Their sum is
     * asked to be 0.
     */
    Tensor w = slice(theta, rangeTo(FEATURES));
    Tensor b = slice(theta, rangeFrom(FEATURES));
    Tensor crossEntropy =
        sparseSoftmaxCrossEntropyWithLogits(constant(iris.labels()), matmul(x, theta));
    Tensor loss =
        add(
            add(reduceMean(crossEntropy), multiply(reduceSum(square(w)), PENALTY / 2)),
            multiply(square(reduceSum(b)), 0.5));

    /*
     * Gradient descent knows the slope only and takes hundreds of steps. Newton's method knows the
     * curvature, too: all second derivatives, a matrix H of 15 x 15. It goes where the parabola
     * that fits the loss here has its lowest point, theta - H^-1 g. Near the minimum the number of
     * right digits doubles with each step.
     */
    int size = theta.shape().size();
    Tensor slope = gradient(loss, theta);
    Tensor curvature = reshape(hessian(loss, theta).formula(), size, size);
    try (Plan plan = Plan.of(theta, loss, slope, curvature)) {
      double norm = Double.POSITIVE_INFINITY;
      for (int k = 0; norm > FLAT; k++) {
        plan.run();
        double[] g = plan.doubles(slope);
        norm = norm(g);
        show(
            "step " + k,
            String.format(Locale.ROOT, "loss %.12f  gradient %.1e", plan.scalar(loss), norm));
        theta.assign(minus(plan.doubles(theta), solve(plan.doubles(curvature), g)));
      }
    }
    show("loss", loss);
    show("weights", w);
    show("biases", b);

    /*
     * With a million parameters nobody can write H down. But H times a vector costs no more than a
     * few gradients, and with such products alone the equation H s = g can be solved. Here the
     * vector has ones at the biases, the direction in which the loss would be flat. What curves it
     * is half the square of the biases' sum: its second derivatives are ones, three to a row.
     */
    Tensor along = constant(onesInBiases());
    Tensor product = hvp(loss, List.of(theta), List.of(along)).get(0);
    show("H times ones, biases", slice(product, rangeFrom(FEATURES)));
  }

  private static double[][] onesInBiases() {
    double[][] ones = new double[FEATURES + 1][CLASSES];
    ones[FEATURES] = new double[] {1, 1, 1};
    return ones;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static double norm(double[] a) {
    double sum = 0;
    for (double element : a) {
      sum += element * element;
    }
    return Math.sqrt(sum);
  }

  /**
   * Solves H s = g for a symmetric, positive definite H by Cholesky's factors, H = L Lᵀ; H is
   * overwritten by L.
   */
  private static double[] solve(double[] h, double[] g) {
    int n = g.length;
    double[] s = g.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = h[i * n + j];
        for (int k = 0; k < j; k++) {
          rest -= h[i * n + k] * h[j * n + k];
        }
        h[i * n + j] = i == j ? Math.sqrt(rest) : rest / h[j * n + j];
      }
      for (int k = 0; k < i; k++) {
        s[i] -= h[i * n + k] * s[k];
      }
      s[i] /= h[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        s[i] -= h[k * n + i] * s[k];
      }
      s[i] /= h[i * n + i];
    }
    return s;
  }

  /*
   * Prints:
   * step 0                           loss 1.098612288668  gradient 9.8e-01
   * step 1                           loss 0.475059979625  gradient 2.2e-01
   * step 2                           loss 0.344604623893  gradient 1.0e-01
   * step 3                           loss 0.259097431422  gradient 3.7e-02
   * step 4                           loss 0.244091728992  gradient 6.4e-03
   * step 5                           loss 0.243677880714  gradient 2.5e-04
   * step 6                           loss 0.243677226653  gradient 4.8e-07
   * step 7                           loss 0.243677226649  gradient 3.9e-12
   * loss                             0.24367723
   * weights                          [[-0.97621767, 0.49133218, 0.48488549],
   *                                   [1.0400859, -0.374231, -0.66585489],
   *                                   [-1.6936915, -0.2427267, 1.9364182],
   *                                   [-1.5862627, -0.71288882, 2.2991515]]
   * biases                           [[-0.23591486, 1.7913615, -1.5554467]]
   * H times ones, biases             [[3, 3, 3]]
   */
}
