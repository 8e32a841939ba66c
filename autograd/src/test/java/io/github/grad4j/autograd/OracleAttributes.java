package io.github.grad4j.autograd;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Shape;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The attributes of one node of an oracle program, of which all must be used. */
final class OracleAttributes {
  private final JsonNode node;
  private final Set<String> unused = new TreeSet<>();

  OracleAttributes(JsonNode node) {
    this.node = node;
    node.fieldNames().forEachRemaining(unused::add);
    unused.remove("op");
    unused.remove("in");
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** An attribute without a default. */
  JsonNode get(String name) {
    if (!has(name)) {
      throw new AssertionError("attribute " + name + " is missing: " + node);
    }
    unused.remove(name);
    return node.path(name);
  }

  double number(String name, double absent) {
    return has(name) ? OracleArray.number(get(name)) : absent;
  }

  int integer(String name, int absent) {
    return has(name) ? get(name).intValue() : absent;
  }

  /** An integer without a default. */
  int integer(String name) {
    return get(name).intValue();
  }

  double number(String name) {
    return OracleArray.number(get(name));
  }

  double[] numbers(String name) {
    return OracleArray.numbers(get(name));
  }

  OracleArray array(String name) {
    return OracleArray.ofNested(get(name));
  }

  Shape shape() {
    return Shape.of(integers("shape"));
  }

  boolean flag(String name) {
    return has(name) && get(name).booleanValue();
  }

  int[] integers(String name) {
    return Arrays.stream(OracleArray.numbers(get(name))).mapToInt(x -> (int) x).toArray();
  }

  /** The axes of a reduction; absent means all. */
  Axes axes() {
    Axes axes = Axes.allAxes();
    if (has("axes")) {
      int[] named = integers("axes");
      axes = Axes.axes(named[0], Arrays.copyOfRange(named, 1, named.length));
    }
    return flag("keepDims") ? axes.keepingDims() : axes;
  }

  void requireAllUsed() {
    if (!unused.isEmpty()) {
      throw new AssertionError("unknown attributes " + unused + ": " + node);
    }
  }
}
