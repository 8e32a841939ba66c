package io.github.grad4j.autograd;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.Reshape;
import io.github.grad4j.ops.Stack;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All partial derivatives of one tensor with respect to another: element [i…, j…] is ∂y[i…]/∂x[j…].
 *
 * <p>It is not a tensor by itself, because there are two ways to get it: {@link #evaluate} loops
 * one plan over the rows and needs memory for one at a time; {@link #formula} writes all rows out,
 * which can be differentiated again but grows with the size of y.
 */
public final class Jacobian {
  private final Tensor y;
  private final Tensor x;
  private final Shape shape;

  Jacobian(Tensor y, Tensor x) {
    this.y = y;
    this.x = x;
    List<Integer> sizes = new ArrayList<>(y.shape().toList());
    sizes.addAll(x.shape().toList());
    this.shape = Shape.of(sizes);
  }

  /**
   * The sizes of y, followed by those of x.
   *
   * @return the shape
   */
  public Shape shape() {
    return shape;
  }

  /**
   * The numbers, computed now, one vector-Jacobian product for each element of y.
   *
   * @return a new array of shape y.shape + x.shape and x's element type, the caller's own
   * @throws io.github.grad4j.core.PlanException if y has an {@link Input}; plan {@link #formula}
   *     instead
   */
  public INDArray evaluate() {
    Input cotangent = new Input("cotangent", y.type());
    Tensor row = Autograd.vjp(y, List.of(x), cotangent).get(0);
    int rows = y.shape().size();
    int columns = x.shape().size();
    double[] elements = new double[shape.size()];
    double[] seed = new double[rows];
    try (Plan plan = Plan.of(row, cotangent)) {
      for (int i = 0; i < rows; i++) {
        seed[i] = 1;
        double[] values = plan.feed(cotangent, seed).run().doubles(row);
        System.arraycopy(values, 0, elements, i * columns, columns);
        seed[i] = 0;
      }
    }
    return Constant.of(elements, shape, x.type().dataType()).evaluate();
  }

  /**
   * The Jacobian as a formula: a vector-Jacobian product for each element of y, stacked.
   *
   * @return a tensor of shape y.shape + x.shape
   */
  public Tensor formula() {
    int rows = y.shape().size();
    if (rows == 0) {
      return Constant.of(new double[0], shape, x.type().dataType());
    }
    List<Tensor> stacked = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double[] seed = new double[rows];
      seed[i] = 1;
      Tensor cotangent = Constant.of(seed, y.shape(), y.type().dataType());
      stacked.add(Autograd.vjp(y, List.of(x), cotangent).get(0));
    }
    return Reshape.reshape(Stack.stack(stacked, 0), shape);
  }
}
