package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.reduceSum;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;

/** A program of an oracle file with its inputs, values and derivatives. */
final class OracleCase {
  private final JsonNode json;
  private final String id;
  private final List<OracleArray> inputs = new ArrayList<>();
  private boolean deviates;

  OracleCase(JsonNode json) {
    this.json = json;
    this.id = json.path("id").asText();
    json.path("inputs").forEach(input -> inputs.add(OracleArray.of(input)));
  }

  /** Whether the case holds but for a deviation; throws if it does not hold. */
  boolean verify() {
    String type = json.path("dtype").asText("float64");
    switch (type) {
      case "float64" -> verifyAs(DataType.DOUBLE, json.path("tol"));
      case "float32" -> verifyAs(DataType.FLOAT, json.path("tol"));
      default -> throw new AssertionError("unknown dtype " + type);
    }
    if (json.has("tol32")) {
      verifyAs(DataType.FLOAT, json.path("tol32"));
    }
    return deviates;
  }

  private boolean needsGradient(int input) {
    return json.path("grads").path(input).isObject();
  }

  private void verifyAs(DataType type, JsonNode tolerances) {
    new Run(type, tolerances).verify();
  }

  /** The case in one element type. */
  private final class Run {
    private final DataType type;
    private final JsonNode tolerances;
    private final double relative;
    private final List<Tensor> leaves = new ArrayList<>();

    /** The inputs with a gradient, and which of the case's inputs each is. */
    private final List<Input> xs = new ArrayList<>();

    private final List<Integer> indices = new ArrayList<>();
    private final Map<Input, OracleArray> feeds = new LinkedHashMap<>();
    private final OracleProgram program;
    private final Tensor y;

    Run(DataType type, JsonNode tolerances) {
      this.type = type;
      this.tolerances = tolerances;
      this.relative = tolerances.path("rtol").doubleValue();
      for (int i = 0; i < inputs.size(); i++) {
        OracleArray input = inputs.get(i);
        if (json.has("grads") && !needsGradient(i)) {
          leaves.add(Constant.of(input.data(), input.shape(), type));
          continue;
        }
        Input leaf = new Input("x" + i, new TensorType(type, input.shape()));
        leaves.add(leaf);
        feeds.put(leaf, input);
        if (needsGradient(i)) {
          xs.add(leaf);
          indices.add(i);
        }
      }
      program = new OracleProgram(json.path("nodes"), leaves, type);
      y = program.output();
    }

    void verify() {
      List<Tensor> outputs = new ArrayList<>(List.of(y));
      outputs.addAll(program.disputed());
      outputs.add(program.undisputed());
      List<Tensor> gradients = new ArrayList<>();
      List<Tensor> ours = new ArrayList<>();
      List<List<Tensor>> products = new ArrayList<>();
      List<OracleArray> vectors = vectors();
      Tensor pushed = y;
      if (!xs.isEmpty()) {
        Tensor upstream = constant(OracleArray.of(json.path("upstream")));
        gradients.addAll(Autograd.vjp(y, xs, upstream));
        ours.addAll(Autograd.vjp(program.undisputed(), xs, upstream));
        List<Tensor> tangents = new ArrayList<>();
        vectors.forEach(vector -> tangents.add(constant(vector)));
        pushed = Autograd.jvp(y, xs, tangents);
        if (json.has("hvp")) {
          Tensor loss = reduceSum(multiply(y, upstream));
          products.add(Autograd.hvp(loss, xs, tangents));
          products.add(Autograd.gradients(inner(gradients, tangents), xs));
          products.add(Autograd.gradients(Autograd.jvp(loss, xs, tangents), xs));
        }
      }
      outputs.addAll(gradients);
      outputs.addAll(ours);
      products.forEach(outputs::addAll);
      outputs.add(pushed);
      // A program may not depend on all of its inputs, but all are fed.
      outputs.addAll(feeds.keySet());
      try (Plan plan = Plan.of(outputs)) {
        feeds.forEach((input, value) -> plan.feed(input, value.data()));
        plan.run();
        compare(plan, ours, gradients, products, vectors, pushed);
      }
    }

    private Constant constant(OracleArray array) {
      return Constant.of(array.data(), array.shape(), type);
    }

    /** The vectors of the case's Hessian-vector product, or else random ones. */
    private List<OracleArray> vectors() {
      Random random = new Random(id.hashCode());
      List<OracleArray> vectors = new ArrayList<>();
      for (int k = 0; k < xs.size(); k++) {
        JsonNode stored = json.path("hvp").path("v").path(indices.get(k));
        if (stored.isObject()) {
          vectors.add(OracleArray.of(stored));
        } else {
          double[] vector = new double[xs.get(k).shape().size()];
          for (int i = 0; i < vector.length; i++) {
            // Multiples of 1/256, exact in FLOAT.
            vector[i] = (random.nextInt(1024) - 512) / 256.0;
          }
          vectors.add(new OracleArray(xs.get(k).shape(), vector));
        }
      }
      return vectors;
    }

    private void compare(
        Plan plan,
        List<Tensor> ours,
        List<Tensor> gradients,
        List<List<Tensor>> products,
        List<OracleArray> vectors,
        Tensor pushed) {
      requireClose("output", expectedValue(plan), plan, y, tolerances.path("out"));
      double inner = 0;
      double slack = 0;
      boolean finite = OracleArray.of(json.path("output")).isFinite();
      for (int k = 0; k < gradients.size(); k++) {
        int input = indices.get(k);
        JsonNode tolerance = tolerances.path("grads").path(input);
        OracleArray stored = OracleArray.of(json.path("grads").path(input));
        OracleArray expected = deviating(stored, plan, ours.get(k));
        requireClose("gradient of x" + input, expected, plan, gradients.get(k), tolerance);
        finite &= expected.isFinite();
        for (int i = 0; i < expected.shape().size(); i++) {
          double weight = vectors.get(k).get(i);
          inner += weight * expected.get(i);
          slack +=
              Math.abs(weight) * (tolerance.doubleValue() + relative * Math.abs(expected.get(i)));
        }
      }
      if (finite && !xs.isEmpty()) {
        requireAdjoint(inner, slack, plan.doubles(pushed));
      }
      List<String> modes =
          List.of("forward over reverse", "reverse over reverse", "reverse over forward");
      for (int mode = 0; mode < products.size(); mode++) {
        for (int k = 0; k < xs.size(); k++) {
          int input = indices.get(k);
          requireClose(
              "Hessian-vector product of x" + input + ", " + modes.get(mode),
              OracleArray.of(json.path("hvp").path("result").path(input)),
              plan,
              products.get(mode).get(k),
              tolerances.path("hvp").path(input));
        }
      }
    }

    private OracleArray upstream() {
      return OracleArray.of(json.path("upstream"));
    }

    private OracleArray expectedValue(Plan plan) {
      OracleArray stored = OracleArray.of(json.path("output"));
      OracleArray expected = deviating(stored, plan, program.undisputed());
      if (json.has("alternative")) {
        OracleArray other = OracleArray.of(json.path("alternative").path("output"));
        if (differences(other, plan, y, tolerances.path("out")).isEmpty()) {
          return other;
        }
      }
      return expected;
    }

    /** What is stored, but our value where the program is disputed and so is what is stored. */
    private OracleArray deviating(OracleArray stored, Plan plan, Tensor ours) {
      boolean disputed = false;
      for (Tensor mask : program.disputed()) {
        disputed |= Arrays.stream(plan.doubles(mask)).anyMatch(truth -> truth != 0);
      }
      if (!disputed || !ours.shape().equals(stored.shape())) {
        return stored;
      }
      double[] expected = stored.data();
      double[] values = plan.doubles(ours);
      for (int i = 0; i < expected.length; i++) {
        if (OracleDeviation.replaces(expected[i], values[i])) {
          expected[i] = values[i];
          deviates = true;
        }
      }
      return new OracleArray(stored.shape(), expected);
    }

    /**
     * The pushed vectors, weighted by the cotangent, sum to the gradients weighted by the vectors.
     */
    private void requireAdjoint(double inner, double slack, double[] pushed) {
      OracleArray upstream = upstream();
      double sum = 0;
      double tolerance = slack;
      for (int i = 0; i < pushed.length; i++) {
        double term = upstream.get(i) * pushed[i];
        sum += term;
        tolerance += relative * Math.abs(term);
      }
      if (Double.isInfinite(tolerance)) {
        return;
      }
      if (!(Math.abs(sum - inner) <= tolerance)) {
        throw new AssertionError(
            String.format(
                "%s: <upstream, jvp v> = %s but <gradients, v> = %s, tolerance %s",
                type, sum, inner, tolerance));
      }
    }

    private void requireClose(
        String what, OracleArray expected, Plan plan, Tensor tensor, JsonNode tolerance) {
      List<String> differences = differences(expected, plan, tensor, tolerance);
      if (!differences.isEmpty()) {
        throw new AssertionError(type + ", " + what + ": " + String.join("; ", differences));
      }
    }

    /** How a result differs from what is expected. */
    private List<String> differences(
        OracleArray expected, Plan plan, Tensor tensor, JsonNode tolerance) {
      if (!tensor.shape().equals(expected.shape())) {
        return List.of("expected shape " + expected.shape() + " but got " + tensor.shape());
      }
      if (!tolerance.isNumber()) {
        return List.of("the file has no tolerance");
      }
      double absolute = tolerance.doubleValue();
      double[] got = plan.doubles(tensor);
      List<String> differences = new ArrayList<>();
      for (int i = 0; i < got.length; i++) {
        double want = expected.get(i);
        boolean same = Double.compare(got[i], want) == 0;
        boolean close =
            Double.isFinite(want)
                && Math.abs(got[i] - want) <= absolute + relative * Math.abs(want);
        if (!same && !close) {
          differences.add(
              String.format(
                  "element %d expected %s but got %s, tolerance %s + %s*|expected|",
                  i, want, got[i], absolute, relative));
        }
      }
      return differences;
    }
  }

  private static Tensor inner(List<Tensor> some, List<Tensor> others) {
    Tensor sum = reduceSum(multiply(some.get(0), others.get(0)));
    for (int i = 1; i < some.size(); i++) {
      sum = add(sum, reduceSum(multiply(some.get(i), others.get(i))));
    }
    return sum;
  }
}
