package io.github.grad4j.ops;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The catalogue of operations, for static import; the losses are in {@link Losses}.
 *
 * <p>Each method only forwards to the file of its op, where the formula, the domain and the
 * derivative are told. The leaves of formulas come from {@code core}.
 */
public final class Ops {
  private Ops() {}

  /**
   * A constant: a DOUBLE scalar.
   *
   * @param value the value
   * @return the constant
   */
  public static Constant constant(double value) {
    return Constant.of(value);
  }

  /**
   * A constant: a FLOAT scalar.
   *
   * @param value the value
   * @return the constant
   */
  public static Constant constant(float value) {
    return Constant.of(value);
  }

  /**
   * A constant: a LONG scalar. An {@code int} comes here as well: {@code constant(1)} is LONG and
   * has no derivative; {@code constant(1.0)} is DOUBLE.
   *
   * @param value the value
   * @return the constant
   */
  public static Constant constant(long value) {
    return Constant.of(value);
  }

  /**
   * A constant: a BOOL scalar.
   *
   * @param value the value
   * @return the constant
   */
  public static Constant constant(boolean value) {
    return Constant.of(value);
  }

  /**
   * A constant: a DOUBLE vector.
   *
   * @param values the elements, copied
   * @return the constant
   */
  public static Constant constant(double[] values) {
    return Constant.of(values);
  }

  /**
   * A constant: a FLOAT vector.
   *
   * @param values the elements, copied
   * @return the constant
   */
  public static Constant constant(float[] values) {
    return Constant.of(values);
  }

  /**
   * A constant: a LONG vector.
   *
   * @param values the elements, copied
   * @return the constant
   */
  public static Constant constant(long[] values) {
    return Constant.of(values);
  }

  /**
   * A constant: a BOOL vector.
   *
   * @param values the elements, copied
   * @return the constant
   */
  public static Constant constant(boolean[] values) {
    return Constant.of(values);
  }

  /**
   * A constant: a DOUBLE matrix.
   *
   * @param rows rows of one length, copied
   * @return the constant
   */
  public static Constant constant(double[][] rows) {
    return Constant.of(rows);
  }

  /**
   * A constant: a FLOAT matrix.
   *
   * @param rows rows of one length, copied
   * @return the constant
   */
  public static Constant constant(float[][] rows) {
    return Constant.of(rows);
  }

  /**
   * A constant: a copy of an array of FLOAT, DOUBLE, LONG or BOOL.
   *
   * @param values the array, of any order and strides
   * @return the constant
   */
  public static Constant constant(INDArray values) {
    return Constant.of(values);
  }

  /**
   * A variable: state, with a copy of an array as its first value.
   *
   * @param name what messages call it
   * @param initial the first value; fixes element type and shape
   * @return the variable
   */
  public static Variable variable(String name, INDArray initial) {
    return Variable.of(name, initial);
  }

  /**
   * A variable: state, with the value of a constant as its first.
   *
   * @param name what messages call it
   * @param initial the first value, such as {@code constant(0.0)}; fixes element type and shape
   * @return the variable
   */
  public static Variable variable(String name, Constant initial) {
    return Variable.of(name, initial);
  }

  /**
   * An input: a tensor without a value, fed to each plan.
   *
   * @param name what messages call it
   * @param dataType FLOAT, DOUBLE, LONG or BOOL
   * @param first the size of the first axis
   * @param rest the sizes of the others
   * @return the input
   */
  public static Input input(String name, DataType dataType, int first, int... rest) {
    return Input.of(name, dataType, first, rest);
  }

  /**
   * An input of rank 0.
   *
   * @param name what messages call it
   * @param dataType FLOAT, DOUBLE, LONG or BOOL
   * @return the input
   */
  public static Input scalarInput(String name, DataType dataType) {
    return Input.scalar(name, dataType);
  }

  /**
   * The axes of a reduction.
   *
   * @param first an axis; negative counts from the end
   * @param rest more of them
   * @return these axes, removed by the reduction unless {@code keepingDims()}
   */
  public static Axes axes(int first, int... rest) {
    return Axes.axes(first, rest);
  }

  /**
   * Every axis, whatever the rank.
   *
   * @return all axes, removed by the reduction unless {@code keepingDims()}
   */
  public static Axes allAxes() {
    return Axes.allAxes();
  }

  /**
   * The magnitude of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return |x|, of x's type
   * @see Abs
   */
  public static Tensor abs(Tensor x) {
    return Abs.abs(x);
  }

  /**
   * The distance of two tensors, element by element.
   *
   * @param a FLOAT or DOUBLE
   * @param b of a's element type; a and b broadcast
   * @return |a - b|
   * @see AbsoluteDifference
   */
  public static Tensor absoluteDifference(Tensor a, Tensor b) {
    return AbsoluteDifference.absoluteDifference(a, b);
  }

  /**
   * The sum of two tensors.
   *
   * @param a FLOAT, DOUBLE or LONG
   * @param b of a's element type; a and b broadcast
   * @return a + b
   * @see Add
   */
  public static Tensor add(Tensor a, Tensor b) {
    return Add.add(a, b);
  }

  /**
   * A tensor plus a number, which takes the tensor's element type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the number added
   * @return a + b, of a's type
   * @see Add
   */
  public static Tensor add(Tensor a, double b) {
    return Add.add(a, b);
  }

  /**
   * The sum of several tensors.
   *
   * @param tensors at least one; all FLOAT or all DOUBLE, and they broadcast
   * @return their sum
   * @see AddN
   */
  public static Tensor addN(List<? extends Tensor> tensors) {
    return AddN.addN(tensors);
  }

  /**
   * The index of the greatest element along an axis.
   *
   * @param x FLOAT or DOUBLE
   * @param axis negative counts from the end
   * @return LONG indices in [0, size of the axis)
   * @see ArgMax
   */
  public static Tensor argMax(Tensor x, int axis) {
    return ArgMax.argMax(x, axis);
  }

  /**
   * The index of the least element along an axis.
   *
   * @param x FLOAT or DOUBLE
   * @param axis negative counts from the end
   * @return LONG indices in [0, size of the axis)
   * @see ArgMin
   */
  public static Tensor argMin(Tensor x, int axis) {
    return ArgMin.argMin(x, axis);
  }

  /**
   * The angle whose tangent is each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return arctan x, of x's type, in radians
   * @see Atan
   */
  public static Tensor atan(Tensor x) {
    return Atan.atan(x);
  }

  /**
   * A tensor stretched to a shape.
   *
   * @param x of any element type
   * @param shape the result's shape
   * @return x, repeated along the stretched axes; x itself if it has the shape already
   * @see BroadcastTo
   */
  public static Tensor broadcastTo(Tensor x, Shape shape) {
    return BroadcastTo.broadcastTo(x, shape);
  }

  /**
   * Each element in another type.
   *
   * @param x of any element type
   * @param dataType FLOAT, DOUBLE, LONG or BOOL
   * @return of that type; x itself if it has the type already
   * @see Cast
   */
  public static Tensor cast(Tensor x, DataType dataType) {
    return Cast.cast(x, dataType);
  }

  /**
   * Each element moved into an interval.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param low the least value of the result, in x's precision
   * @param high the greatest value of the result, in x's precision
   * @return of x's type
   * @see Clip
   */
  public static Tensor clip(Tensor x, double low, double high) {
    return Clip.clip(x, low, high);
  }

  /**
   * Tensors joined along an axis.
   *
   * @param tensors at least one, of one element type
   * @param axis along which they are joined; negative counts from the end
   * @return all of them, in order
   * @see Concat
   */
  public static Tensor concat(List<? extends Tensor> tensors, int axis) {
    return Concat.concat(tensors, axis);
  }

  /**
   * The cosine of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape, in radians
   * @return cos x, of x's type
   * @see Cos
   */
  public static Tensor cos(Tensor x) {
    return Cos.cos(x);
  }

  /**
   * The hyperbolic cosine of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return cosh x, of x's type
   * @see Cosh
   */
  public static Tensor cosh(Tensor x) {
    return Cosh.cosh(x);
  }

  /**
   * The third power of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return x³, of x's type
   * @see Cube
   */
  public static Tensor cube(Tensor x) {
    return Cube.cube(x);
  }

  /**
   * Running sums along an axis.
   *
   * @param x FLOAT or DOUBLE
   * @param axis negative counts from the end
   * @return for each element, the sum of it and all before it
   * @see Cumsum
   */
  public static Tensor cumsum(Tensor x, int axis) {
    return Cumsum.cumsum(x, axis);
  }

  /**
   * Running sums along an axis, from its end.
   *
   * @param x FLOAT or DOUBLE
   * @param axis negative counts from the end
   * @return for each element, the sum of it and all behind it
   * @see Cumsum
   */
  public static Tensor cumsumFromEnd(Tensor x, int axis) {
    return Cumsum.cumsumFromEnd(x, axis);
  }

  /**
   * The quotient of two tensors.
   *
   * @param a FLOAT or DOUBLE
   * @param b of a's element type; a and b broadcast
   * @return a/b
   * @see Divide
   */
  public static Tensor divide(Tensor a, Tensor b) {
    return Divide.divide(a, b);
  }

  /**
   * A tensor divided by a number, which takes the tensor's element type.
   *
   * @param a FLOAT or DOUBLE
   * @param b the divisor
   * @return a/b, of a's type
   * @see Divide
   */
  public static Tensor divide(Tensor a, double b) {
    return Divide.divide(a, b);
  }

  /**
   * A number, which takes the tensor's element type, divided by a tensor.
   *
   * @param a the dividend
   * @param b FLOAT or DOUBLE
   * @return a/b, of b's type
   * @see Divide
   */
  public static Tensor divide(double a, Tensor b) {
    return Divide.divide(a, b);
  }

  /**
   * A tensor of which a random part of the elements is 0.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param rate the probability that an element is dropped, in [0, 1)
   * @param key a LONG scalar
   * @return of x's type
   * @see Dropout
   */
  public static Tensor dropout(Tensor x, double rate, Tensor key) {
    return Dropout.dropout(x, rate, key);
  }

  /**
   * Each element, bent to -α where it is negative.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param alpha α, minus the limit at -∞
   * @return of x's type
   * @see Elu
   */
  public static Tensor elu(Tensor x, double alpha) {
    return Elu.elu(x, alpha);
  }

  /**
   * Whether two tensors are equal, element by element.
   *
   * @param a FLOAT, DOUBLE, LONG or BOOL
   * @param b of a's element type; a and b broadcast
   * @return BOOL, a = b
   * @see Equal
   */
  public static Tensor equal(Tensor a, Tensor b) {
    return Equal.equal(a, b);
  }

  /**
   * Whether the elements of a tensor equal a number, which takes the tensor's element type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the number
   * @return BOOL, a = b
   * @see Equal
   */
  public static Tensor equal(Tensor a, double b) {
    return Equal.equal(a, b);
  }

  /**
   * The error function of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return erf x, of x's type
   * @see Erf
   */
  public static Tensor erf(Tensor x) {
    return Erf.erf(x);
  }

  /**
   * The complementary error function of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return 1 - erf x, of x's type
   * @see Erfc
   */
  public static Tensor erfc(Tensor x) {
    return Erfc.erfc(x);
  }

  /**
   * The exponential of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return eˣ, of x's type
   * @see Exp
   */
  public static Tensor exp(Tensor x) {
    return Exp.exp(x);
  }

  /**
   * A tensor with one more axis, of size 1.
   *
   * @param x of any element type
   * @param axis where the new axis stands in the result, in [-rank - 1, rank]
   * @return x with that axis
   * @see ExpandDims
   */
  public static Tensor expandDims(Tensor x, int axis) {
    return ExpandDims.expandDims(x, axis);
  }

  /**
   * The exponential less 1 of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return eˣ - 1, of x's type
   * @see Expm1
   */
  public static Tensor expm1(Tensor x) {
    return Expm1.expm1(x);
  }

  /**
   * The greatest whole number not above each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return ⌊x⌋, of x's type
   * @see Floor
   */
  public static Tensor floor(Tensor x) {
    return Floor.floor(x);
  }

  /**
   * A new key, made of a key and a number.
   *
   * @param key a LONG scalar
   * @param data any number, such as that of a layer
   * @return a LONG scalar
   * @see FoldIn
   */
  public static Tensor foldIn(Tensor key, long data) {
    return FoldIn.foldIn(key, data);
  }

  /**
   * A new key, made of a key and a number that may change from run to run.
   *
   * @param key a LONG scalar
   * @param data a LONG scalar, such as the number of the step
   * @return a LONG scalar
   * @see FoldIn
   */
  public static Tensor foldIn(Tensor key, Tensor data) {
    return FoldIn.foldIn(key, data);
  }

  /**
   * Slices along an axis, picked by their indices.
   *
   * @param x of any element type
   * @param indices LONG, of any shape
   * @param axis the axis of x; negative counts from the end
   * @return the slices
   * @see Gather
   */
  public static Tensor gather(Tensor x, Tensor indices, int axis) {
    return Gather.gather(x, indices, axis);
  }

  /**
   * Each element weighted by the normal distribution function of itself.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return x·Φ(x), of x's type
   * @see Gelu
   */
  public static Tensor gelu(Tensor x) {
    return Gelu.gelu(x);
  }

  /**
   * Whether the elements of one tensor are greater than those of another.
   *
   * @param a FLOAT, DOUBLE or LONG
   * @param b of a's element type; a and b broadcast
   * @return BOOL, a &gt; b
   * @see Greater
   */
  public static Tensor greater(Tensor a, Tensor b) {
    return Greater.greater(a, b);
  }

  /**
   * Whether the elements of a tensor are greater than a number, which takes the tensor's element
   * type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the number
   * @return BOOL, a &gt; b
   * @see Greater
   */
  public static Tensor greater(Tensor a, double b) {
    return Greater.greater(a, b);
  }

  /**
   * Whether the elements of one tensor are at least those of another.
   *
   * @param a FLOAT, DOUBLE or LONG
   * @param b of a's element type; a and b broadcast
   * @return BOOL, a ≥ b
   * @see GreaterEqual
   */
  public static Tensor greaterEqual(Tensor a, Tensor b) {
    return GreaterEqual.greaterEqual(a, b);
  }

  /**
   * Whether the elements of a tensor are at least a number, which takes the tensor's element type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the number
   * @return BOOL, a ≥ b
   * @see GreaterEqual
   */
  public static Tensor greaterEqual(Tensor a, double b) {
    return GreaterEqual.greaterEqual(a, b);
  }

  /**
   * The tensor as it is, under a vertex of its own.
   *
   * @param x of any element type and shape
   * @return x
   * @see Identity
   */
  public static Tensor identity(Tensor x) {
    return Identity.identity(x);
  }

  /**
   * Whether each element is neither infinite nor NaN.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return BOOL
   * @see IsFinite
   */
  public static Tensor isFinite(Tensor x) {
    return IsFinite.isFinite(x);
  }

  /**
   * Each element, scaled where it is not positive.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param alpha α, the slope for negative elements
   * @return of x's type
   * @see LeakyRelu
   */
  public static Tensor leakyRelu(Tensor x, double alpha) {
    return LeakyRelu.leakyRelu(x, alpha);
  }

  /**
   * Whether the elements of one tensor are less than those of another.
   *
   * @param a FLOAT, DOUBLE or LONG
   * @param b of a's element type; a and b broadcast
   * @return BOOL, a &lt; b
   * @see Less
   */
  public static Tensor less(Tensor a, Tensor b) {
    return Less.less(a, b);
  }

  /**
   * Whether the elements of a tensor are less than a number, which takes the tensor's element type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the number
   * @return BOOL, a &lt; b
   * @see Less
   */
  public static Tensor less(Tensor a, double b) {
    return Less.less(a, b);
  }

  /**
   * Whether the elements of one tensor are at most those of another.
   *
   * @param a FLOAT, DOUBLE or LONG
   * @param b of a's element type; a and b broadcast
   * @return BOOL, a ≤ b
   * @see LessEqual
   */
  public static Tensor lessEqual(Tensor a, Tensor b) {
    return LessEqual.lessEqual(a, b);
  }

  /**
   * Whether the elements of a tensor are at most a number, which takes the tensor's element type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the number
   * @return BOOL, a ≤ b
   * @see LessEqual
   */
  public static Tensor lessEqual(Tensor a, double b) {
    return LessEqual.lessEqual(a, b);
  }

  /**
   * The natural logarithm of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return ln x, of x's type
   * @see Log
   */
  public static Tensor log(Tensor x) {
    return Log.log(x);
  }

  /**
   * The logarithm of 1 plus each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return ln(1 + x), of x's type
   * @see Log1p
   */
  public static Tensor log1p(Tensor x) {
    return Log1p.log1p(x);
  }

  /**
   * Whether both are true, element by element.
   *
   * @param a BOOL
   * @param b BOOL; a and b broadcast
   * @return BOOL, a ∧ b
   * @see LogicalAnd
   */
  public static Tensor logicalAnd(Tensor a, Tensor b) {
    return LogicalAnd.logicalAnd(a, b);
  }

  /**
   * Whether each element is false.
   *
   * @param x BOOL, of any shape
   * @return BOOL, ¬x
   * @see LogicalNot
   */
  public static Tensor logicalNot(Tensor x) {
    return LogicalNot.logicalNot(x);
  }

  /**
   * Whether at least one is true, element by element.
   *
   * @param a BOOL
   * @param b BOOL; a and b broadcast
   * @return BOOL, a ∨ b
   * @see LogicalOr
   */
  public static Tensor logicalOr(Tensor a, Tensor b) {
    return LogicalOr.logicalOr(a, b);
  }

  /**
   * The logarithm of the logistic function of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return -ln(1 + e⁻ˣ), of x's type
   * @see LogSigmoid
   */
  public static Tensor logSigmoid(Tensor x) {
    return LogSigmoid.logSigmoid(x);
  }

  /**
   * Logarithms of the probabilities along the last axis.
   *
   * @param x logits, FLOAT or DOUBLE, of rank 1 or more
   * @return of x's type
   * @see LogSoftmax
   */
  public static Tensor logSoftmax(Tensor x) {
    return LogSoftmax.logSoftmax(x);
  }

  /**
   * Logarithms of the probabilities along an axis.
   *
   * @param x logits, FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return of x's type
   * @see LogSoftmax
   */
  public static Tensor logSoftmax(Tensor x, int axis) {
    return LogSoftmax.logSoftmax(x, axis);
  }

  /**
   * The logarithm of the sum of the exponentials of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   * @see LogSumExp
   */
  public static Tensor logSumExp(Tensor x) {
    return LogSumExp.logSumExp(x);
  }

  /**
   * The logarithm of the sum of exponentials along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return log Σ exp x, of x's type
   * @see LogSumExp
   */
  public static Tensor logSumExp(Tensor x, Axes axes) {
    return LogSumExp.logSumExp(x, axes);
  }

  /**
   * The matrix product a·b.
   *
   * @param a FLOAT or DOUBLE, of rank 1 or more
   * @param b of a's element type, of rank 1 or more
   * @return the product
   * @see MatMul
   */
  public static Tensor matmul(Tensor a, Tensor b) {
    return MatMul.matmul(a, b);
  }

  /**
   * The matrix product aᵀ·b, without a copy of the transpose.
   *
   * @param a FLOAT or DOUBLE, of rank 1 or more; its last two axes are swapped
   * @param b of a's element type, of rank 1 or more
   * @return the product
   * @see MatMul
   */
  public static Tensor matmulTransposeA(Tensor a, Tensor b) {
    return MatMul.matmulTransposeA(a, b);
  }

  /**
   * The matrix product aᵀ·bᵀ, without a copy of the transposes.
   *
   * @param a FLOAT or DOUBLE, of rank 1 or more; its last two axes are swapped
   * @param b of a's element type, of rank 1 or more; its last two axes are swapped
   * @return the product
   * @see MatMul
   */
  public static Tensor matmulTransposeAB(Tensor a, Tensor b) {
    return MatMul.matmulTransposeAB(a, b);
  }

  /**
   * The matrix product a·bᵀ, without a copy of the transpose.
   *
   * @param a FLOAT or DOUBLE, of rank 1 or more
   * @param b of a's element type, of rank 1 or more; its last two axes are swapped
   * @return the product
   * @see MatMul
   */
  public static Tensor matmulTransposeB(Tensor a, Tensor b) {
    return MatMul.matmulTransposeB(a, b);
  }

  /**
   * The greater of two tensors, element by element.
   *
   * @param a FLOAT or DOUBLE
   * @param b of a's element type; a and b broadcast
   * @return max(a, b)
   * @see Maximum
   */
  public static Tensor maximum(Tensor a, Tensor b) {
    return Maximum.maximum(a, b);
  }

  /**
   * The greater of each element and a number, which takes the tensor's element type.
   *
   * @param a FLOAT or DOUBLE
   * @param b the number
   * @return max(a, b), of a's type
   * @see Maximum
   */
  public static Tensor maximum(Tensor a, double b) {
    return Maximum.maximum(a, b);
  }

  /**
   * The lesser of two tensors, element by element.
   *
   * @param a FLOAT or DOUBLE
   * @param b of a's element type; a and b broadcast
   * @return min(a, b)
   * @see Minimum
   */
  public static Tensor minimum(Tensor a, Tensor b) {
    return Minimum.minimum(a, b);
  }

  /**
   * The lesser of each element and a number, which takes the tensor's element type.
   *
   * @param a FLOAT or DOUBLE
   * @param b the number
   * @return min(a, b), of a's type
   * @see Minimum
   */
  public static Tensor minimum(Tensor a, double b) {
    return Minimum.minimum(a, b);
  }

  /**
   * The product of two tensors.
   *
   * @param a FLOAT, DOUBLE or LONG
   * @param b of a's element type; a and b broadcast
   * @return a·b
   * @see Multiply
   */
  public static Tensor multiply(Tensor a, Tensor b) {
    return Multiply.multiply(a, b);
  }

  /**
   * A tensor times a number, which takes the tensor's element type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the factor
   * @return a·b, of a's type
   * @see Multiply
   */
  public static Tensor multiply(Tensor a, double b) {
    return Multiply.multiply(a, b);
  }

  /**
   * Each element, if it is a number, else the nearest one.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return of x's type, everywhere finite
   * @see NanToNum
   */
  public static Tensor nanToNum(Tensor x) {
    return NanToNum.nanToNum(x);
  }

  /**
   * Each element with the other sign.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return -x, of x's type
   * @see Negate
   */
  public static Tensor negate(Tensor x) {
    return Negate.negate(x);
  }

  /**
   * Whether two tensors differ, element by element.
   *
   * @param a FLOAT, DOUBLE, LONG or BOOL
   * @param b of a's element type; a and b broadcast
   * @return BOOL, a ≠ b
   * @see NotEqual
   */
  public static Tensor notEqual(Tensor a, Tensor b) {
    return NotEqual.notEqual(a, b);
  }

  /**
   * Whether the elements of a tensor differ from a number, which takes the tensor's element type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the number
   * @return BOOL, a ≠ b
   * @see NotEqual
   */
  public static Tensor notEqual(Tensor a, double b) {
    return NotEqual.notEqual(a, b);
  }

  /**
   * Indices as rows of zeros with a one.
   *
   * @param indices LONG, of any shape
   * @param classes how many different indices there are
   * @param dataType the element type of the result
   * @return the rows, along a new last axis
   * @see OneHot
   */
  public static Tensor oneHot(Tensor indices, int classes, DataType dataType) {
    return OneHot.oneHot(indices, classes, dataType);
  }

  /**
   * Ones of another tensor's type.
   *
   * @param x FLOAT, DOUBLE or LONG
   * @return ones of x's type
   * @see Fill
   */
  public static Tensor onesLike(Tensor x) {
    return Fill.onesLike(x);
  }

  /**
   * One tensor to the power of another.
   *
   * @param a the base, FLOAT or DOUBLE
   * @param b the exponent, of a's element type; a and b broadcast
   * @return aᵇ
   * @see Pow
   */
  public static Tensor pow(Tensor a, Tensor b) {
    return Pow.pow(a, b);
  }

  /**
   * A tensor to the power of a number.
   *
   * @param x the base, FLOAT or DOUBLE
   * @param exponent the exponent
   * @return x to that power, of x's type @see Power
   * @see Pow
   */
  public static Tensor pow(Tensor x, double exponent) {
    return Pow.pow(x, exponent);
  }

  /**
   * A key.
   *
   * @param seed any number
   * @return a LONG scalar that holds the seed
   * @see RandomKey
   */
  public static Constant randomKey(long seed) {
    return RandomKey.randomKey(seed);
  }

  /**
   * Random numbers of the normal distribution with mean 0 and variance 1.
   *
   * @param key a LONG scalar; the same key gives the same numbers
   * @param shape the result's shape
   * @param dataType FLOAT or DOUBLE
   * @return the numbers
   * @see RandomNormal
   */
  public static Tensor randomNormal(Tensor key, Shape shape, DataType dataType) {
    return RandomNormal.randomNormal(key, shape, dataType);
  }

  /**
   * Random numbers, uniform in [0, 1).
   *
   * @param key a LONG scalar; the same key gives the same numbers
   * @param shape the result's shape
   * @param dataType FLOAT or DOUBLE
   * @return the numbers
   * @see RandomUniform
   */
  public static Tensor randomUniform(Tensor key, Shape shape, DataType dataType) {
    return RandomUniform.randomUniform(key, shape, dataType);
  }

  /**
   * The places from one to before another: {@code begin:end}.
   *
   * @param begin the first place
   * @param end the place after the last
   * @return the range
   * @see Range
   */
  public static Range range(int begin, int end) {
    return Range.range(begin, end);
  }

  /**
   * The places from one to the end: {@code begin:}.
   *
   * @param begin the first place
   * @return the range
   * @see Range
   */
  public static Range rangeFrom(int begin) {
    return Range.rangeFrom(begin);
  }

  /**
   * The places before one: {@code :end}.
   *
   * @param end the place after the last
   * @return the range
   * @see Range
   */
  public static Range rangeTo(int end) {
    return Range.rangeTo(end);
  }

  /**
   * The reciprocal of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return 1/x, of x's type
   * @see Reciprocal
   */
  public static Tensor reciprocal(Tensor x) {
    return Reciprocal.reciprocal(x);
  }

  /**
   * The logarithm of the sum of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   * @see ReduceLogSum
   */
  public static Tensor reduceLogSum(Tensor x) {
    return ReduceLogSum.reduceLogSum(x);
  }

  /**
   * The logarithm of the sum along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return ln Σ x
   * @see ReduceLogSum
   */
  public static Tensor reduceLogSum(Tensor x, Axes axes) {
    return ReduceLogSum.reduceLogSum(x, axes);
  }

  /**
   * The maximum of all elements.
   *
   * @param x FLOAT or DOUBLE, not empty
   * @return a scalar
   * @see ReduceMax
   */
  public static Tensor reduceMax(Tensor x) {
    return ReduceMax.reduceMax(x);
  }

  /**
   * The maximum along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, none of them empty, and whether they stay with size 1
   * @return the maxima
   * @see ReduceMax
   */
  public static Tensor reduceMax(Tensor x, Axes axes) {
    return ReduceMax.reduceMax(x, axes);
  }

  /**
   * The mean of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   * @see ReduceMean
   */
  public static Tensor reduceMean(Tensor x) {
    return ReduceMean.reduceMean(x);
  }

  /**
   * The mean along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return the means
   * @see ReduceMean
   */
  public static Tensor reduceMean(Tensor x, Axes axes) {
    return ReduceMean.reduceMean(x, axes);
  }

  /**
   * The minimum of all elements.
   *
   * @param x FLOAT or DOUBLE, not empty
   * @return a scalar
   * @see ReduceMin
   */
  public static Tensor reduceMin(Tensor x) {
    return ReduceMin.reduceMin(x);
  }

  /**
   * The minimum along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, none of them empty, and whether they stay with size 1
   * @return the minima
   * @see ReduceMin
   */
  public static Tensor reduceMin(Tensor x, Axes axes) {
    return ReduceMin.reduceMin(x, axes);
  }

  /**
   * The 1-norm of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   * @see ReduceNorm1
   */
  public static Tensor reduceNorm1(Tensor x) {
    return ReduceNorm1.reduceNorm1(x);
  }

  /**
   * The 1-norm along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return Σ |x|
   * @see ReduceNorm1
   */
  public static Tensor reduceNorm1(Tensor x, Axes axes) {
    return ReduceNorm1.reduceNorm1(x, axes);
  }

  /**
   * The 2-norm of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   * @see ReduceNorm2
   */
  public static Tensor reduceNorm2(Tensor x) {
    return ReduceNorm2.reduceNorm2(x);
  }

  /**
   * The 2-norm along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return √(Σ x²)
   * @see ReduceNorm2
   */
  public static Tensor reduceNorm2(Tensor x, Axes axes) {
    return ReduceNorm2.reduceNorm2(x, axes);
  }

  /**
   * The product of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   * @see ReduceProd
   */
  public static Tensor reduceProd(Tensor x) {
    return ReduceProd.reduceProd(x);
  }

  /**
   * The product along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return the products
   * @see ReduceProd
   */
  public static Tensor reduceProd(Tensor x, Axes axes) {
    return ReduceProd.reduceProd(x, axes);
  }

  /**
   * The standard deviation of all elements, with correction 0.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   * @see ReduceStd
   */
  public static Tensor reduceStd(Tensor x) {
    return ReduceStd.reduceStd(x);
  }

  /**
   * The standard deviation along axes, with correction 0.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return the standard deviations
   * @see ReduceStd
   */
  public static Tensor reduceStd(Tensor x, Axes axes) {
    return ReduceStd.reduceStd(x, axes);
  }

  /**
   * The standard deviation along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @param correction what is subtracted from the number of elements
   * @return the standard deviations
   * @see ReduceStd
   */
  public static Tensor reduceStd(Tensor x, Axes axes, int correction) {
    return ReduceStd.reduceStd(x, axes, correction);
  }

  /**
   * The sum of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   * @see ReduceSum
   */
  public static Tensor reduceSum(Tensor x) {
    return ReduceSum.reduceSum(x);
  }

  /**
   * The sum along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return the sums
   * @see ReduceSum
   */
  public static Tensor reduceSum(Tensor x, Axes axes) {
    return ReduceSum.reduceSum(x, axes);
  }

  /**
   * The sum of all squares.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   * @see ReduceSumSquare
   */
  public static Tensor reduceSumSquare(Tensor x) {
    return ReduceSumSquare.reduceSumSquare(x);
  }

  /**
   * The sum of the squares along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return Σ x²
   * @see ReduceSumSquare
   */
  public static Tensor reduceSumSquare(Tensor x, Axes axes) {
    return ReduceSumSquare.reduceSumSquare(x, axes);
  }

  /**
   * The variance of all elements, with correction 0.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   * @see ReduceVariance
   */
  public static Tensor reduceVariance(Tensor x) {
    return ReduceVariance.reduceVariance(x);
  }

  /**
   * The variance along axes, with correction 0.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return the variances
   * @see ReduceVariance
   */
  public static Tensor reduceVariance(Tensor x, Axes axes) {
    return ReduceVariance.reduceVariance(x, axes);
  }

  /**
   * The variance along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @param correction what is subtracted from the number of elements
   * @return the variances
   * @see ReduceVariance
   */
  public static Tensor reduceVariance(Tensor x, Axes axes, int correction) {
    return ReduceVariance.reduceVariance(x, axes, correction);
  }

  /**
   * The positive part of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return max(x, 0), of x's type
   * @see Relu
   */
  public static Tensor relu(Tensor x) {
    return Relu.relu(x);
  }

  /**
   * The same elements under another shape.
   *
   * @param x of any element type
   * @param shape the result's shape, of as many elements
   * @return x under that shape; x itself if it has it already
   * @see Reshape
   */
  public static Tensor reshape(Tensor x, Shape shape) {
    return Reshape.reshape(x, shape);
  }

  /**
   * The same elements under other sizes.
   *
   * @param x of any element type
   * @param sizes the result's sizes; at most one may be -1, which stands for what is left
   * @return x under that shape
   * @see Reshape
   */
  public static Tensor reshape(Tensor x, int[] sizes) {
    return Reshape.reshape(x, sizes);
  }

  /**
   * The same elements under other sizes.
   *
   * @param x of any element type
   * @param first the size of the first axis
   * @param rest the sizes of the others; at most one size may be -1, which stands for what is left
   * @return x under that shape
   * @see Reshape
   */
  public static Tensor reshape(Tensor x, int first, int... rest) {
    return Reshape.reshape(x, first, rest);
  }

  /**
   * A tensor with its elements in reverse order along some axes.
   *
   * @param x of any element type
   * @param first an axis; negative counts from the end
   * @param rest more of them
   * @return x, turned round along these axes
   * @see Reverse
   */
  public static Tensor reverse(Tensor x, int first, int... rest) {
    return Reverse.reverse(x, first, rest);
  }

  /**
   * The reciprocal square root of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return 1/√x, of x's type
   * @see Rsqrt
   */
  public static Tensor rsqrt(Tensor x) {
    return Rsqrt.rsqrt(x);
  }

  /**
   * Zeros, to which slices along an axis are added at their indices.
   *
   * @param x FLOAT or DOUBLE; its sizes from the axis on begin with the indices' shape
   * @param indices LONG, of any shape
   * @param axis the axis of the result; negative counts from the end of the result's axes
   * @param size the size of that axis in the result
   * @return the sums
   * @see ScatterAdd
   */
  public static Tensor scatterAdd(Tensor x, Tensor indices, int axis, int size) {
    return ScatterAdd.scatterAdd(x, indices, axis, size);
  }

  /**
   * The logistic function of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return 1/(1 + e⁻ˣ), of x's type
   * @see Sigmoid
   */
  public static Tensor sigmoid(Tensor x) {
    return Sigmoid.sigmoid(x);
  }

  /**
   * The gradient of sigmoid cross entropy.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits log odds
   * @return sigmoid(logits) - labels
   * @see SigmoidMinusLabels
   */
  public static Tensor sigmoidMinusLabels(Tensor labels, Tensor logits) {
    return SigmoidMinusLabels.sigmoidMinusLabels(labels, logits);
  }

  /**
   * The sign of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return -1, 0 or 1, of x's type
   * @see Sign
   */
  public static Tensor sign(Tensor x) {
    return Sign.sign(x);
  }

  /**
   * The sine of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape, in radians
   * @return sin x, of x's type
   * @see Sin
   */
  public static Tensor sin(Tensor x) {
    return Sin.sin(x);
  }

  /**
   * The hyperbolic sine of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return sinh x, of x's type
   * @see Sinh
   */
  public static Tensor sinh(Tensor x) {
    return Sinh.sinh(x);
  }

  /**
   * Part of a tensor.
   *
   * @param x of any element type
   * @param ranges the places along each axis; axes without a range are taken whole
   * @return the part
   * @see Slice
   */
  public static Tensor slice(Tensor x, List<Range> ranges) {
    return Slice.slice(x, ranges);
  }

  /**
   * Part of a tensor.
   *
   * @param x of any element type
   * @param first the places along the first axis
   * @param rest those along the axes that follow; axes without a range are taken whole
   * @return the part
   * @see Slice
   */
  public static Tensor slice(Tensor x, Range first, Range... rest) {
    return Slice.slice(x, first, rest);
  }

  /**
   * Zeros, with a tensor put into part of them.
   *
   * @param x of any element type
   * @param shape the result's shape
   * @param ranges the places along each axis that x takes; without a range, all of them
   * @return of that shape and x's element type
   * @see SliceScatter
   */
  public static Tensor sliceScatter(Tensor x, Shape shape, List<Range> ranges) {
    return SliceScatter.sliceScatter(x, shape, ranges);
  }

  /**
   * Probabilities along the last axis.
   *
   * @param x logits, FLOAT or DOUBLE, of rank 1 or more
   * @return of x's type; sums to 1 along the last axis
   * @see Softmax
   */
  public static Tensor softmax(Tensor x) {
    return Softmax.softmax(x);
  }

  /**
   * Probabilities along an axis.
   *
   * @param x logits, FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return of x's type; sums to 1 along the axis
   * @see Softmax
   */
  public static Tensor softmax(Tensor x, int axis) {
    return Softmax.softmax(x, axis);
  }

  /**
   * The gradient of cross entropy, the classes along the last axis.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits unnormalized log probabilities, of rank 1 or more
   * @return softmax(logits)·Σlabels - labels
   * @see SoftmaxMinusLabels
   */
  public static Tensor softmaxMinusLabels(Tensor labels, Tensor logits) {
    return SoftmaxMinusLabels.softmaxMinusLabels(labels, logits);
  }

  /**
   * The gradient of cross entropy, the classes along any axis.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits unnormalized log probabilities, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return softmax(logits)·Σlabels - labels
   * @see SoftmaxMinusLabels
   */
  public static Tensor softmaxMinusLabels(Tensor labels, Tensor logits, int axis) {
    return SoftmaxMinusLabels.softmaxMinusLabels(labels, logits, axis);
  }

  /**
   * The smooth positive part of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return ln(1 + eˣ), of x's type
   * @see Softplus
   */
  public static Tensor softplus(Tensor x) {
    return Softplus.softplus(x);
  }

  /**
   * Each element squeezed into (-1, 1).
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return x/(1 + |x|), of x's type
   * @see Softsign
   */
  public static Tensor softsign(Tensor x) {
    return Softsign.softsign(x);
  }

  /**
   * The gradient of sparse cross entropy, the classes along the last axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits unnormalized log probabilities, FLOAT or DOUBLE, of rank 1 or more
   * @return softmax(logits), less 1 for each label
   * @see SparseSoftmaxMinusLabels
   */
  public static Tensor sparseSoftmaxMinusLabels(Tensor labels, Tensor logits) {
    return SparseSoftmaxMinusLabels.sparseSoftmaxMinusLabels(labels, logits);
  }

  /**
   * The gradient of sparse cross entropy, the classes along any axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits unnormalized log probabilities, FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return softmax(logits), less 1 for each label
   * @see SparseSoftmaxMinusLabels
   */
  public static Tensor sparseSoftmaxMinusLabels(Tensor labels, Tensor logits, int axis) {
    return SparseSoftmaxMinusLabels.sparseSoftmaxMinusLabels(labels, logits, axis);
  }

  /**
   * The square root of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return √x, of x's type
   * @see Sqrt
   */
  public static Tensor sqrt(Tensor x) {
    return Sqrt.sqrt(x);
  }

  /**
   * The square of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return x², of x's type
   * @see Square
   */
  public static Tensor square(Tensor x) {
    return Square.square(x);
  }

  /**
   * The square of the difference of two tensors.
   *
   * @param a FLOAT or DOUBLE
   * @param b of a's element type; a and b broadcast
   * @return (a - b)²
   * @see SquaredDifference
   */
  public static Tensor squaredDifference(Tensor a, Tensor b) {
    return SquaredDifference.squaredDifference(a, b);
  }

  /**
   * A tensor without any axis of size 1.
   *
   * @param x of any element type
   * @return x without those axes
   * @see Squeeze
   */
  public static Tensor squeeze(Tensor x) {
    return Squeeze.squeeze(x);
  }

  /**
   * A tensor without some axes of size 1.
   *
   * @param x of any element type
   * @param first an axis of size 1; negative counts from the end
   * @param rest more of them
   * @return x without those axes
   * @see Squeeze
   */
  public static Tensor squeeze(Tensor x, int first, int... rest) {
    return Squeeze.squeeze(x, first, rest);
  }

  /**
   * Tensors of one shape laid beside each other along a new axis.
   *
   * @param tensors at least one, of one type
   * @param axis where the new axis stands in the result, in [-rank - 1, rank]
   * @return all of them, in order
   * @see Stack
   */
  public static Tensor stack(List<? extends Tensor> tensors, int axis) {
    return Stack.stack(tensors, axis);
  }

  /**
   * The tensor as it is, taken for a constant by derivatives.
   *
   * @param x of any element type and shape
   * @return x
   * @see StopGradient
   */
  public static Tensor stopGradient(Tensor x) {
    return StopGradient.stopGradient(x);
  }

  /**
   * The difference of two tensors.
   *
   * @param a FLOAT, DOUBLE or LONG
   * @param b of a's element type; a and b broadcast
   * @return a - b
   * @see Subtract
   */
  public static Tensor subtract(Tensor a, Tensor b) {
    return Subtract.subtract(a, b);
  }

  /**
   * A tensor minus a number, which takes the tensor's element type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the number taken away
   * @return a - b, of a's type
   * @see Subtract
   */
  public static Tensor subtract(Tensor a, double b) {
    return Subtract.subtract(a, b);
  }

  /**
   * A number, which takes the tensor's element type, minus a tensor.
   *
   * @param a the number
   * @param b FLOAT, DOUBLE, or LONG if a is a whole number
   * @return a - b, of b's type
   * @see Subtract
   */
  public static Tensor subtract(double a, Tensor b) {
    return Subtract.subtract(a, b);
  }

  /**
   * A tensor summed to a shape.
   *
   * @param x FLOAT or DOUBLE
   * @param shape a shape that broadcasts to x's
   * @return the sums; x itself if it has the shape already
   * @see SumTo
   */
  public static Tensor sumTo(Tensor x, Shape shape) {
    return SumTo.sumTo(x, shape);
  }

  /**
   * Each element weighted by the logistic function of itself.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return x·σ(x), of x's type
   * @see Swish
   */
  public static Tensor swish(Tensor x) {
    return Swish.swish(x);
  }

  /**
   * The tangent of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape, in radians
   * @return tan x, of x's type
   * @see Tan
   */
  public static Tensor tan(Tensor x) {
    return Tan.tan(x);
  }

  /**
   * The hyperbolic tangent of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return tanh x, of x's type
   * @see Tanh
   */
  public static Tensor tanh(Tensor x) {
    return Tanh.tanh(x);
  }

  /**
   * A tensor repeated as a whole along its axes.
   *
   * @param x of any element type
   * @param first how often along the first axis named, 0 or more
   * @param rest how often along the axes that follow; the last one is x's last
   * @return the copies side by side
   * @see Tile
   */
  public static Tensor tile(Tensor x, int first, int... rest) {
    return Tile.tile(x, first, rest);
  }

  /**
   * A tensor with its axes in reverse order.
   *
   * @param x of any element type
   * @return x, its first axis last
   * @see Transpose
   */
  public static Tensor transpose(Tensor x) {
    return Transpose.transpose(x);
  }

  /**
   * A tensor with its axes in another order.
   *
   * @param x of any element type
   * @param first the axis of x that becomes the result's first; negative counts from the end
   * @param rest the axes that follow it
   * @return x, its axes in that order
   * @see Transpose
   */
  public static Tensor transpose(Tensor x, int first, int... rest) {
    return Transpose.transpose(x, first, rest);
  }

  /**
   * Selects elements from two tensors.
   *
   * @param condition BOOL
   * @param a what is taken where the condition is true; FLOAT, DOUBLE or LONG
   * @param b what is taken where it is false, of a's element type; all three broadcast
   * @return of a's element type
   * @see Where
   */
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    return Where.where(condition, a, b);
  }

  /**
   * Elements of a tensor where a condition is true, elsewhere a number, which takes the tensor's
   * element type.
   *
   * @param condition BOOL
   * @param a what is taken where the condition is true; FLOAT, DOUBLE, or LONG if b is a whole
   *     number
   * @param b what is taken where it is false
   * @return of a's element type
   * @see Where
   */
  public static Tensor where(Tensor condition, Tensor a, double b) {
    return Where.where(condition, a, b);
  }

  /**
   * A number, which takes the tensor's element type, where a condition is true, elsewhere elements
   * of a tensor.
   *
   * @param condition BOOL
   * @param a what is taken where the condition is true
   * @param b what is taken where it is false; FLOAT, DOUBLE, or LONG if a is a whole number
   * @return of b's element type
   * @see Where
   */
  public static Tensor where(Tensor condition, double a, Tensor b) {
    return Where.where(condition, a, b);
  }

  /**
   * The whole axis: {@code :}.
   *
   * @return the range
   * @see Range
   */
  public static Range wholeRange() {
    return Range.wholeRange();
  }

  /**
   * One tensor divided by another, 0 where the first is 0.
   *
   * @param x FLOAT or DOUBLE
   * @param y of x's element type; x and y broadcast
   * @return x/y
   * @see Xdivy
   */
  public static Tensor xdivy(Tensor x, Tensor y) {
    return Xdivy.xdivy(x, y);
  }

  /**
   * One tensor times the logarithm of another, 0 where the first is 0.
   *
   * @param x FLOAT or DOUBLE
   * @param y of x's element type; x and y broadcast
   * @return x·ln y
   * @see Xlogy
   */
  public static Tensor xlogy(Tensor x, Tensor y) {
    return Xlogy.xlogy(x, y);
  }

  /**
   * Zeros of another tensor's type.
   *
   * @param x FLOAT, DOUBLE or LONG
   * @return zeros of x's type
   * @see Fill
   */
  public static Tensor zerosLike(Tensor x) {
    return Fill.zerosLike(x);
  }
}
