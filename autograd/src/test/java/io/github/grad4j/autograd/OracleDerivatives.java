package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Ops.gather;
import static io.github.grad4j.ops.Ops.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.buffer.DataType;

/** Rows of {@code derivs.jsonl}: a function of one number, and its derivatives at a point. */
final class OracleDerivatives {
  /** What the files promise, relative to the largest derivative, or to 1 if that is larger. */
  private static final double TOLERANCE = 1e-11;

  /** {@code op}, {@code op(c,x)}, {@code op([x,0,1])}, {@code op([x,0,1])[0]}. */
  private static final Pattern FUNCTION =
      Pattern.compile("(\\w+)(?:\\((\\[?)([^])]*)]?\\))?(?:\\[(\\d+)])?");

  private static final String POWER = "x^x (pow(x,x))";

  private OracleDerivatives() {}

  static void verify(JsonNode row) {
    Input x = new Input("x", new TensorType(DataType.DOUBLE, Shape.scalar()));
    Tensor y = function(row.path("f").asText(), x);
    double[] expected = OracleArray.numbers(row.path("d"));
    List<Tensor> reverse = new ArrayList<>(List.of(y));
    List<Tensor> forward = new ArrayList<>(List.of(y));
    Tensor one = Constant.like(x, 1);
    for (int order = 1; order < expected.length; order++) {
      reverse.add(Autograd.gradient(reverse.get(order - 1), x));
      forward.add(Autograd.jvp(forward.get(order - 1), List.of(x), List.of(one)));
    }
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    double tolerance = TOLERANCE * Math.max(1, largest);
    List<Tensor> outputs = new ArrayList<>(reverse);
    outputs.addAll(forward);
    try (Plan plan = Plan.of(outputs)) {
      plan.feed(x, OracleArray.number(row.path("x"))).run();
      for (int order = 0; order < expected.length; order++) {
        requireClose(order, "reverse", plan.scalar(reverse.get(order)), expected, tolerance);
        requireClose(order, "forward", plan.scalar(forward.get(order)), expected, tolerance);
      }
    }
  }

  private static void requireClose(
      int order, String mode, double got, double[] expected, double tolerance) {
    // Negated, so that NaN fails.
    if (!(Math.abs(got - expected[order]) <= tolerance)) {
      throw new AssertionError(
          String.format(
              "derivative %d, %s: expected %s but got %s, tolerance %s",
              order, mode, expected[order], got, tolerance));
    }
  }

  private static Tensor function(String f, Input x) {
    if (f.equals(POWER)) {
      return apply("pow", List.of(x, x));
    }
    Matcher matcher = FUNCTION.matcher(f);
    if (!matcher.matches()) {
      throw new AssertionError("unknown function " + f);
    }
    String op = matcher.group(1);
    List<Tensor> arguments = new ArrayList<>();
    for (String argument : matcher.group(3) == null ? List.of("x") : split(matcher.group(3))) {
      arguments.add(argument.equals("x") ? x : Constant.like(x, Double.parseDouble(argument)));
    }
    boolean vector = "[".equals(matcher.group(2));
    Tensor y = apply(op, vector ? List.of(stack(arguments, 0)) : arguments);
    String index = matcher.group(4);
    return index == null
        ? y
        : gather(y, Constant.of(new long[] {Long.parseLong(index)}, Shape.scalar()), 0);
  }

  private static List<String> split(String arguments) {
    return Arrays.stream(arguments.split(",", -1)).map(String::strip).toList();
  }

  private static Tensor apply(String op, List<Tensor> arguments) {
    return OracleProgram.apply(
        op, arguments, new OracleAttributes(JsonNodeFactory.instance.objectNode()));
  }
}
