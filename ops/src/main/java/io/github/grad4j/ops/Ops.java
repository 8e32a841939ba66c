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
   * A constant: a LONG scalar.
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
   * @param initial the first value, such as {@code constant(0.5)}; fixes element type and shape
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
  public static Tensor reshape(Tensor x, int... sizes) {
    return Reshape.reshape(x, sizes);
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
