package io.github.grad4j.autograd.check;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** The plans of one order, bound once: values, cotangents pulled back, tangents pushed forward. */
final class Probe implements AutoCloseable {
  private final Level level;
  private final double[] weights;
  private final List<Tensor> pulled;
  private final List<Tensor> pushed;
  private final Rounding rounding;
  private final List<Input> tangents;
  private final Plan values;
  private final Plan backward;
  private final Plan forward;
  private final Plan reverseOverForward;

  Probe(Level level) {
    this.level = level;
    this.weights = join(level.cotangents().stream().map(Point::value).toList());
    this.tangents = level.xs().stream().map(x -> new Input("tangent", x.input().type())).toList();
    this.pulled = level.pulledBack(level.inputs());
    this.pushed = Autograd.jvp(level.ys(), level.inputs(), tangents);
    this.values = plan(level.ys());
    this.backward = plan(pulled);
    this.rounding = Rounding.of(level, tangents);
    List<Tensor> outputs = new ArrayList<>(pushed);
    outputs.addAll(rounding.ofNumbers());
    outputs.addAll(rounding.ofMoves());
    this.forward = plan(outputs);
    this.reverseOverForward = plan(level.reverseOverForward());
  }

  /** A plan that is fed the point. */
  private Plan plan(List<Tensor> outputs) {
    Plan plan = Plan.of(outputs);
    for (Point point : level.points()) {
      if (plan.uses(point.input())) {
        plan.feed(point.input(), point.value());
      }
    }
    return plan;
  }

  /** The tensors' numbers at the point, one after the other. */
  double[] values() {
    return read(values, level.ys());
  }

  /** The derivative of the weighted sum with respect to each input, in reverse mode. */
  List<double[]> pulledBack() {
    backward.run();
    return pulled.stream().map(backward::doubles).toList();
  }

  /** The same of one tensor only, with respect to one input. */
  double[] pulledBack(int tensor, int input) {
    for (int i = 0; i < level.cotangents().size(); i++) {
      Point cotangent = level.cotangents().get(i);
      if (backward.uses(cotangent.input())) {
        double[] value = i == tensor ? cotangent.value() : new double[cotangent.size()];
        backward.feed(cotangent.input(), value);
      }
    }
    double[] part = pulledBack().get(input);
    for (Point cotangent : level.cotangents()) {
      if (backward.uses(cotangent.input())) {
        backward.feed(cotangent.input(), cotangent.value());
      }
    }
    return part;
  }

  /** The derivative with respect to one of the formula's own inputs, from pushed tangents. */
  double[] reverseOverForward(int input) {
    reverseOverForward.run();
    return reverseOverForward.doubles(level.reverseOverForward().get(input));
  }

  /** The derivatives of the tensors along a tangent of one input, in forward mode. */
  Pushed pushed(int input, double[] tangent) {
    List<double[]> all = new ArrayList<>();
    for (int k = 0; k < tangents.size(); k++) {
      all.add(k == input ? tangent : new double[level.xs().get(k).size()]);
    }
    return pushed(all);
  }

  /** The derivatives of the tensors along a tangent, in forward mode. */
  Pushed pushed(List<double[]> tangent) {
    for (int k = 0; k < tangents.size(); k++) {
      if (forward.uses(tangents.get(k))) {
        forward.feed(tangents.get(k), tangent.get(k));
      }
    }
    double[] column = read(forward, pushed);
    return new Pushed(column, sum(rounding.ofNumbers()), sum(rounding.ofMoves()));
  }

  private double sum(List<Tensor> scalars) {
    return scalars.stream().mapToDouble(forward::scalar).sum();
  }

  /**
   * What forward mode tells of a tangent.
   *
   * @param column the derivatives of the tensors along it
   * @param rounding the bound of {@link Rounding} at the point
   * @param growth what is added to it for each unit of the tangent
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Pushed(double[] column, double rounding, double growth) {}

  /** The sum over all tensors of cotangent times number. */
  double weighted(double[] numbers) {
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += weights[i] * numbers[i];
    }
    return sum;
  }

  /** The sum of the magnitudes of cotangent times number. */
  double weightedMagnitude(double[] numbers) {
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += Math.abs(weights[i] * numbers[i]);
    }
    return sum;
  }

  /**
   * The weighted sum as a function of one element.
   *
   * @param pushed the derivatives with respect to it, which tell what can move
   */
  Line along(int input, int element, double[] center, Pushed pushed) {
    double[] point = level.xs().get(input).value();
    return line(
        input,
        x -> {
          double[] moved = point.clone();
          moved[element] = x;
          return moved;
        },
        center,
        pushed,
        level.xs().get(input)::round);
  }

  /** The weighted sum as a function of how far one input moves in a direction. */
  Line toward(int input, double[] direction, double[] center, Pushed pushed) {
    double[] point = level.xs().get(input).value();
    return line(
        input,
        t -> {
          double[] moved = point.clone();
          for (int j = 0; j < moved.length; j++) {
            moved[j] += t * direction[j];
          }
          return moved;
        },
        center,
        pushed,
        t -> t);
  }

  private Line line(
      int input,
      DoubleFunction<double[]> mover,
      double[] center,
      Pushed pushed,
      DoubleUnaryOperator rounding) {
    Point point = level.xs().get(input);
    return new Line() {
      @Override
      public double round(double x) {
        return rounding.applyAsDouble(x);
      }

      @Override
      public double[] at(double x) {
        if (!values.uses(point.input())) {
          return center;
        }
        values.feed(point.input(), mover.apply(x));
        double[] numbers = values();
        values.feed(point.input(), point.value());
        return numbers;
      }

      @Override
      public double[] center() {
        return center;
      }

      @Override
      public double[] differences(double[] to, double[] from) {
        double[] differences = new double[to.length];
        for (int i = 0; i < to.length; i++) {
          // A term that is infinite and does not depend on the number stays out of it.
          boolean stays = to[i] == from[i] && (Double.isFinite(to[i]) || pushed.column[i] == 0);
          differences[i] = stays ? 0 : weights[i] * (to[i] - from[i]);
        }
        return differences;
      }

      @Override
      public double difference(double[] to, double[] from) {
        return Arrays.stream(differences(to, from)).sum();
      }

      @Override
      public double magnitude(double[] terms) {
        double sum = 0;
        for (int i = 0; i < terms.length; i++) {
          boolean moves = pushed.column[i] != 0 || terms[i] != center[i];
          sum += moves ? Math.abs(weights[i] * terms[i]) : 0;
        }
        // A wrong rule may make it infinite or NaN.
        return Double.isFinite(pushed.rounding) ? Math.max(sum, pushed.rounding) : sum;
      }

      @Override
      public double growth() {
        return Double.isFinite(pushed.growth) ? pushed.growth : 0;
      }
    };
  }

  private static double[] read(Plan plan, List<Tensor> outputs) {
    plan.run();
    return join(outputs.stream().map(plan::doubles).toList());
  }

  private static double[] join(List<double[]> parts) {
    double[] joined = new double[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (double[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  @Override
  public void close() {
    values.close();
    backward.close();
    forward.close();
    reverseOverForward.close();
  }
}
