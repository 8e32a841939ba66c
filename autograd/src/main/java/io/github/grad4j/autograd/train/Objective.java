package io.github.grad4j.autograd.train;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.autograd.nonfinite.NonFiniteStory;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** A loss as a function of one vector: the elements of all variables, one after the other. */
final class Objective implements AutoCloseable {
  private static final int ULPS = 8;

  private final Tensor loss;
  private final List<Variable> variables;
  private final List<Tensor> gradients;
  private final Plan plan;
  private int evaluations;

  /** A vector, the loss there and its gradient. */
  static final class Point {
    private final double[] x;
    private final double loss;
    private final double[] gradient;

    private Point(double[] x, double loss, double[] gradient) {
      this.x = x;
      this.loss = loss;
      this.gradient = gradient;
    }

    double[] x() {
      return x;
    }

    double loss() {
      return loss;
    }

    double[] gradient() {
      return gradient;
    }
  }

  Objective(Tensor loss, List<Variable> variables) {
    this.loss = ArgumentException.requireNonNull(loss, "loss");
    this.variables = OptimizerState.of(variables).parameters();
    this.gradients = Autograd.gradients(loss, this.variables);
    requireNoInput(loss);
    List<Tensor> outputs = new ArrayList<>(List.of(loss));
    outputs.addAll(gradients);
    outputs.addAll(this.variables);
    this.plan = Plan.of(outputs);
  }

  private static void requireNoInput(Tensor loss) {
    for (Tensor tensor : Tensors.order(List.of(loss))) {
      if (tensor instanceof Input) {
        throw new PlanException(
            "a loss that is minimised depends on variables and constants alone, but it has "
                + tensor
                + "; put a constant in its place");
      }
    }
  }

  /** By how much the loss at a point may be wrong: some units in the last place of its type. */
  double rounding(Point point) {
    boolean single = loss.type().dataType() == DataType.FLOAT;
    return ULPS * (single ? Math.ulp((float) point.loss) : Math.ulp(point.loss));
  }

  /** How often the loss was computed. */
  int evaluations() {
    return evaluations;
  }

  /** The point where the variables are when the search begins. */
  Point start() {
    Point start = here();
    if (!Double.isFinite(start.loss) || !Double.isFinite(Vectors.norm(start.gradient))) {
      throw new NonFiniteException(
          "the search begins where the loss or its gradient is not finite"
              + NonFiniteStory.of(plan).map(story -> "; " + story).orElse(""));
    }
    return start;
  }

  /** The point of a vector, to which the variables are moved; FLOAT variables round it. */
  Point at(double[] vector) {
    move(vector);
    return here();
  }

  private Point here() {
    plan.run();
    evaluations++;
    return new Point(
        Vectors.read(plan, variables), plan.scalar(loss), Vectors.read(plan, gradients));
  }

  /** Moves the variables, and nothing else. */
  void move(double[] vector) {
    int at = 0;
    for (Variable variable : variables) {
      int end = at + variable.shape().size();
      variable.assign(Arrays.copyOfRange(vector, at, end));
      at = end;
    }
  }

  /** What a search that ends at a point returns; the variables are moved there. */
  Minimum end(Point point, int steps, int products, Minimum.Reason reason) {
    move(point.x);
    return new Minimum(
        point.loss, Vectors.norm(point.gradient), steps, evaluations, products, reason);
  }

  @Override
  public void close() {
    plan.close();
  }
}
