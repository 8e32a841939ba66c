package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Fill.zerosLike;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Derivatives: from formulas to formulas, to any order.
 *
 * <p>Nothing is computed; a derivative is a tensor like any other, to be planned, combined and
 * differentiated again. An x that the formula does not use, or reaches only through integers,
 * booleans, {@code sign}, {@code floor} or {@code stopGradient}, has zeros as its derivative. An x
 * may be any floating-point tensor, a node within the formula too.
 */
public final class Autograd {
  private Autograd() {}

  /**
   * The gradient of a loss: dL/dx.
   *
   * @param loss a FLOAT or DOUBLE scalar
   * @param x FLOAT or DOUBLE
   * @return of x's type
   * @throws ShapeException if the loss is not a scalar
   * @throws TypeException if the loss or x is LONG or BOOL
   */
  public static Tensor gradient(Tensor loss, Tensor x) {
    return gradients(loss, Arrays.asList(x)).get(0);
  }

  /**
   * The gradients of a loss: dL/dx for each x, from one reverse sweep.
   *
   * @param loss a FLOAT or DOUBLE scalar
   * @param xs each FLOAT or DOUBLE
   * @return for each x a tensor of its type
   * @throws ShapeException if the loss is not a scalar
   * @throws TypeException if the loss or an x is LONG or BOOL
   */
  public static List<Tensor> gradients(Tensor loss, List<? extends Tensor> xs) {
    requireFloating("the loss", loss);
    Tensors.check(() -> requireScalar(loss.shape()), List.of("the loss"), List.of(loss));
    return vjp(loss, xs, Constant.like(loss, 1));
  }

  /**
   * The vector-Jacobian product: a cotangent of y pulled back to each x, Jᵀȳ.
   *
   * @param y FLOAT or DOUBLE, of any shape
   * @param xs each FLOAT or DOUBLE
   * @param cotangent of y's type
   * @return for each x a tensor of its type
   * @throws ShapeException if the cotangent's shape is not y's
   * @throws TypeException if y or an x is LONG or BOOL, or the cotangent's element type is not y's
   */
  public static List<Tensor> vjp(Tensor y, List<? extends Tensor> xs, Tensor cotangent) {
    requireFloating("y", y);
    requireFloating("xs", xs);
    requireSameType("the cotangent", cotangent, "y", y);
    Reverse sweep = new Reverse(y, xs, cotangent);
    List<Tensor> results = new ArrayList<>();
    for (Tensor x : xs) {
      results.add(sweep.cotangent(x).orElseGet(() -> zerosLike(x)));
    }
    return List.copyOf(results);
  }

  /**
   * The Jacobian-vector product: tangents of the xs pushed forward to y, Jẋ.
   *
   * @param y FLOAT or DOUBLE, of any shape
   * @param xs each FLOAT or DOUBLE
   * @param tangents one for each x, of its type
   * @return of y's type
   * @throws ShapeException if a tangent's shape is not its x's, or there are not as many
   * @throws TypeException if y or an x is LONG or BOOL, or a tangent's element type is not its x's
   */
  public static Tensor jvp(Tensor y, List<? extends Tensor> xs, List<? extends Tensor> tangents) {
    requireFloating("y", y);
    return jvp(List.of(y), xs, tangents).get(0);
  }

  /**
   * The Jacobian-vector products of several formulas, from one forward sweep.
   *
   * @param ys each FLOAT or DOUBLE, of any shape
   * @param xs each FLOAT or DOUBLE
   * @param tangents one for each x, of its type
   * @return for each y a tensor of its type
   * @throws ShapeException if a tangent's shape is not its x's, or there are not as many
   * @throws TypeException if a y or x is LONG or BOOL, or a tangent's element type is not its x's
   */
  public static List<Tensor> jvp(
      List<? extends Tensor> ys, List<? extends Tensor> xs, List<? extends Tensor> tangents) {
    requireFloating("ys", ys);
    requireFloating("xs", xs);
    requireOneEach("tangents", tangents, xs);
    Forward sweep = new Forward(ys, xs, tangents);
    List<Tensor> results = new ArrayList<>();
    for (Tensor y : ys) {
      results.add(sweep.tangent(y).orElseGet(() -> zerosLike(y)));
    }
    return List.copyOf(results);
  }

  /**
   * The Hessian-vector product of a loss: Σ over k of ∂²L/∂x∂x_k · v_k for each x, forward over
   * reverse.
   *
   * @param loss a FLOAT or DOUBLE scalar
   * @param xs each FLOAT or DOUBLE
   * @param vectors one for each x, of its type
   * @return for each x a tensor of its type
   * @throws ShapeException if the loss is not a scalar, a vector's shape is not its x's, or there
   *     are not as many
   * @throws TypeException if the loss or an x is LONG or BOOL, or a vector's element type is not
   *     its x's
   */
  public static List<Tensor> hvp(
      Tensor loss, List<? extends Tensor> xs, List<? extends Tensor> vectors) {
    requireOneEach("vectors", vectors, xs);
    return jvp(gradients(loss, xs), xs, vectors);
  }

  /**
   * The generalized Gauss-Newton product: Jᵀ·H·J·v, where J is the Jacobian of a model's outputs
   * with respect to the xs and H the Hessian of the loss with respect to the outputs (Schraudolph
   * 2002, doi:10.1162/08997660260028683).
   *
   * <p>It is the Hessian-vector product without the outputs' own curvature, and never negative
   * where the loss is convex in the outputs.
   *
   * @param loss a FLOAT or DOUBLE scalar, a formula of the outputs
   * @param outputs FLOAT or DOUBLE, the node through which the loss depends on the xs
   * @param xs each FLOAT or DOUBLE
   * @param vectors one for each x, of its type
   * @return for each x a tensor of its type
   * @throws ShapeException if the loss is not a scalar, a vector's shape is not its x's, or there
   *     are not as many
   * @throws TypeException if the loss, the outputs or an x is LONG or BOOL, or a vector's element
   *     type is not its x's
   */
  public static List<Tensor> ggnvp(
      Tensor loss, Tensor outputs, List<? extends Tensor> xs, List<? extends Tensor> vectors) {
    requireOneEach("vectors", vectors, xs);
    Tensor pushed = jvp(outputs, xs, vectors);
    Tensor curved = hvp(loss, List.of(outputs), List.of(pushed)).get(0);
    return vjp(outputs, xs, curved);
  }

  /**
   * The Jacobian of y with respect to x.
   *
   * @param y FLOAT or DOUBLE, of any shape
   * @param x FLOAT or DOUBLE, of any shape
   * @return the Jacobian, of shape y.shape + x.shape
   * @throws TypeException if y or x is LONG or BOOL
   */
  public static Jacobian jacobian(Tensor y, Tensor x) {
    requireFloating("y", y);
    requireFloating("x", x);
    return new Jacobian(y, x);
  }

  /**
   * The Jacobians of y with respect to several xs.
   *
   * @param y FLOAT or DOUBLE, of any shape
   * @param xs each FLOAT or DOUBLE
   * @return one for each x
   * @throws TypeException if y or an x is LONG or BOOL
   */
  public static List<Jacobian> jacobian(Tensor y, List<? extends Tensor> xs) {
    requireFloating("y", y);
    requireFloating("xs", xs);
    return xs.stream().map(x -> jacobian(y, x)).toList();
  }

  /**
   * The Hessian of a loss: the Jacobian of its gradient.
   *
   * @param loss a FLOAT or DOUBLE scalar
   * @param x FLOAT or DOUBLE, of any shape
   * @return the Hessian, of shape x.shape + x.shape
   * @throws ShapeException if the loss is not a scalar
   * @throws TypeException if the loss or x is LONG or BOOL
   */
  public static Jacobian hessian(Tensor loss, Tensor x) {
    return jacobian(gradient(loss, x), x);
  }

  /**
   * The Hessian of a loss in blocks, one for each pair of xs.
   *
   * @param loss a FLOAT or DOUBLE scalar
   * @param xs each FLOAT or DOUBLE
   * @return in row i and column j the block ∂²L/∂x_i∂x_j, of shape x_i.shape + x_j.shape
   * @throws ShapeException if the loss is not a scalar
   * @throws TypeException if the loss or an x is LONG or BOOL
   */
  public static List<List<Jacobian>> hessian(Tensor loss, List<? extends Tensor> xs) {
    return gradients(loss, xs).stream().map(gradient -> jacobian(gradient, xs)).toList();
  }

  private static void requireScalar(Shape shape) {
    if (shape.rank() != 0) {
      throw new ShapeException(
          "only a scalar has a gradient, but the loss has shape "
              + shape
              + "; reduce it with reduceSum or reduceMean, or ask for jacobian(y, x)");
    }
  }

  private static void requireFloating(String what, List<? extends Tensor> tensors) {
    List<Tensor> copies = ArgumentException.copyOf(tensors, what);
    for (int i = 0; i < copies.size(); i++) {
      requireFloating(what + "[" + i + "]", copies.get(i));
    }
  }

  private static void requireFloating(String what, Tensor tensor) {
    if (!ArgumentException.requireNonNull(tensor, what).type().isFloating()) {
      throw new TypeException(
          "derivatives are taken of and by FLOAT or DOUBLE tensors, but "
              + what
              + " is "
              + tensor
              + "; cast it where it enters the formula, and differentiate by what was cast");
    }
  }

  private static void requireOneEach(
      String what, List<? extends Tensor> given, List<? extends Tensor> xs) {
    ArgumentException.<Tensor>copyOf(given, what);
    ArgumentException.<Tensor>copyOf(xs, "xs");
    if (given.size() != xs.size()) {
      throw new ShapeException(
          given.size() + " " + what + " for " + xs.size() + " xs; give one for each");
    }
    for (int i = 0; i < xs.size(); i++) {
      requireSameType(what + "[" + i + "]", given.get(i), "xs[" + i + "]", xs.get(i));
    }
  }

  private static void requireSameType(String what, Tensor tensor, String whose, Tensor model) {
    Tensors.check(
        () -> requireSameType(what, tensor.type(), whose, model.type()),
        List.of(what, whose),
        Arrays.asList(tensor, model));
  }

  private static void requireSameType(String what, TensorType is, String whose, TensorType should) {
    if (!is.shape().equals(should.shape())) {
      throw new ShapeException(
          what
              + " has shape "
              + is.shape()
              + " but "
              + whose
              + " has shape "
              + should.shape()
              + "; give one of that shape, it is not broadcast");
    }
    if (is.dataType() != should.dataType()) {
      throw new TypeException(what + " is " + is + " but " + whose + " is " + should + "; cast it");
    }
  }
}
