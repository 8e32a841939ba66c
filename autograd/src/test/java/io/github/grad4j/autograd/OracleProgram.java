package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Losses.absoluteError;
import static io.github.grad4j.ops.Losses.binaryCrossEntropy;
import static io.github.grad4j.ops.Losses.hinge;
import static io.github.grad4j.ops.Losses.huber;
import static io.github.grad4j.ops.Losses.multiMargin;
import static io.github.grad4j.ops.Losses.negativeLogLikelihood;
import static io.github.grad4j.ops.Losses.sigmoidCrossEntropyWithLogits;
import static io.github.grad4j.ops.Losses.softmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.Losses.sparseSoftmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.Losses.squaredError;
import static io.github.grad4j.ops.Losses.squaredHinge;
import static io.github.grad4j.ops.Losses.weightedSigmoidCrossEntropyWithLogits;
import static io.github.grad4j.ops.Ops.abs;
import static io.github.grad4j.ops.Ops.absoluteDifference;
import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.atan;
import static io.github.grad4j.ops.Ops.broadcastTo;
import static io.github.grad4j.ops.Ops.clip;
import static io.github.grad4j.ops.Ops.concat;
import static io.github.grad4j.ops.Ops.cos;
import static io.github.grad4j.ops.Ops.cosh;
import static io.github.grad4j.ops.Ops.cube;
import static io.github.grad4j.ops.Ops.cumsum;
import static io.github.grad4j.ops.Ops.divide;
import static io.github.grad4j.ops.Ops.elu;
import static io.github.grad4j.ops.Ops.erf;
import static io.github.grad4j.ops.Ops.exp;
import static io.github.grad4j.ops.Ops.expandDims;
import static io.github.grad4j.ops.Ops.expm1;
import static io.github.grad4j.ops.Ops.gather;
import static io.github.grad4j.ops.Ops.gelu;
import static io.github.grad4j.ops.Ops.leakyRelu;
import static io.github.grad4j.ops.Ops.log;
import static io.github.grad4j.ops.Ops.log1p;
import static io.github.grad4j.ops.Ops.logSigmoid;
import static io.github.grad4j.ops.Ops.logSoftmax;
import static io.github.grad4j.ops.Ops.logSumExp;
import static io.github.grad4j.ops.Ops.maximum;
import static io.github.grad4j.ops.Ops.minimum;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.nanToNum;
import static io.github.grad4j.ops.Ops.negate;
import static io.github.grad4j.ops.Ops.pow;
import static io.github.grad4j.ops.Ops.reciprocal;
import static io.github.grad4j.ops.Ops.reduceLogSum;
import static io.github.grad4j.ops.Ops.reduceMax;
import static io.github.grad4j.ops.Ops.reduceMean;
import static io.github.grad4j.ops.Ops.reduceMin;
import static io.github.grad4j.ops.Ops.reduceNorm1;
import static io.github.grad4j.ops.Ops.reduceNorm2;
import static io.github.grad4j.ops.Ops.reduceProd;
import static io.github.grad4j.ops.Ops.reduceStd;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.reduceSumSquare;
import static io.github.grad4j.ops.Ops.reduceVariance;
import static io.github.grad4j.ops.Ops.relu;
import static io.github.grad4j.ops.Ops.reshape;
import static io.github.grad4j.ops.Ops.reverse;
import static io.github.grad4j.ops.Ops.rsqrt;
import static io.github.grad4j.ops.Ops.sigmoid;
import static io.github.grad4j.ops.Ops.sin;
import static io.github.grad4j.ops.Ops.sinh;
import static io.github.grad4j.ops.Ops.slice;
import static io.github.grad4j.ops.Ops.softmax;
import static io.github.grad4j.ops.Ops.softplus;
import static io.github.grad4j.ops.Ops.softsign;
import static io.github.grad4j.ops.Ops.sqrt;
import static io.github.grad4j.ops.Ops.square;
import static io.github.grad4j.ops.Ops.squaredDifference;
import static io.github.grad4j.ops.Ops.squeeze;
import static io.github.grad4j.ops.Ops.stack;
import static io.github.grad4j.ops.Ops.stopGradient;
import static io.github.grad4j.ops.Ops.subtract;
import static io.github.grad4j.ops.Ops.swish;
import static io.github.grad4j.ops.Ops.tan;
import static io.github.grad4j.ops.Ops.tanh;
import static io.github.grad4j.ops.Ops.tile;
import static io.github.grad4j.ops.Ops.transpose;
import static io.github.grad4j.ops.Ops.where;
import static io.github.grad4j.ops.Ops.xlogy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.MatMul;
import io.github.grad4j.ops.Range;
import io.github.grad4j.ops.Transpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;

/** A program of an oracle file as formulas: the oracles' op names, and ours. */
final class OracleProgram {
  private static final int ANY = -1;

  /** How many tensors an op is applied to, where it is not one. */
  private static final Map<String, Integer> ARITIES = arities();

  private static Map<String, Integer> arities() {
    Map<String, Integer> arities = new HashMap<>();
    List.of("concat", "stack").forEach(op -> arities.put(op, ANY));
    List.of("add", "sub", "mul", "div", "pow", "maximum", "minimum", "squaredDifference")
        .forEach(op -> arities.put(op, 2));
    List.of("absoluteDifference", "xlogy", "where", "matmul", "softmaxCrossEntropy", "huber")
        .forEach(op -> arities.put(op, 2));
    List.of("sigmoidCrossEntropy", "binaryCrossEntropy", "hinge", "squaredHinge", "mse", "mae")
        .forEach(op -> arities.put(op, 2));
    arities.put("weightedSigmoidCrossEntropy", 3);
    return arities;
  }

  private final List<Tensor> values = new ArrayList<>();

  /** The values again, without the points at which Grad4J deviates from a convention. */
  private final List<Tensor> undisputed = new ArrayList<>();

  /** BOOL masks of those points. */
  private final List<Tensor> disputed = new ArrayList<>();

  /**
   * The formulas of a program.
   *
   * @param nodes the ops in order
   * @param inputs the first values, to which nodes refer by number
   * @param type the element type of the program's own constants
   */
  OracleProgram(JsonNode nodes, List<? extends Tensor> inputs, DataType type) {
    values.addAll(inputs);
    undisputed.addAll(inputs);
    for (JsonNode node : nodes) {
      append(node, type);
    }
  }

  private void append(JsonNode node, DataType type) {
    String op = node.path("op").asText();
    OracleAttributes attributes = new OracleAttributes(node);
    if (op.equals("const")) {
      OracleArray array = new OracleArray(attributes.shape(), attributes.numbers("data"));
      Tensor constant = Constant.of(array.data(), array.shape(), type);
      values.add(constant);
      undisputed.add(constant);
    } else {
      List<Tensor> in = operands(node, values);
      List<Tensor> others = operands(node, undisputed);
      Tensor value = apply(op, in, attributes);
      values.add(value);
      if (OracleDeviation.isPossible(op)) {
        OracleDeviation deviation = OracleDeviation.of(op, others, attributes);
        disputed.add(deviation.disputed());
        undisputed.add(deviation.result());
      } else {
        undisputed.add(in.equals(others) ? value : apply(op, others, attributes));
      }
    }
    attributes.requireAllUsed();
  }

  private static List<Tensor> operands(JsonNode node, List<Tensor> values) {
    List<Tensor> operands = new ArrayList<>();
    node.path("in").forEach(index -> operands.add(values.get(index.intValue())));
    return operands;
  }

  /** The last value. */
  Tensor output() {
    return values.get(values.size() - 1);
  }

  /** The last value, without the points at which Grad4J deviates from a convention. */
  Tensor undisputed() {
    return undisputed.get(undisputed.size() - 1);
  }

  /** BOOL masks, true at those points. */
  List<Tensor> disputed() {
    return disputed;
  }

  /** The formula that an oracle's op name stands for. */
  static Tensor apply(String op, List<Tensor> in, OracleAttributes a) {
    int arity = ARITIES.getOrDefault(op, 1);
    if (arity != ANY ? in.size() != arity : in.isEmpty()) {
      throw new AssertionError(op + " of " + in.size() + " tensors");
    }
    Tensor x = in.get(0);
    return switch (op) {
      case "neg" -> negate(x);
      case "abs" -> abs(x);
      case "exp" -> exp(x);
      case "expm1" -> expm1(x);
      case "log" -> log(x);
      case "log1p" -> log1p(x);
      case "sqrt" -> sqrt(x);
      case "rsqrt" -> rsqrt(x);
      case "square" -> square(x);
      case "cube" -> cube(x);
      case "reciprocal" -> reciprocal(x);
      case "sigmoid" -> sigmoid(x);
      case "logSigmoid" -> logSigmoid(x);
      case "tanh" -> tanh(x);
      case "relu" -> relu(x);
      case "softplus" -> softplus(x);
      case "sin" -> sin(x);
      case "cos" -> cos(x);
      case "tan" -> tan(x);
      case "atan" -> atan(x);
      case "sinh" -> sinh(x);
      case "cosh" -> cosh(x);
      case "erf" -> erf(x);
      case "swish" -> swish(x);
      case "gelu" -> gelu(x);
      case "softsign" -> softsign(x);
      case "stopGradient" -> stopGradient(x);
      case "nanToNum" -> nanToNum(x);
      case "identity" -> x;
      case "leakyRelu" -> leakyRelu(x, a.number("alpha", 0.01));
      case "elu" -> elu(x, a.number("alpha", 1));
      case "clip" -> clip(x, a.number("min", -Double.MAX_VALUE), a.number("max", Double.MAX_VALUE));
      case "powScalar" -> pow(x, a.number("p"));
      case "addScalar" -> add(x, a.number("c"));
      case "mulScalar" -> multiply(x, a.number("c"));
      case "add" -> add(x, in.get(1));
      case "sub" -> subtract(x, in.get(1));
      case "mul" -> multiply(x, in.get(1));
      case "div" -> divide(x, in.get(1));
      case "pow" -> pow(x, in.get(1));
      case "maximum" -> maximum(x, in.get(1));
      case "minimum" -> minimum(x, in.get(1));
      case "squaredDifference" -> squaredDifference(x, in.get(1));
      case "absoluteDifference" -> absoluteDifference(x, in.get(1));
      case "xlogy" -> xlogy(x, in.get(1));
      case "reduceSum" -> reduceSum(x, a.axes());
      case "reduceMean" -> reduceMean(x, a.axes());
      case "reduceMax" -> reduceMax(x, a.axes());
      case "reduceMin" -> reduceMin(x, a.axes());
      case "reduceProd" -> reduceProd(x, a.axes());
      case "logSumExp" -> logSumExp(x, a.axes());
      case "reduceNorm1" -> reduceNorm1(x, a.axes());
      case "reduceNorm2" -> reduceNorm2(x, a.axes());
      case "reduceSumSquare" -> reduceSumSquare(x, a.axes());
      case "reduceLogSum" -> reduceLogSum(x, a.axes());
      case "reduceVariance" -> reduceVariance(x, a.axes(), a.integer("correction", 0));
      case "reduceStd" -> reduceStd(x, a.axes(), a.integer("correction", 0));
      case "reshape" -> reshape(x, a.integers("shape"));
      case "transpose" -> a.has("perm") ? transposed(x, a.integers("perm")) : transpose(x);
      case "expandDims" -> expandDims(x, a.integer("axis"));
      case "squeeze" ->
          a.has("axes")
              ? ifAny(a.integers("axes"), x, list -> squeeze(x, first(list), rest(list)))
              : squeeze(x);
      case "broadcastTo" -> broadcastTo(x, Shape.of(a.integers("shape")));
      case "concat" -> concat(in, a.integer("axis"));
      case "stack" -> stack(in, a.integer("axis"));
      case "slice" -> sliced(x, a);
      case "gather" -> gather(x, longs(a.array("indices")), a.integer("axis"));
      case "tile" -> ifAny(a.integers("reps"), x, list -> tile(x, first(list), rest(list)));
      case "reverse" -> ifAny(a.integers("axes"), x, list -> reverse(x, first(list), rest(list)));
      case "cumsum" -> cumsum(x, a.integer("axis"));
      case "where" -> where(truths(a.array("cond")), x, in.get(1));
      case "matmul" -> new MatMul(a.flag("transA"), a.flag("transB")).on(x, in.get(1));
      case "softmax" -> softmax(x, a.integer("axis", -1));
      case "logSoftmax" -> logSoftmax(x, a.integer("axis", -1));
      case "softmaxCrossEntropy" ->
          softmaxCrossEntropyWithLogits(x, in.get(1), a.integer("axis", -1));
      case "sparseSoftmaxCrossEntropy" ->
          sparseSoftmaxCrossEntropyWithLogits(longs(a.array("labels")), x, a.integer("axis", -1));
      case "nllLoss" -> negativeLogLikelihood(longs(a.array("labels")), x, a.integer("axis", -1));
      case "sigmoidCrossEntropy" ->
          sigmoidCrossEntropyWithLogits(stretched(x, in), stretched(in.get(1), in));
      case "weightedSigmoidCrossEntropy" -> weighted(in);
      case "binaryCrossEntropy" -> binaryCrossEntropy(stretched(x, in), stretched(in.get(1), in));
      case "hinge" -> hinge(stretched(x, in), stretched(in.get(1), in));
      case "squaredHinge" -> squaredHinge(stretched(x, in), stretched(in.get(1), in));
      case "multiMargin" -> multiMargin(longs(a.array("labels")), x, a.number("margin", 1));
      case "huber" -> huber(stretched(x, in), stretched(in.get(1), in), a.number("delta", 1));
      case "mse" -> reduced(squaredError(stretched(x, in), stretched(in.get(1), in)), a);
      case "mae" -> reduced(absoluteError(stretched(x, in), stretched(in.get(1), in)), a);
      default -> throw new AssertionError("unknown op " + op);
    };
  }

  private static Tensor sliced(Tensor x, OracleAttributes a) {
    JsonNode begin = a.get("begin");
    JsonNode end = a.get("end");
    List<Range> ranges = new ArrayList<>();
    for (int axis = 0; axis < begin.size(); axis++) {
      int step = a.has("strides") ? a.integers("strides")[axis] : 1;
      ranges.add(new Range(place(begin.path(axis)), place(end.path(axis)), step));
    }
    return slice(x, ranges);
  }

  /** A place along an axis; null means as far as the axis goes. */
  private static OptionalInt place(JsonNode json) {
    return json.isNull() ? OptionalInt.empty() : OptionalInt.of(json.intValue());
  }

  /** A loss's operand stretched as the oracles do, which our losses refuse to do by themselves. */
  private static Tensor stretched(Tensor operand, List<Tensor> in) {
    return broadcastTo(operand, in.get(0).shape().broadcast(in.get(1).shape()));
  }

  private static Tensor weighted(List<Tensor> in) {
    return weightedSigmoidCrossEntropyWithLogits(
        stretched(in.get(0), in), stretched(in.get(1), in), in.get(2));
  }

  private static Tensor reduced(Tensor losses, OracleAttributes a) {
    String reduction = a.get("reduction").asText();
    return switch (reduction) {
      case "none" -> losses;
      case "sum" -> reduceSum(losses);
      case "mean" -> reduceMean(losses);
      default -> throw new AssertionError("unknown reduction " + reduction);
    };
  }

  /** An empty permutation is that of a scalar; of any other tensor, a mistake. */
  private static Tensor transposed(Tensor x, int[] permutation) {
    return permutation.length == 0
        ? new Transpose(List.of()).on(x)
        : transpose(x, first(permutation), rest(permutation));
  }

  /** An empty list of axes, which our factories do not take, leaves a tensor as it is. */
  private static Tensor ifAny(int[] list, Tensor x, Function<int[], Tensor> formula) {
    return list.length == 0 ? x : formula.apply(list);
  }

  private static int first(int[] list) {
    return list[0];
  }

  private static int[] rest(int[] list) {
    return Arrays.copyOfRange(list, 1, list.length);
  }

  private static Constant longs(OracleArray array) {
    return Constant.of(array.longs(), array.shape());
  }

  private static Constant truths(OracleArray array) {
    return Constant.of(array.booleans(), array.shape());
  }
}
