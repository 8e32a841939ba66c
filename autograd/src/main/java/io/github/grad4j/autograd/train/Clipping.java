package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Clip.clip;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Maximum.maximum;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceNorm2.reduceNorm2;
import static io.github.grad4j.ops.Stack.stack;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Gradients that are not too large, as functions of gradients.
 *
 * <pre>{@code
 * new Sgd(0.1).withGradients(gradients -> clipByGlobalNorm(gradients, 1.0))
 * }</pre>
 *
 * <p>A gradient within the limit stays as it is. What is not finite is not hidden: by norm, a NaN
 * makes all elements NaN that are scaled with it, and an infinite element becomes NaN and the
 * others 0; by value, a NaN stays and an infinite element becomes the limit.
 */
public final class Clipping {
  private Clipping() {}

  /**
   * Each element moved to the nearest number in [-limit, limit].
   *
   * @param gradients FLOAT or DOUBLE, of any shapes
   * @param limit the largest magnitude
   * @return as many, of the same types
   * @throws ArgumentException if the limit is not positive and finite
   */
  public static List<Tensor> clipByValue(List<Tensor> gradients, double limit) {
    requireLimit(limit);
    return ArgumentException.<Tensor>copyOf(gradients, "gradients").stream()
        .map(g -> clip(g, -limit, limit))
        .toList();
  }

  /**
   * Each gradient of which the 2-norm is larger than the limit, scaled to it: g·c/max(‖g‖, c).
   *
   * @param gradients FLOAT or DOUBLE, of any shapes
   * @param limit c, the largest norm
   * @return as many, of the same types
   * @throws ArgumentException if the limit is not positive and finite
   */
  public static List<Tensor> clipByNorm(List<Tensor> gradients, double limit) {
    requireLimit(limit);
    return ArgumentException.<Tensor>copyOf(gradients, "gradients").stream()
        .map(g -> scaled(g, norm(g), limit))
        .toList();
  }

  /**
   * All gradients scaled by one number, where the 2-norm of all of them together is larger than the
   * limit: g·c/max(‖(g₁, g₂, …)‖, c), which leaves their direction.
   *
   * <p>As TensorFlow's {@code clip_by_global_norm}; PyTorch's {@code clip_grad_norm_} adds 10⁻⁶ to
   * the norm.
   *
   * @param gradients FLOAT or DOUBLE, of any shapes
   * @param limit c, the largest norm
   * @return as many, of the same types
   * @throws ArgumentException if the limit is not positive and finite
   */
  public static List<Tensor> clipByGlobalNorm(List<Tensor> gradients, double limit) {
    requireLimit(limit);
    List<Tensor> all = ArgumentException.copyOf(gradients, "gradients");
    if (all.isEmpty()) {
      return all;
    }
    Tensor norm = reduceNorm2(stack(all.stream().map(Clipping::norm).toList(), 0));
    return all.stream().map(g -> scaled(g, norm, limit)).toList();
  }

  private static void requireLimit(double limit) {
    Hyper.requirePositive("the limit of a gradient", limit);
  }

  private static Tensor norm(Tensor gradient) {
    return reduceNorm2(cast(gradient, DataType.DOUBLE));
  }

  /** c/max(‖g‖, c) rather than min(c/‖g‖, 1): no infinite slope where the gradient is 0. */
  private static Tensor scaled(Tensor gradient, Tensor norm, double limit) {
    Tensor scale = divide(limit, maximum(norm, limit));
    return multiply(gradient, cast(scale, gradient.type().dataType()));
  }
}
