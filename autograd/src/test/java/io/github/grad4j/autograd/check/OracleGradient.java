package io.github.grad4j.autograd.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A case of {@code gradcheck/mutants.json}: numbers that say what a right and a wrong rule give.
 */
record OracleGradient(JsonNode json) {
  static List<OracleGradient> read(String group) {
    try (InputStream in =
        Objects.requireNonNull(
            OracleGradient.class.getResourceAsStream("/gradcheck/mutants.json"))) {
      List<OracleGradient> cases = new ArrayList<>();
      new ObjectMapper().readTree(in).path(group).forEach(c -> cases.add(new OracleGradient(c)));
      return cases;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  String id() {
    return json.path("id").asText();
  }

  Constant[] inputs() {
    List<Constant> inputs = new ArrayList<>();
    json.path("inputs").forEach(array -> inputs.add(array(array)));
    return inputs.toArray(Constant[]::new);
  }

  Constant array(String field) {
    return array(json.path(field));
  }

  /** The numbers of each gradient; empty for one that is not given. */
  List<double[]> gradients(String field) {
    List<double[]> gradients = new ArrayList<>();
    json.path(field).forEach(array -> gradients.add(numbers(array.path("data"))));
    return gradients;
  }

  double[] numbers(String field) {
    return numbers(json.path(field).path("data"));
  }

  private static Constant array(JsonNode array) {
    int[] sizes = new int[array.path("shape").size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = array.path("shape").path(i).intValue();
    }
    return Constant.of(numbers(array.path("data")), Shape.of(sizes));
  }

  private static double[] numbers(JsonNode data) {
    double[] numbers = new double[data.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = data.path(i);
      numbers[i] =
          number.isNumber() ? number.doubleValue() : Double.parseDouble(number.textValue());
    }
    return numbers;
  }

  /** Id and title, as test reports name the case. */
  @Override
  public String toString() {
    return id() + " " + json.path("title").asText();
  }
}
