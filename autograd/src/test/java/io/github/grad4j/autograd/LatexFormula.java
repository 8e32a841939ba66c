package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Reads a formula of a notation as a formula of tensors, so that it can be computed.
 *
 * <p>A sum over axes keeps them with size 1, and takes in the next factor only. Factors side by
 * side are a matrix product.
 *
 * <p>An entry of a Jacobian is read for all its indices at once: each of them has an axis of the
 * result, and the last axis is for all that the indices do not tell apart.
 */
final class LatexFormula {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\\\\[A-Za-z]+|[0-9]+(?:\\.[0-9]+)?|@[0-9]+|[a-z]+|.)");
  private static final Pattern AXES = Pattern.compile("ax[ei]s ([0-9, ]+)");

  private static final Map<String, UnaryOperator<Tensor>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("\\ln", x -> log(x)),
          Map.entry("\\sin", x -> sin(x)),
          Map.entry("\\cos", x -> cos(x)),
          Map.entry("\\tan", x -> tan(x)),
          Map.entry("\\sinh", x -> sinh(x)),
          Map.entry("\\cosh", x -> cosh(x)),
          Map.entry("\\tanh", x -> tanh(x)),
          Map.entry("\\arctan", x -> atan(x)),
          Map.entry("\\sigma", x -> reciprocal(add(exp(negate(x)), 1))),
          Map.entry("\\Phi", x -> multiply(erfc(multiply(x, -Math.sqrt(0.5))), 0.5)),
          Map.entry("sign", x -> sign(x)),
          Map.entry("erf", x -> erf(x)),
          Map.entry("erfc", x -> erfc(x)),
          Map.entry("cast", x -> x),
          Map.entry("stopGradient", x -> x));

  private final String latex;
  private final List<Tensor> symbols;
  private final Shape expected;
  private final List<String> indices;
  private final Matcher matcher;
  private String token = "";
  private int end;

  private LatexFormula(String latex, List<Tensor> symbols, Shape expected, List<String> indices) {
    this.latex = latex;
    this.symbols = symbols;
    this.expected = expected;
    this.indices = indices;
    this.matcher = TOKEN.matcher(latex);
    next();
  }

  /** What words are written with that this cannot compute. */
  static final class WordException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    WordException(String word) {
      super(word);
    }
  }

  /**
   * The tensor that a formula stands for.
   *
   * @param latex in which {@code @0} is the first symbol
   * @param symbols what stands for what, each DOUBLE, or LONG or BOOL where a word takes it
   * @param expected the shape that words such as spread are to give
   * @throws WordException if the formula has words in place of a computation
   */
  static Tensor read(String latex, List<Tensor> symbols, Shape expected) {
    return new LatexFormula(latex, symbols, expected, List.of()).whole();
  }

  /**
   * The entries that a formula stands for.
   *
   * @param latex in which {@code @0[i]} is an element of the first symbol
   * @param symbols what stands for what, each DOUBLE: first the axes that indices run along, then
   *     one axis for all others, or this axis alone
   * @param indices their names; a word computes along the first axis
   * @param sizes how many values each index has, and how many elements the others have together
   * @return entries, of which a size is 1 where the formula does not depend on the index
   * @throws WordException if the formula has words in place of a computation
   */
  static Tensor readEntry(String latex, List<Tensor> symbols, List<String> indices, Shape sizes) {
    return new LatexFormula(latex, symbols, sizes, indices).whole();
  }

  private Tensor whole() {
    Tensor result = expression();
    require(token.isEmpty());
    return result;
  }

  private void next() {
    end = matcher.regionStart();
    if (matcher.lookingAt()) {
      token = matcher.group(1);
      matcher.region(matcher.end(), latex.length());
    } else {
      token = "";
    }
  }

  private void require(boolean condition) {
    if (!condition) {
      throw new WordException("'" + token + "' at " + end + " of " + latex);
    }
  }

  private boolean take(String wanted) {
    boolean is = token.equals(wanted);
    if (is) {
      next();
    }
    return is;
  }

  private void expect(String wanted) {
    require(take(wanted));
  }

  private static Tensor number(double value) {
    return Constant.of(value);
  }

  private Tensor expression() {
    Tensor sum = take("-") ? negate(term()) : term();
    while (token.equals("+") || token.equals("-")) {
      sum = take("+") ? add(sum, term()) : subtract(sum, minusTerm());
    }
    return sum;
  }

  private Tensor minusTerm() {
    expect("-");
    return term();
  }

  private Tensor term() {
    Tensor product = factor();
    while (true) {
      if (take("\\cdot")) {
        product = multiply(product, factor());
      } else if (token.startsWith("@")) {
        product = matmul(product, factor());
      } else {
        return product;
      }
    }
  }

  private Tensor factor() {
    Tensor base = base();
    if (!indices.isEmpty() && take("[")) {
      base = elements(base);
    }
    require(!token.equals("["));
    if (!take("^")) {
      return base;
    }
    expect("{");
    if (take("\\top")) {
      expect("}");
      int rank = base.shape().rank();
      return rank < 2 ? base : swapLast(base);
    }
    Tensor exponent = expression();
    expect("}");
    return pow(base, exponent);
  }

  /** The elements of a symbol at one index or two: its axes, moved to those of the indices. */
  private Tensor elements(Tensor x) {
    List<Integer> axes = new ArrayList<>();
    do {
      axes.add(index(token));
      next();
    } while (take(","));
    expect("]");
    int[] sizes = ones();
    axes.forEach(axis -> sizes[axis] = expected.size(axis));
    sizes[sizes.length - 1] = expected.size(-1);
    boolean isSwapped = axes.size() == 2 && axes.get(0) > axes.get(1);
    return reshape(isSwapped ? transpose(x, 1, 0, 2) : x, Shape.of(sizes));
  }

  private int index(String name) {
    int axis = indices.indexOf(name);
    require(axis >= 0);
    return axis;
  }

  private int[] ones() {
    int[] ones = new int[expected.rank()];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The values of an index, along its axis. */
  private Tensor values(String name) {
    int axis = index(name);
    int[] sizes = ones();
    sizes[axis] = expected.size(axis);
    double[] values = new double[sizes[axis]];
    Arrays.setAll(values, value -> value);
    return Constant.of(values, Shape.of(sizes));
  }

  private String subscript() {
    expect("_");
    expect("{");
    String subscript = token;
    next();
    expect("}");
    return subscript;
  }

  private Tensor delta() {
    String both = subscript();
    require(both.length() == 2);
    Tensor same = equal(values(both.substring(0, 1)), values(both.substring(1)));
    return cast(same, DataType.DOUBLE);
  }

  private static Tensor swapLast(Tensor x) {
    int[] axes = new int[x.shape().rank()];
    Arrays.setAll(axes, i -> i);
    axes[axes.length - 1] = axes.length - 2;
    axes[axes.length - 2] = axes.length - 1;
    return transpose(x, axes[0], Arrays.copyOfRange(axes, 1, axes.length));
  }

  private Tensor group() {
    expect("{");
    Tensor inside = expression();
    expect("}");
    return inside;
  }

  private Tensor base() {
    String at = token;
    if (at.matches("[0-9.]+")) {
      next();
      return number(Double.parseDouble(at));
    }
    if (at.startsWith("@")) {
      next();
      return symbols.get(Integer.parseInt(at.substring(1)));
    }
    if (indices.contains(at)) {
      next();
      return values(at);
    }
    next();
    return switch (at) {
      case "(" -> closed(expression(), ")");
      case "[" -> condition();
      case "e" -> power();
      case "\\pi" -> number(Math.PI);
      case "\\infty" -> number(Double.POSITIVE_INFINITY);
      case "\\frac" -> divide(group(), group());
      case "\\sqrt" -> sqrt(group());
      case "\\lvert" -> abs(closed(expression(), "\\rvert"));
      case "\\lfloor" -> floor(closed(expression(), "\\rfloor"));
      case "\\sum" -> sum();
      case "\\delta" -> delta();
      case "\\max" -> extreme(true);
      case "\\min" -> extreme(false);
      case "\\mathrm" -> word(name());
      default -> {
        require(FUNCTIONS.containsKey(at));
        yield word(at);
      }
    };
  }

  private Tensor closed(Tensor inside, String end) {
    expect(end);
    return inside;
  }

  private Tensor power() {
    expect("^");
    return exp(group());
  }

  private Tensor sum() {
    Optional<Axes> axes =
        indices.isEmpty() ? axes() : Optional.of(Axes.axes(index(subscript())).keepingDims());
    Tensor x = factor();
    return axes.isPresent() ? reduceSum(x, axes.get()) : x;
  }

  private String name() {
    expect("{");
    StringBuilder name = new StringBuilder();
    while (!token.equals("}")) {
      name.append(token);
      next();
    }
    next();
    return name.toString();
  }

  private Tensor extreme(boolean greatest) {
    Optional<Axes> axes = axes();
    if (!token.equals("(")) {
      Tensor x = factor();
      return axes.isEmpty() ? x : greatest ? reduceMax(x, axes.get()) : reduceMin(x, axes.get());
    }
    List<Tensor> both = arguments();
    return greatest ? maximum(both.get(0), both.get(1)) : minimum(both.get(0), both.get(1));
  }

  private List<Tensor> arguments() {
    expect("(");
    List<Tensor> arguments = new ArrayList<>();
    do {
      arguments.add(expression());
    } while (take(","));
    expect(")");
    return arguments;
  }

  private Tensor condition() {
    Tensor holds;
    if (take("\\lnot")) {
      holds = logicalNot(expression());
    } else {
      Tensor left = expression();
      holds = token.equals("]") ? left : number(1);
      while (!token.equals("]")) {
        String relation = token;
        next();
        Tensor right = expression();
        if (left.type().isInteger()) {
          // Labels lack the axis of the classes.
          throw new WordException("integers in " + latex);
        }
        Tensor one =
            switch (relation) {
              case "=" -> equal(left, right);
              case "\\ne" -> notEqual(left, right);
              case "\\lt" -> less(left, right);
              case "\\gt" -> greater(left, right);
              case "\\le" -> lessEqual(left, right);
              case "\\ge" -> greaterEqual(left, right);
              default -> throw new WordException(relation + " in " + latex);
            };
        holds = holds.type().isBoolean() ? logicalAnd(holds, one) : one;
        left = right;
      }
    }
    expect("]");
    return cast(holds, DataType.DOUBLE);
  }

  /** The axes in a subscript, kept with size 1. */
  private Optional<Axes> axes() {
    if (!token.equals("_")) {
      return Optional.empty();
    }
    int from = matcher.regionStart();
    Matcher named = AXES.matcher(latex.substring(from));
    require(named.lookingAt() || named.find());
    skipSubscript();
    int[] all = Arrays.stream(named.group(1).split(", ", -1)).mapToInt(Integer::parseInt).toArray();
    return Optional.of(Axes.axes(all[0], Arrays.copyOfRange(all, 1, all.length)).keepingDims());
  }

  private void skipSubscript() {
    expect("_");
    int depth = 0;
    do {
      depth += token.equals("{") ? 1 : token.equals("}") ? -1 : 0;
      next();
    } while (depth > 0);
  }

  private Tensor word(String name) {
    Optional<Axes> axes = Optional.empty();
    if (token.equals("_")) {
      boolean hasAxes = latex.substring(matcher.regionStart()).startsWith("{\\text{ax");
      if (hasAxes) {
        axes = axes();
      } else {
        skipSubscript();
      }
    }
    List<Tensor> in = arguments();
    Tensor x = in.get(0);
    if (FUNCTIONS.containsKey(name)) {
      return FUNCTIONS.get(name).apply(x);
    }
    int axis = axes.map(a -> a.of(x).isEmpty() ? 0 : a.of(x).get(0)).orElse(0);
    return switch (name) {
      case "softmax" -> softmax(x, axis);
      case "cumsum" -> cumsum(x, axis);
      case "cumsumFromEnd" -> cumsumFromEnd(x, axis);
      case "gather" -> gather(x, in.get(1), axis);
      case "where" -> where(in.get(0), in.get(1), in.get(2));
      case "spread", "broadcast" -> broadcastTo(x, expected);
      case "reshape" -> reshape(x, expected);
      case "sumTo" -> sumTo(x, expected);
      case "scatterAdd" -> scatterAdd(x, in.get(1), axis, expected.size(axis));
      case "oneHot" -> rows(x, name);
      default -> throw new WordException(name + " in " + latex);
    };
  }

  /** Rows of zeros with a one, where the classes are the last axis. */
  private Tensor rows(Tensor labels, String word) {
    boolean isLast =
        expected.rank() > 0 && expected.without(expected.rank() - 1).equals(labels.shape());
    if (!isLast) {
      throw new WordException(word + " in " + latex);
    }
    return oneHot(labels, expected.size(-1), DataType.DOUBLE);
  }
}
