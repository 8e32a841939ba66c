package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.AddN.addN;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What is checked at one order: some tensors, the random cotangents that make a scalar of them, and
 * the inputs that are moved.
 *
 * <p>The tensors of order 1 are the formula; those of the next order are the cotangents pulled back
 * to the formula's inputs. They are linear in the cotangents, which therefore are inputs as well: a
 * rule that holds the cotangent fixed is right at order 1 and wrong here.
 *
 * @param order from 1
 * @param precision of the least precise number
 * @param ys the tensors
 * @param cotangents one for each
 * @param xs what is moved; the formula's own inputs first
 * @param own how many are the formula's own
 * @param reverseOverForward the derivative of the weighted sum with respect to the formula's own
 *     inputs, from the pushed tangents of the order before; empty at order 1
 */
record Level(
    int order,
    Precision precision,
    List<Tensor> ys,
    List<Point> cotangents,
    List<Point> xs,
    int own,
    List<Tensor> reverseOverForward) {
  /** The first order of a formula of some inputs. */
  static Level first(
      Tensor formula, List<Point> points, Precision precision, SplittableRandom random) {
    List<Tensor> ys = List.of(formula);
    List<Point> cotangents = cotangents(ys, 1, random);
    return new Level(1, precision, ys, cotangents, points, points.size(), List.of());
  }

  Level next(SplittableRandom random) {
    List<Point> more = new ArrayList<>(xs);
    more.addAll(cotangents);
    List<Input> moved = inputs().subList(0, own);
    List<Tensor> pulled = pulledBack(ys, moved);
    List<Point> next = cotangents(pulled, order + 1, random);
    // What is pulled back times these cotangents is what they push forward times ours.
    List<Tensor> pushed = Autograd.jvp(ys, moved, next.stream().map(Point::input).toList());
    List<Tensor> same = pulledBack(pushed, moved);
    return new Level(order + 1, precision, pulled, next, more, own, same);
  }

  /** What the numbers of a report are divided by, so that a scalar's are those of its gradient. */
  double unit() {
    return order == 1 && ys.get(0).shape().rank() == 0 ? cotangents.get(0).value()[0] : 1;
  }

  List<Input> inputs() {
    return xs.stream().map(Point::input).toList();
  }

  /** All that a plan of this level may have to be fed. */
  List<Point> points() {
    List<Point> points = new ArrayList<>(xs);
    points.addAll(cotangents);
    return points;
  }

  /** The cotangents pulled back to some tensors. */
  List<Tensor> pulledBack(List<? extends Tensor> to) {
    return pulledBack(ys, to);
  }

  private List<Tensor> pulledBack(List<Tensor> from, List<? extends Tensor> to) {
    List<List<Tensor>> terms = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      terms.add(Autograd.vjp(from.get(i), to, cotangents.get(i).input()));
    }
    List<Tensor> sums = new ArrayList<>();
    for (int k = 0; k < to.size(); k++) {
      int input = k;
      List<Tensor> paths = terms.stream().map(term -> term.get(input)).toList();
      sums.add(paths.size() == 1 ? paths.get(0) : addN(paths));
    }
    return sums;
  }

  private static List<Point> cotangents(List<Tensor> ys, int order, SplittableRandom random) {
    List<Point> cotangents = new ArrayList<>();
    for (int i = 0; i < ys.size(); i++) {
      String name = "cotangent" + (order == 1 ? "" : " " + order + "." + i);
      cotangents.add(Point.signed(name, ys.get(i).type(), random));
    }
    return cotangents;
  }

  /** Random numbers of both signs and magnitudes from 0.5 to 1.5, none of them near 0. */
  static double[] signed(int size, SplittableRandom random) {
    double[] numbers = new double[size];
    for (int i = 0; i < size; i++) {
      double magnitude = 0.5 + random.nextDouble();
      numbers[i] = random.nextBoolean() ? magnitude : -magnitude;
    }
    return numbers;
  }
}
