package io.github.grad4j.autograd;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.grad4j.core.Shape;
import java.util.ArrayList;
import java.util.List;

/** An array as oracle files write it. */
final class OracleArray {
  private final Shape shape;
  private final double[] data;

  OracleArray(Shape shape, double[] data) {
    if (data.length != shape.size()) {
      throw new AssertionError(data.length + " numbers for shape " + shape);
    }
    this.shape = shape;
    this.data = data;
  }

  /** From {@code {"shape": [2], "data": [1, "NaN"]}}. */
  static OracleArray of(JsonNode json) {
    return new OracleArray(shape(json.path("shape")), numbers(json.path("data")));
  }

  /** From a number, or nested lists of them: {@code [[0, 2], [1, 1]]}; or shape and data. */
  static OracleArray ofNested(JsonNode json) {
    if (json.isObject()) {
      return of(json);
    }
    List<Integer> sizes = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    for (JsonNode level = json; level.isArray(); level = level.path(0)) {
      sizes.add(level.size());
    }
    flatten(json, numbers);
    return new OracleArray(
        Shape.of(sizes), numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void flatten(JsonNode json, List<Double> numbers) {
    if (json.isArray()) {
      json.forEach(element -> flatten(element, numbers));
    } else {
      numbers.add(number(json));
    }
  }

  private static Shape shape(JsonNode json) {
    if (!json.isArray()) {
      throw new AssertionError("an array without a shape: " + json);
    }
    int[] sizes = new int[json.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = json.path(i).intValue();
    }
    return Shape.of(sizes);
  }

  static double[] numbers(JsonNode json) {
    double[] numbers = new double[json.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(json.path(i));
    }
    return numbers;
  }

  /** A number; one that is not finite is written as a string. */
  static double number(JsonNode json) {
    if (json.isNumber()) {
      return json.doubleValue();
    }
    return switch (json.textValue()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new AssertionError("not a number: " + json);
    };
  }

  Shape shape() {
    return shape;
  }

  /** The elements in c order; the caller's own. */
  double[] data() {
    return data.clone();
  }

  double get(int index) {
    return data[index];
  }

  long[] longs() {
    long[] longs = new long[data.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = (long) data[i];
      if (longs[i] != data[i]) {
        throw new AssertionError("not an integer: " + data[i]);
      }
    }
    return longs;
  }

  boolean[] booleans() {
    boolean[] booleans = new boolean[data.length];
    for (int i = 0; i < booleans.length; i++) {
      booleans[i] = data[i] != 0;
    }
    return booleans;
  }

  boolean isFinite() {
    for (double value : data) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
