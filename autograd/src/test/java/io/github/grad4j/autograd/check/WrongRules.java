package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The wrong gradients of {@code gradcheck-mutants.md}, rebuilt: each is a formula and its rules.
 */
final class WrongRules {
  /** Labels of which no row sums to 1. */
  static final Tensor LABELS = constant(new double[][] {{0.5, 0.75, 1}, {0.25, 0, 0.25}});

  static final Tensor DISTRIBUTIONS = constant(new double[][] {{0.25, 0.5, 0.25}, {0, 1, 0}});

  private static final Tensor SIGNS = constant(new double[] {-1, 1, -1, 1});
  private static final Tensor BINARY_LABELS = constant(new double[][] {{1, 0}, {0.25, 1}});
  private static final Tensor POSITIVE_WEIGHTS = constant(new double[] {3, 0.5});
  private static final Tensor REPEATED = constant(new long[] {0, 1, 0});

  /**
   * A formula and a rule for each of its inputs.
   *
   * @param formula the function
   * @param rules wrong ones among them
   */
  record Mutant(Function<List<Tensor>, Tensor> formula, List<RuledOp.Rule> rules) {
    Tensor on(List<Tensor> x) {
      return new RuledOp(formula, rules).on(x);
    }
  }

  private static final Map<String, Mutant> ALL = new TreeMap<>();

  private WrongRules() {}

  static Mutant get(String id) {
    Mutant mutant = ALL.get(id);
    if (mutant == null) {
      throw new AssertionError("no rule for " + id);
    }
    return mutant;
  }

  private static void put(
      String id, Function<List<Tensor>, Tensor> formula, RuledOp.Rule... rules) {
    ALL.put(id, new Mutant(formula, List.of(rules)));
  }

  private static void unary(String id, UnaryOperator<Tensor> formula, RuledOp.Rule rule) {
    put(id, x -> formula.apply(x.get(0)), rule);
  }

  /** A rule right for every element but for a factor on each. */
  private static RuledOp.Rule times(RuledOp.Rule rule, double... factors) {
    return (x, y, g) -> {
      Tensor right = rule.vjp(x, y, g);
      return multiply(right, reshape(constant(factors), right.shape()));
    };
  }

  private static Tensor rows(Tensor g) {
    return expandDims(g, 1);
  }

  private static double[] onesBut(int size, int at, double value) {
    double[] factors = new double[size];
    for (int i = 0; i < size; i++) {
      factors[i] = i == at ? value : 1;
    }
    return factors;
  }

  static {
    losses();
    shapes();
    elementwise();
    reductions();
    singleElements();
  }

  private static void losses() {
    unary(
        "M01",
        z -> softmaxCrossEntropyWithLogits(LABELS, z),
        (x, y, g) -> multiply(rows(g), subtract(softmax(x.get(0)), LABELS)));
    unary(
        "M21",
        z -> softmaxCrossEntropyWithLogits(DISTRIBUTIONS, z),
        (x, y, g) ->
            multiply(rows(g), subtract(slice(softmax(x.get(0)), range(0, 1)), DISTRIBUTIONS)));
    unary(
        "M25",
        z -> weightedSigmoidCrossEntropyWithLogits(BINARY_LABELS, z, POSITIVE_WEIGHTS),
        (x, y, g) -> multiply(g, subtract(sigmoid(x.get(0)), BINARY_LABELS)));
    unary(
        "M35",
        z -> maximum(subtract(1, multiply(SIGNS, z)), 0),
        (x, y, g) -> negate(where(greater(y, 0), g, 0)));
    put(
        "M43",
        x -> square(subtract(x.get(0), x.get(1))),
        (x, y, g) -> multiply(g, subtract(x.get(0), x.get(1))),
        (x, y, g) -> multiply(g, subtract(x.get(1), x.get(0))));
    put(
        "M44",
        x -> softmaxCrossEntropyWithLogits(x.get(0), x.get(1)),
        (x, y, g) -> multiply(rows(g), zerosLike(x.get(0))),
        (x, y, g) -> multiply(rows(g), softmaxMinusLabels(x.get(0), x.get(1))));
    unary(
        "M45",
        z -> reduceMean(softmaxCrossEntropyWithLogits(DISTRIBUTIONS, z)),
        (x, y, g) -> multiply(divide(g, 3), softmaxMinusLabels(DISTRIBUTIONS, x.get(0))));
  }

  private static void shapes() {
    put("M04", x -> add(x.get(0), x.get(1)), (x, y, g) -> g, (x, y, g) -> g);
    put("M05", x -> add(x.get(0), x.get(1)), (x, y, g) -> g, (x, y, g) -> reduceSum(g, axes(1)));
    put(
        "M06",
        x -> add(x.get(0), x.get(1)),
        (x, y, g) -> g,
        (x, y, g) -> reduceMean(g, axes(1).keepingDims()));
    put(
        "M08",
        x -> matmul(x.get(0), x.get(1)),
        (x, y, g) -> transpose(matmulTransposeB(g, x.get(1))),
        (x, y, g) -> matmulTransposeA(x.get(0), g));
    unary("M26", a -> reduceSum(a, axes(0)), (x, y, g) -> broadcastTo(rows(g), x.get(0).shape()));
    unary("M29", a -> transpose(a, 1, 2, 0), (x, y, g) -> transpose(g, 1, 2, 0));
    unary(
        "M30",
        a -> gather(a, REPEATED, 0),
        (x, y, g) ->
            concat(
                List.of(
                    slice(g, range(2, 3)),
                    slice(g, range(1, 2)),
                    multiply(slice(g, range(0, 1)), 0)),
                0));
    put(
        "M31",
        x -> concat(x, 0),
        (x, y, g) -> slice(g, range(2, 4)),
        (x, y, g) -> slice(g, range(0, 2)));
    put(
        "M36",
        x -> matmul(x.get(0), x.get(1)),
        (x, y, g) -> matmulTransposeB(g, x.get(1)),
        (x, y, g) ->
            matmulTransposeA(
                squeeze(slice(x.get(0), range(0, 1)), 0), squeeze(slice(g, range(0, 1)), 0)));
    unary("M40", a -> exp(a), (x, y, g) -> reverse(multiply(g, y), 0));
    unary("M41", a -> exp(a), (x, y, g) -> reshape(multiply(g, y), 1, 4));
    unary("M49", a -> cumsum(a, 0), (x, y, g) -> cumsum(g, 0));
    unary("M50", a -> slice(a, range(1, 3)), (x, y, g) -> concat(List.of(g, multiply(g, 0)), 0));
  }

  private static void elementwise() {
    put("M07", x -> subtract(x.get(0), x.get(1)), (x, y, g) -> g, (x, y, g) -> g);
    unary("M09", a -> exp(a), (x, y, g) -> add(y, multiply(g, 0)));
    unary("M10", a -> sin(a), (x, y, g) -> multiply(reduceMean(g), cos(x.get(0))));
    RuledOp.Rule second = (x, y, g) -> multiply(g, x.get(1));
    RuledOp.Rule first = (x, y, g) -> multiply(g, x.get(0));
    put("M13", x -> multiply(x.get(0), x.get(1)), second, (x, y, g) -> multiply(g, 0));
    put("M14", x -> multiply(x.get(0), x.get(1)), second, RuledOp.NONE);
    put("M15", x -> multiply(x.get(0), x.get(1)), first, second);
    unary("M16", a -> multiply(a, a), first);
    unary("M17", a -> add(a, a), (x, y, g) -> multiply(g, 4));
    unary("M22", a -> log(a), (x, y, g) -> divide(g, add(x.get(0), 1e-3)));
    unary("M23", a -> clip(a, -1, 1), (x, y, g) -> g);
    unary("M24", a -> relu(a), (x, y, g) -> where(greater(x.get(0), 0), g, multiply(g, 0.01)));
    put(
        "M27",
        x -> divide(x.get(0), x.get(1)),
        (x, y, g) -> divide(g, x.get(1)),
        (x, y, g) -> negate(multiply(g, divide(x.get(0), x.get(1)))));
    put(
        "M28",
        x -> pow(x.get(0), x.get(1)),
        (x, y, g) -> multiply(g, multiply(x.get(1), pow(x.get(0), subtract(x.get(1), 1)))),
        (x, y, g) -> multiply(g, 0));
    unary("M32", a -> tanh(a), (x, y, g) -> multiply(g, subtract(1, y)));
    unary(
        "M37",
        a -> sigmoid(a),
        (x, y, g) -> where(greater(abs(x.get(0)), 4), 0, multiply(g, multiply(y, subtract(1, y)))));
  }

  private static void reductions() {
    unary("M02", a -> reduceMean(a, axes(1)), (x, y, g) -> broadcastTo(rows(g), x.get(0).shape()));
    unary(
        "M03",
        a -> reduceMean(a, axes(1)),
        (x, y, g) -> broadcastTo(rows(divide(g, 6)), x.get(0).shape()));
    unary("M18", a -> softmax(a), (x, y, g) -> multiply(g, multiply(y, subtract(1, y))));
    unary("M19", a -> logSoftmax(a), (x, y, g) -> subtract(g, exp(y)));
    unary(
        "M20",
        a -> softmax(a),
        (x, y, g) -> multiply(y, subtract(g, reduceSum(multiply(g, y), axes(0).keepingDims()))));
    unary(
        "M33",
        a -> logSumExp(a, axes(1)),
        (x, y, g) ->
            multiply(rows(g), exp(subtract(x.get(0), reduceMax(x.get(0), axes(1).keepingDims())))));
    unary(
        "M34",
        a -> reduceMax(a, axes(1)),
        (x, y, g) -> multiply(rows(g), constant(new double[] {1, 0, 0})));
    unary(
        "M46",
        a -> reduceVariance(a, axes(0), 1),
        (x, y, g) ->
            multiply(divide(multiply(g, 2), 4), subtract(x.get(0), reduceMean(x.get(0), axes(0)))));
    unary(
        "M47",
        a -> reduceProd(a, axes(1)),
        (x, y, g) ->
            multiply(
                rows(g),
                where(equal(x.get(0), 0), zerosLike(x.get(0)), divide(rows(y), x.get(0)))));
    unary("M48", a -> reduceNorm2(a, axes(1)), (x, y, g) -> multiply(rows(g), x.get(0)));
  }

  private static void singleElements() {
    RuledOp.Rule ofSin = (x, y, g) -> multiply(g, cos(x.get(0)));
    RuledOp.Rule ofExp = (x, y, g) -> multiply(g, y);
    unary("M11", a -> sin(a), times(ofSin, onesBut(12, 5, 1.01)));
    unary("M12", a -> sin(a), times(ofSin, onesBut(12, 5, 1.001)));
    unary("M38", a -> exp(a), times(ofExp, onesBut(4, 2, Double.NaN)));
    unary("M39", a -> exp(a), times(ofExp, onesBut(4, 1, Double.POSITIVE_INFINITY)));
    unary("M42", a -> multiply(sin(a), 1e-9), (x, y, g) -> multiply(ofSin.vjp(x, y, g), 2e-9));
  }
}
