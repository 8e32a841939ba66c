package io.github.grad4j.examples;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.autograd.Autograd.gradients;
import static io.github.grad4j.autograd.Autograd.jacobian;
import static io.github.grad4j.autograd.Autograd.jvp;
import static io.github.grad4j.autograd.Autograd.vjp;
import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Gradients: formulas again.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example02_Gradients}.
 */
public final class Example02_Gradients {
  private Example02_Gradients() {}

  /**
   * Prints the numbers of the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Tensor x = constant(new double[] {1, 2, 3});

    /*
     * The gradient of a loss, which is one number, has the shape of what it is taken by. Nothing is
     * recorded and nothing was marked beforehand: any tensor of a formula will do.
     */
    Tensor loss = reduceSum(multiply(x, square(x)));
    show("loss = sum x^3", loss);
    Tensor first = gradient(loss, x);
    show("gradient = 3 x^2", first);

    /*
     * The gradient is a formula like the loss. So it has a gradient as well.
     */
    Tensor second = gradient(reduceSum(first), x);
    show("second derivative = 6 x", second);
    Tensor third = gradient(reduceSum(second), x);
    show("third derivative = 6", third);

    /*
     * Several at once cost one sweep through the formula. What the loss does not use has zeros.
     */
    Tensor a = constant(new double[] {2, 3});
    Tensor b = constant(new double[] {5, 7});
    Tensor unused = constant(new double[] {11});
    List<Tensor> all = gradients(reduceSum(multiply(a, b)), List.of(a, b, unused));
    show("d(a.b)/da = b", all.get(0));
    show("d(a.b)/db = a", all.get(1));
    show("by what is not used", all.get(2));

    /*
     * A formula of many numbers has no gradient but a Jacobian: y_i by x_j. Here y_i is x_i times
     * the sum of all.
     */
    Tensor y = multiply(x, reduceSum(x));
    show("Jacobian", jacobian(y, x).formula());

    /*
     * It is seldom wanted whole. A tangent is pushed forward through it, J t; a cotangent is pulled
     * back, c J. Each costs little more than the formula itself.
     */
    Tensor t = constant(new double[] {1, 0, -1});
    show("pushed forward", jvp(y, List.of(x), List.of(t)));
    show("pulled back", vjp(y, List.of(x), t).get(0));
  }

  /*
   * Prints:
   * loss = sum x^3                   36
   * gradient = 3 x^2                 [3, 12, 27]
   * second derivative = 6 x          [6, 12, 18]
   * third derivative = 6             [6, 6, 6]
   * d(a.b)/da = b                    [5, 7]
   * d(a.b)/db = a                    [2, 3]
   * by what is not used              [0]
   * Jacobian                         [[7, 1, 1],
   *                                   [2, 8, 2],
   *                                   [3, 3, 9]]
   * pushed forward                   [6, 0, -6]
   * pulled back                      [4, -2, -8]
   */
}
