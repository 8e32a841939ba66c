package io.github.grad4j.autograd.nonfinite;

import io.github.grad4j.core.Alias;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Pointwise;
import io.github.grad4j.core.Replay;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What an op would have made of other inputs: the way to find out which of them is to blame, for
 * any op, without knowing it.
 *
 * <p>Inputs that are not finite are replaced by 1, at which no op has a pole. If the output is then
 * finite, they are to blame, and putting them back shows which.
 */
final class WhatIf implements AutoCloseable {
  private static final double HARMLESS = 1;

  private final Node node;
  private final double[] output;
  private final List<double[]> values = new ArrayList<>();
  private final List<Input> leaves = new ArrayList<>();
  private final Tensor copy;
  private final Plan plan;

  /** One element of one of the op's inputs. */
  record Place(int input, int element) {}

  private WhatIf(Node node, Replay replay, Op op, UnaryOperator<TensorType> type) {
    this.node = node;
    this.output = replay.doubles(node);
    for (Tensor input : node.inputs()) {
      values.add(replay.doubles(input));
      leaves.add(new Input("x" + leaves.size(), type.apply(input.type())));
    }
    this.copy = op.on(List.copyOf(leaves));
    this.plan = Plan.of(copy);
  }

  /** The op on the values that its inputs had. */
  static WhatIf of(Node node, Replay replay) {
    return new WhatIf(node, replay, node.op(), type -> type);
  }

  /** The same with DOUBLE in place of FLOAT. */
  static WhatIf inDouble(Node node, Replay replay) {
    return new WhatIf(
        node,
        replay,
        node.op().retyped(DataType.FLOAT, DataType.DOUBLE),
        type -> type.dataType() == DataType.FLOAT ? type.withDataType(DataType.DOUBLE) : type);
  }

  /** Whether an element of the output is made of the elements at the same place alone. */
  static boolean isPointwise(Node node) {
    return node.op() instanceof Pointwise || node.op() instanceof Alias;
  }

  double value(Place place) {
    return values.get(place.input())[place.element()];
  }

  /** The input's element without which the output's would be finite; empty if there is none. */
  Optional<Place> culprit(int element) {
    boolean isNaN = Double.isNaN(output[element]);
    List<Place> suspects = new ArrayList<>(suspects(element));
    // What is of the same kind is the likelier cause. The sort keeps the order among equals.
    suspects.sort(Comparator.comparing(place -> Double.isNaN(value(place)) != isNaN));
    if (suspects.isEmpty()) {
      return Optional.empty();
    }
    double without = finite(element);
    if (!Double.isFinite(without) && Double.isNaN(without) == isNaN) {
      return Optional.empty();
    }
    boolean anyKind = Double.isFinite(without);
    int innocent = 0;
    int guilty = suspects.size();
    while (guilty - innocent > 1) {
      int middle = (innocent + guilty) / 2;
      double value = with(suspects.subList(0, middle))[element];
      if (!Double.isFinite(value) && (anyKind || Double.isNaN(value) == isNaN)) {
        guilty = middle;
      } else {
        innocent = middle;
      }
    }
    return Optional.of(suspects.get(guilty - 1));
  }

  /** What an element of the output is if all inputs are finite. */
  double finite(int element) {
    return with(List.of())[element];
  }

  /** How many elements of the output are not finite even if all inputs are. */
  int beginnings() {
    int count = 0;
    for (double value : with(List.of())) {
      count += Double.isFinite(value) ? 0 : 1;
    }
    return count;
  }

  private List<Place> suspects(int element) {
    List<Place> found = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      double[] elements = values.get(i);
      if (isPointwise(node)) {
        addSuspect(found, new Place(i, samePlace(i, element)));
      } else {
        for (int k = 0; k < elements.length; k++) {
          addSuspect(found, new Place(i, k));
        }
      }
    }
    return found;
  }

  private void addSuspect(List<Place> found, Place place) {
    if (!Double.isFinite(value(place))) {
      found.add(place);
    }
  }

  /** The elements at the place of the output's, one of each input of an elementwise op. */
  List<Place> samePlaces(int element) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      places.add(new Place(i, samePlace(i, element)));
    }
    return places;
  }

  private int samePlace(int input, int element) {
    if (node.op() instanceof Alias) {
      return element;
    }
    int[] from = node.input(input).shape().strides();
    int[] to = node.shape().strides();
    Shape shape = node.input(input).shape();
    int place = 0;
    int rest = element;
    for (int axis = 0; axis < to.length; axis++) {
      int own = axis - (to.length - from.length);
      if (own >= 0 && shape.size(own) > 1) {
        place += rest / to[axis] * from[own];
      }
      rest %= to[axis];
    }
    return place;
  }

  /** The largest element of each floating-point input that has any. */
  List<Place> largest() {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      double[] elements = values.get(i);
      if (node.input(i).type().isFloating() && elements.length > 0) {
        int best = 0;
        for (int k = 1; k < elements.length; k++) {
          best = Math.abs(elements[k]) > Math.abs(elements[best]) ? k : best;
        }
        places.add(new Place(i, best));
      }
    }
    return places;
  }

  /** The output where of all inputs that are not finite only some are as they were. */
  private double[] with(List<Place> kept) {
    for (int i = 0; i < values.size(); i++) {
      double[] elements = values.get(i).clone();
      for (int k = 0; k < elements.length; k++) {
        elements[k] = Double.isFinite(elements[k]) ? elements[k] : HARMLESS;
      }
      for (Place place : kept) {
        if (place.input() == i) {
          elements[place.element()] = value(place);
        }
      }
      feed(plan, leaves.get(i), elements);
    }
    return plan.run().doubles(copy);
  }

  private static void feed(Plan plan, Input input, double[] elements) {
    TensorType type = input.type();
    if (type.isFloating()) {
      plan.feed(input, elements);
    } else if (type.isInteger()) {
      long[] integers = new long[elements.length];
      for (int i = 0; i < integers.length; i++) {
        integers[i] = (long) elements[i];
      }
      plan.feed(input, integers);
    } else {
      boolean[] truths = new boolean[elements.length];
      for (int i = 0; i < truths.length; i++) {
        truths[i] = elements[i] != 0;
      }
      plan.feed(input, truths);
    }
  }

  @Override
  public void close() {
    plan.close();
  }
}
