package io.github.grad4j.ops;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;

/**
 * Short ways from numbers to tensors of any shape and back, for the tests of reductions and losses.
 */
final class Shaped {
  /** Half a unit in the last place of 1: what one rounding to DOUBLE may change. */
  static final double EPS = 0x1p-53;

  /** The same for FLOAT. */
  static final double EPS_FLOAT = 0x1p-24;

  private Shaped() {}

  static Tensor vector(double... values) {
    return Constant.of(values, Shape.of(values.length));
  }

  static Tensor matrix(double[]... rows) {
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return Constant.of(values, Shape.of(rows.length, rows[0].length));
  }

  static Tensor ids(long... values) {
    return Constant.of(values, Shape.of(values.length));
  }

  /** The numbers 1, 2, 3 and so on. */
  static Tensor counting(int... sizes) {
    Shape shape = Shape.of(sizes);
    return Constant.of(IntStream.rangeClosed(1, shape.size()).asDoubleStream().toArray(), shape);
  }

  static Tensor zeros(int... sizes) {
    Shape shape = Shape.of(sizes);
    return Constant.of(new double[shape.size()], shape);
  }

  /** The elements in c order; -0 as 0, since no rule here depends on the sign of zero. */
  static double[] values(Tensor tensor) {
    return Arrays.stream(Elements.valuesOf(tensor)).map(x -> x + 0.0).toArray();
  }

  /** The only element. */
  static double value(Tensor tensor) {
    double[] values = values(tensor);
    if (values.length != 1) {
      throw new AssertionError(values.length + " elements where one is expected");
    }
    return values[0];
  }

  /** A cotangent pulled back through one node, to one of its inputs. */
  static double[] vjp(Tensor y, int input, double... cotangent) {
    if (!(y instanceof Node node)) {
      throw new AssertionError(y + " is no node");
    }
    return values(node.op().partials(node).get(input).vjp(Constant.of(cotangent, y.shape())));
  }

  static double[] row(double... values) {
    return values;
  }

  static Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }
}
