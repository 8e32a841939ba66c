package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.broadcastTo;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.negate;
import static io.github.grad4j.ops.Ops.onesLike;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.stopGradient;
import static io.github.grad4j.ops.Ops.transpose;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.BroadcastTo;
import io.github.grad4j.ops.Elementwise;
import io.github.grad4j.ops.MatMul;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A way in which a derivative rule goes wrong for one input.
 *
 * <p>Unless its name says otherwise, both modes go wrong together, and stay adjoint to each other
 * as far as the mistake allows: what compares the modes alone does not see it.
 */
enum Mutation {
  SIGN("opposite sign") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      return scaled(right, input, -1);
    }
  },

  TWICE("twice as large") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      return scaled(right, input, 2);
    }
  },

  THOUSANDTH("a thousandth too large") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      return scaled(right, input, 1.001);
    }
  },

  ELEMENT("one element a thousandth too large") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      double[] factors = new double[y.input(input).shape().size()];
      Arrays.fill(factors, 1);
      factors[factors.length / 2] = 1.001;
      Tensor factor = like(y.input(input), factors);
      Partial p = right.get(input);
      return replaced(
          right,
          input,
          Partial.of(t -> p.jvp(multiply(t, factor)), c -> multiply(p.vjp(c), factor)));
    }
  },

  EPSILON("off by 1e-4 everywhere") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      Partial p = right.get(input);
      return replaced(
          right,
          input,
          Partial.of(
              t -> add(p.jvp(t), everywhere(t, y)),
              c -> add(p.vjp(c), everywhere(c, y.input(input)))));
    }
  },

  UPSTREAM("cotangent replaced by ones") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      Partial p = right.get(input);
      return replaced(right, input, Partial.of(t -> p.jvp(onesLike(t)), c -> p.vjp(onesLike(c))));
    }
  },

  AXIS("placed along another axis") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      Partial p = right.get(input);
      Shape shape = y.input(input).shape();
      for (int j = shape.rank() - 1; j > 0; j--) {
        for (int i = j - 1; i >= 0; i--) {
          if (shape.size(i) == shape.size(j) && shape.size(i) > 1) {
            int[] order = IntStream.range(0, shape.rank()).toArray();
            order[i] = j;
            order[j] = i;
            UnaryOperator<Tensor> turned =
                t -> transpose(t, order[0], Arrays.copyOfRange(order, 1, order.length));
            return replaced(
                right, input, Partial.of(t -> p.jvp(turned.apply(t)), c -> turned.apply(p.vjp(c))));
          }
        }
      }
      return Optional.empty();
    }
  },

  SWAP("partials of two inputs exchanged") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      int other = partner(y, right, input);
      if (other < 0) {
        return Optional.empty();
      }
      List<Partial> wrong = new ArrayList<>(right);
      wrong.set(input, right.get(other));
      wrong.set(other, right.get(input));
      return Optional.of(wrong);
    }
  },

  SUM("broadcast operand not summed, vjp only") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      double[] kept = firstOfBroadcast(op, y, y.input(input).shape());
      if (Arrays.stream(kept).allMatch(factor -> factor == 1)) {
        return Optional.empty();
      }
      Partial p = right.get(input);
      return replaced(right, input, Partial.of(p::jvp, c -> p.vjp(multiply(c, like(c, kept)))));
    }
  },

  JVP("jvp twice as large, vjp right") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      Partial p = right.get(input);
      return replaced(right, input, Partial.of(t -> multiply(p.jvp(t), 2), p::vjp));
    }
  },

  VJP("vjp twice as large, jvp right") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      Partial p = right.get(input);
      return replaced(right, input, Partial.of(p::jvp, c -> multiply(p.vjp(c), 2)));
    }
  },

  FIRST_ORDER("right at first order only") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      return replaced(right, input, held(op, y).get(input));
    }
  },

  JVP_FIRST_ORDER("jvp right at first order only") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      Partial held = held(op, y).get(input);
      return replaced(right, input, Partial.of(held::jvp, right.get(input)::vjp));
    }
  },

  VJP_FIRST_ORDER("vjp right at first order only") {
    @Override
    Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input) {
      Partial held = held(op, y).get(input);
      return replaced(right, input, Partial.of(right.get(input)::jvp, held::vjp));
    }
  };

  private static final double SMALL = 1e-4;

  private final String title;

  Mutation(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /**
   * The wrong partials; empty if the mistake cannot be made here.
   *
   * @param op the op as it should be
   * @param y a node of it or of its mutant
   * @param right the right partials at the node
   * @param input whose partial goes wrong
   */
  abstract Optional<List<Partial>> of(Op op, Node y, List<Partial> right, int input);

  /** The next input of the same type that has a partial; -1 if there is none. */
  static int partner(Node y, List<Partial> right, int input) {
    return IntStream.range(input + 1, right.size())
        .filter(i -> !right.get(i).isNone() && y.input(i).type().equals(y.input(input).type()))
        .findFirst()
        .orElse(-1);
  }

  private static Optional<List<Partial>> scaled(List<Partial> right, int input, double factor) {
    UnaryOperator<Tensor> scale = t -> factor == -1 ? negate(t) : multiply(t, factor);
    Partial p = right.get(input);
    return replaced(
        right, input, Partial.of(t -> scale.apply(p.jvp(t)), c -> scale.apply(p.vjp(c))));
  }

  private static Optional<List<Partial>> replaced(List<Partial> right, int input, Partial wrong) {
    List<Partial> partials = new ArrayList<>(right);
    partials.set(input, wrong);
    return Optional.of(partials);
  }

  /** The sum of all elements, made small, in every element of another tensor's shape. */
  private static Tensor everywhere(Tensor t, Tensor like) {
    return broadcastTo(multiply(reduceSum(t), SMALL), like.shape());
  }

  /** The partials where the inputs are held, so that the rule is a constant map. */
  private static List<Partial> held(Op op, Node y) {
    List<Tensor> inputs =
        y.inputs().stream().map(x -> x.type().isFloating() ? stopGradient(x) : x).toList();
    return op.partials((Node) op.on(inputs));
  }

  private static Tensor like(Tensor tensor, double[] values) {
    return Constant.of(values, tensor.shape(), tensor.type().dataType());
  }

  /** One for the elements of y that are first along the axes to which x was broadcast, else 0. */
  private static double[] firstOfBroadcast(Op op, Node y, Shape x) {
    // The last two axes of a product are no batch.
    int matrix = op instanceof MatMul ? 2 : 0;
    boolean isBroadcast =
        op instanceof MatMul
            ? Math.min(x.rank(), y.shape().rank()) >= matrix
            : (op instanceof Elementwise || op instanceof BroadcastTo) && x.broadcastsTo(y.shape());
    double[] kept = new double[y.shape().size()];
    Arrays.fill(kept, 1);
    if (!isBroadcast) {
      return kept;
    }
    int[] strides = y.shape().strides();
    int missing = y.shape().rank() - x.rank();
    for (int axis = 0; axis < y.shape().rank() - matrix; axis++) {
      int size = y.shape().size(axis);
      if (size > 1 && (axis < missing || x.size(axis - missing) == 1)) {
        for (int i = 0; i < kept.length; i++) {
          kept[i] *= i / strides[axis] % size == 0 ? 1 : 0;
        }
      }
    }
    return kept;
  }
}
