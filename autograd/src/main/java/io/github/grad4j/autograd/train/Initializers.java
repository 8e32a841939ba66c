package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.FoldIn.foldIn;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.RandomKey.randomKey;
import static io.github.grad4j.ops.RandomNormal.randomNormal;
import static io.github.grad4j.ops.RandomUniform.randomUniform;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import io.github.grad4j.ops.BroadcastTo;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Parameters with their first values.
 *
 * <p>Random values are a pure function of seed and name, the same on every machine: one seed serves
 * all parameters of a model, and those of names with different hash codes are unrelated.
 *
 * <p>Weights have the shape {@code [in, out]}, as in {@code matmul(x, w)}.
 */
public final class Initializers {
  private Initializers() {}

  /**
   * A parameter that begins at 0.
   *
   * @param name what messages call it
   * @param shape its shape
   * @param dataType FLOAT or DOUBLE
   * @return the variable
   * @throws io.github.grad4j.core.TypeException if the element type is another one
   */
  public static Variable zeros(String name, Shape shape, DataType dataType) {
    ArgumentException.requireNonNull(dataType, "dataType");
    return first(name, BroadcastTo.broadcastTo(Constant.number(dataType, 0), shape));
  }

  /**
   * A parameter with elements of the normal distribution with mean 0.
   *
   * @param name what messages call it
   * @param shape its shape
   * @param dataType FLOAT or DOUBLE
   * @param deviation the standard deviation, 0 or positive
   * @param seed any number
   * @return the variable
   * @throws ArgumentException if the deviation is negative or not finite
   * @throws io.github.grad4j.core.TypeException if the element type is another one
   */
  public static Variable normal(
      String name, Shape shape, DataType dataType, double deviation, long seed) {
    Hyper.requireNonNegative("a standard deviation", deviation);
    return first(name, multiply(randomNormal(key(name, seed), shape, dataType), deviation));
  }

  /**
   * A parameter with elements uniform in [-bound, bound).
   *
   * @param name what messages call it
   * @param shape its shape
   * @param dataType FLOAT or DOUBLE
   * @param bound the largest magnitude, 0 or positive
   * @param seed any number
   * @return the variable
   * @throws ArgumentException if the bound is negative or not finite
   * @throws io.github.grad4j.core.TypeException if the element type is another one
   */
  public static Variable uniform(
      String name, Shape shape, DataType dataType, double bound, long seed) {
    Hyper.requireNonNegative("a bound", bound);
    Tensor unit = randomUniform(key(name, seed), shape, dataType);
    return first(name, multiply(subtract(multiply(unit, 2), 1), bound));
  }

  /**
   * Weights of Glorot and Bengio (2010, <a
   * href="https://proceedings.mlr.press/v9/glorot10a.html">AISTATS</a>) for layers with tanh or
   * softmax: uniform, with the variance 2/(in + out).
   *
   * @param name what messages call it
   * @param shape {@code [in, out]}
   * @param dataType FLOAT or DOUBLE
   * @param seed any number
   * @return the variable
   * @throws ShapeException if the shape has not two axes
   * @throws io.github.grad4j.core.TypeException if the element type is another one
   */
  public static Variable glorotUniform(String name, Shape shape, DataType dataType, long seed) {
    return uniform(name, shape, dataType, Math.sqrt(6.0 / (in(shape) + out(shape))), seed);
  }

  /**
   * Weights of Glorot and Bengio for layers with tanh or softmax: normal, with the variance 2/(in +
   * out), not truncated (as in PyTorch; TensorFlow truncates).
   *
   * @param name what messages call it
   * @param shape {@code [in, out]}
   * @param dataType FLOAT or DOUBLE
   * @param seed any number
   * @return the variable
   * @throws ShapeException if the shape has not two axes
   * @throws io.github.grad4j.core.TypeException if the element type is another one
   */
  public static Variable glorotNormal(String name, Shape shape, DataType dataType, long seed) {
    return normal(name, shape, dataType, Math.sqrt(2.0 / (in(shape) + out(shape))), seed);
  }

  /**
   * Weights of He et al. (2015, <a href="https://arxiv.org/abs/1502.01852">arXiv:1502.01852</a>)
   * for layers with relu: uniform, with the variance 2/in.
   *
   * @param name what messages call it
   * @param shape {@code [in, out]}
   * @param dataType FLOAT or DOUBLE
   * @param seed any number
   * @return the variable
   * @throws ShapeException if the shape has not two axes
   * @throws io.github.grad4j.core.TypeException if the element type is another one
   */
  public static Variable heUniform(String name, Shape shape, DataType dataType, long seed) {
    return uniform(name, shape, dataType, Math.sqrt(6.0 / in(shape)), seed);
  }

  /**
   * Weights of He et al. for layers with relu: normal, with the variance 2/in, not truncated (as in
   * PyTorch; TensorFlow truncates).
   *
   * @param name what messages call it
   * @param shape {@code [in, out]}
   * @param dataType FLOAT or DOUBLE
   * @param seed any number
   * @return the variable
   * @throws ShapeException if the shape has not two axes
   * @throws io.github.grad4j.core.TypeException if the element type is another one
   */
  public static Variable heNormal(String name, Shape shape, DataType dataType, long seed) {
    return normal(name, shape, dataType, Math.sqrt(2.0 / in(shape)), seed);
  }

  private static Tensor key(String name, long seed) {
    return foldIn(randomKey(seed), ArgumentException.requireNonNull(name, "name").hashCode());
  }

  private static Variable first(String name, Tensor value) {
    try (INDArray array = value.evaluate()) {
      return Variable.of(name, array);
    }
  }

  private static int in(Shape shape) {
    return sizeOf(shape, 0);
  }

  private static int out(Shape shape) {
    return sizeOf(shape, 1);
  }

  private static int sizeOf(Shape shape, int axis) {
    if (ArgumentException.requireNonNull(shape, "shape").rank() != 2) {
      throw new ShapeException(
          "weights have the shape [in, out], but got "
              + shape
              + "; give normal or uniform the deviation or bound of your own choice");
    }
    return Math.max(1, shape.size(axis));
  }
}
