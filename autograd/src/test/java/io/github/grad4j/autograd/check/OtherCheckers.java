package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Ops.addN;
import static io.github.grad4j.ops.Ops.reduceSum;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Gradient checkers as others have them, to be measured beside ours. */
final class OtherCheckers {
  private OtherCheckers() {}

  /**
   * Whether the gradient of the sum of the output is refuted, element by element, in reverse mode.
   *
   * <p>Source: ND4J 1.0.0-M2.1, {@code GradCheckUtil}, with its default step and tolerances.
   */
  static boolean summedOutputRefutes(OpSample sample) {
    double step = 1e-5;
    Tensor loss = reduceSum(sample.y());
    List<Tensor> gradients = Autograd.gradients(loss, sample.xs());
    Map<Input, double[]> point = point(sample);
    List<double[]> analytic = values(gradients, point);
    try (Plan plan = plan(List.of(loss), point)) {
      for (int k = 0; k < sample.xs().size(); k++) {
        Input x = sample.xs().get(k);
        double[] at = sample.value(x);
        for (int i = 0; i < at.length && plan.uses(x); i++) {
          double[] moved = at.clone();
          moved[i] = at[i] + step;
          double above = plan.feed(x, moved).run().scalar(loss);
          moved[i] = at[i] - step;
          double below = plan.feed(x, moved).run().scalar(loss);
          plan.feed(x, at);
          double numeric = (above - below) / (2 * step);
          double gap = Math.abs(analytic.get(k)[i] - numeric);
          double size = Math.abs(analytic.get(k)[i]) + Math.abs(numeric);
          if (!Double.isFinite(gap) || (gap / size > 1e-5 && gap >= 1e-6)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Whether the derivative along one fixed direction is refuted, in both modes, to an order.
   *
   * <p>Source: JAX, {@code jax.test_util.check_grads}, with its default step and tolerances for
   * float64, which grow with the number of elements. At the next order the tangents are the
   * arguments themselves, and the cotangents the results.
   */
  static boolean oneProjectionRefutes(OpSample sample, int order) {
    return oneProjectionRefutes(List.of(sample.y()), sample.xs(), point(sample), order);
  }

  private static boolean oneProjectionRefutes(
      List<Tensor> ys, List<Input> xs, Map<Input, double[]> point, int order) {
    Random random = new Random(0);
    List<Tensor> tangent = xs.stream().map(x -> (Tensor) gaussian(x, random)).toList();
    List<Tensor> cotangent = ys.stream().map(y -> (Tensor) gaussian(y, random)).toList();
    List<double[]> numeric = chord(ys, xs, point, tangent);
    List<double[]> pushed = values(Autograd.jvp(ys, xs, tangent), point);
    for (int i = 0; i < pushed.size(); i++) {
      if (!isClose(pushed.get(i), numeric.get(i))) {
        return true;
      }
    }
    double reverse = inner(values(pulled(ys, xs, cotangent), point), values(tangent, Map.of()));
    double forward = inner(numeric, values(cotangent, Map.of()));
    if (!isClose(new double[] {reverse}, new double[] {forward})) {
      return true;
    }
    if (order == 1) {
      return false;
    }
    List<Input> more = new ArrayList<>(xs);
    Map<Input, double[]> place = new HashMap<>(point);
    List<Input> tangents = xs.stream().map(x -> new Input("tangent", x.type())).toList();
    for (int k = 0; k < xs.size(); k++) {
      more.add(tangents.get(k));
      place.put(tangents.get(k), Objects.requireNonNull(point.get(xs.get(k))));
    }
    List<Tensor> both = new ArrayList<>(ys);
    both.addAll(Autograd.jvp(ys, xs, tangents));
    return oneProjectionRefutes(both, more, place, order - 1)
        || oneProjectionRefutes(pulled(ys, xs, ys), xs, point, order - 1);
  }

  private static List<double[]> chord(
      List<Tensor> ys, List<Input> xs, Map<Input, double[]> point, List<Tensor> tangent) {
    double step = 1e-4;
    List<double[]> directions = values(tangent, Map.of());
    List<double[]> above = values(ys, moved(xs, point, directions, step));
    List<double[]> below = values(ys, moved(xs, point, directions, -step));
    for (int i = 0; i < above.size(); i++) {
      for (int j = 0; j < above.get(i).length; j++) {
        double gap = above.get(i)[j] - below.get(i)[j];
        above.get(i)[j] = above.get(i)[j] == below.get(i)[j] ? 0 : gap * 0.5 / step;
      }
    }
    return above;
  }

  private static Map<Input, double[]> moved(
      List<Input> xs, Map<Input, double[]> point, List<double[]> directions, double step) {
    Map<Input, double[]> moved = new HashMap<>(point);
    for (int k = 0; k < xs.size(); k++) {
      double[] at = Objects.requireNonNull(point.get(xs.get(k))).clone();
      for (int i = 0; i < at.length; i++) {
        at[i] += step * directions.get(k)[i];
      }
      moved.put(xs.get(k), at);
    }
    return moved;
  }

  private static List<Tensor> pulled(List<Tensor> ys, List<Input> xs, List<Tensor> cotangents) {
    List<List<Tensor>> terms = new ArrayList<>();
    for (int i = 0; i < ys.size(); i++) {
      terms.add(Autograd.vjp(ys.get(i), xs, cotangents.get(i)));
    }
    List<Tensor> sums = new ArrayList<>();
    for (int k = 0; k < xs.size(); k++) {
      int input = k;
      sums.add(addN(terms.stream().map(term -> term.get(input)).toList()));
    }
    return sums;
  }

  private static boolean isClose(double[] got, double[] expected) {
    double tolerance = 1e-5 * got.length;
    for (int i = 0; i < got.length; i++) {
      double gap = Math.abs(got[i] - expected[i]);
      if (!(gap <= tolerance + tolerance * Math.abs(expected[i]))) {
        return false;
      }
    }
    return true;
  }

  private static double inner(List<double[]> some, List<double[]> others) {
    double sum = 0;
    for (int k = 0; k < some.size(); k++) {
      for (int i = 0; i < some.get(k).length; i++) {
        sum += some.get(k)[i] * others.get(k)[i];
      }
    }
    return sum;
  }

  private static Constant gaussian(Tensor like, Random random) {
    double[] values = new double[like.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Constant.of(values, like.shape(), like.type().dataType());
  }

  private static Map<Input, double[]> point(OpSample sample) {
    Map<Input, double[]> point = new HashMap<>();
    sample.inputs().forEach(input -> point.put(input, sample.value(input)));
    return point;
  }

  private static Plan plan(List<Tensor> formulas, Map<Input, double[]> point) {
    Plan plan = Plan.of(formulas);
    point.forEach(
        (input, value) -> {
          if (plan.uses(input)) {
            OpSample.feed(plan, input, value);
          }
        });
    return plan;
  }

  private static List<double[]> values(List<Tensor> formulas, Map<Input, double[]> point) {
    try (Plan plan = plan(formulas, point)) {
      return OpSample.read(plan.run(), formulas);
    }
  }
}
