package io.github.grad4j.examples;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.autograd.Autograd.jvp;
import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.examples.Squareplus.squareplus;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.check.OpCheck;
import io.github.grad4j.autograd.check.OpReport;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.Unary;
import java.util.List;

/**
 * Writing your own op: one file, {@link Squareplus}, written exactly as the built-in ones are.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example11_YourOwnOp}.
 */
public final class Example11_YourOwnOp {
  private Example11_YourOwnOp() {}

  /**
   * Prints the numbers of the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    /*
     * First: is an op needed? What the catalogue can express is a formula, and needs nothing but a
     * method. It has all derivatives.
     */
    Tensor x = constant(new double[] {-1e9, -1.5, 0, 1.5});
    show("as a formula", byFormula(x));

    /*
     * An op is worth its file if it is faster, or if it is more exact. For large negative x the
     * formula takes a difference of nearly equal numbers, and loses all digits: 0 instead of 1e-9.
     * The op's kernel knows better.
     */
    show("as an op", squareplus(x));

    /*
     * Squareplus is a record that implements Unary: elementwise, of one tensor. Left to it are its
     * function, for one number, and its slope, by which a tangent is multiplied. The slope is
     * written with ops, in terms of y itself, and so it is as exact as y is, and has derivatives in
     * turn.
     */
    Tensor slope = gradient(reduceSum(squareplus(x)), x);
    show("slope", slope);
    show("second derivative", gradient(reduceSum(slope), x));

    /*
     * One rule serves forward mode, too.
     */
    Tensor tangent = constant(new double[] {1e9, 2, 2, 2});
    show("twice the slope, forward", jvp(squareplus(x), List.of(x), List.of(tangent)));

    /*
     * Last: examples(), formulas with inputs on which the op must be right. OpCheck holds it to what
     * every op of the library is held to on each of them: types, kernels, strided arrays, FLOAT
     * against DOUBLE, both modes, finite differences at first and second order. A test of one line
     * does it: OpCheck.of(new Squareplus()).verify().
     */
    OpReport report = OpCheck.of(new Squareplus()).check();
    show("properties looked at", report.findings().size());
    show("complaints", report.complaints().findings().size());

    /*
     * It can fail. In this slip the y is missing from the slope: its sign is right, and both modes
     * agree, but differences of the function do not.
     */
    show("the slip is found by", OpCheck.of(new Slip()).check().complaints().properties());
  }

  /** Squareplus with a slope that is wrong. */
  private record Slip() implements Unary {
    @Override
    public double at(double x) {
      return new Squareplus().at(x);
    }

    @Override
    public List<Partial> slopes(Node y) {
      return List.of(Partial.symmetric(t -> divide(t, subtract(multiply(y, 2), y.input(0)))));
    }

    @Override
    public List<Example> examples() {
      return List.of(new Example("matrix", List.of(Domain.real(2, 3)), in -> on(in.get(0))));
    }
  }

  private static Tensor byFormula(Tensor x) {
    return divide(add(x, sqrt(add(square(x), 4))), 2);
  }

  /*
   * Prints:
   * as a formula                     [0, 0.5, 1, 2]
   * as an op                         [1.0E-9, 0.5, 1, 2]
   * slope                            [1.0E-18, 0.2, 0.5, 0.8]
   * second derivative                [2.0E-27, 0.128, 0.25, 0.128]
   * twice the slope, forward         [1.0E-9, 0.4, 1, 1.6]
   * properties looked at             22
   * complaints                       0
   * the slip is found by             [FIRST_ORDER, SECOND_ORDER]
   */
}
