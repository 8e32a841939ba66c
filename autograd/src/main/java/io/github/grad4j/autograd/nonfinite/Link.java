package io.github.grad4j.autograd.nonfinite;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One tensor of the chain that leads to a number that is not finite.
 *
 * @param output the element that is not finite; its tensor tells the op, the source line and
 *     whether it belongs to a derivative ({@link Node#where()})
 * @param inputs what the op made it of: for an elementwise op the elements at the same place of all
 *     inputs, for others the element to blame, or where all are finite the largest of each input;
 *     empty for a tensor that is no node
 */
public record Link(Element output, List<Element> inputs) {
  /**
   * Copies the list.
   *
   * @param output the element that is not finite
   * @param inputs what the op made it of
   */
  public Link {
    inputs = List.copyOf(inputs);
  }

  /** Whether it was made of finite numbers alone. */
  boolean isFirst() {
    return inputs.stream().allMatch(Element::isFinite);
  }

  /** What it is the value of, as a sentence begins with it: {@code log at Model.java:12}. */
  static String name(Tensor tensor) {
    if (tensor instanceof Node node) {
      return node.op().name() + " " + node.where();
    }
    if (tensor instanceof Variable variable) {
      return "variable " + variable.name();
    }
    return tensor instanceof Input input ? "input " + input.name() : tensor.toString();
  }

  /**
   * Op, line, what went in and what came out: {@code log at Model.java:12 got 0.0 at [0, 1] ->
   * -Infinity}.
   */
  @Override
  public String toString() {
    Tensor tensor = output.tensor();
    if (tensor instanceof Constant constant && constant.shape().rank() == 0) {
      return constant.toString();
    }
    if (!(tensor instanceof Node node)) {
      return name(tensor) + " is " + output;
    }
    String made = name(node) + " got " + given(node) + " -> " + output.number();
    boolean samePlace =
        inputs.stream()
            .anyMatch(input -> input.index().equals(output.index()) && isPointwise(node));
    return samePlace ? made : made + output.at();
  }

  private String given(Node node) {
    if (inputs.isEmpty()) {
      return "no numbers";
    }
    if (!isPointwise(node)) {
      return inputs.stream()
          .map(input -> (isFirst() ? "numbers up to " : "") + input)
          .collect(Collectors.joining(" and "));
    }
    // One index is enough for those that stand at the same place.
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < inputs.size(); i++) {
      boolean last = i == inputs.size() - 1;
      boolean together = !last && inputs.get(i).index().equals(inputs.get(i + 1).index());
      text.append(together ? inputs.get(i).number() : inputs.get(i));
      text.append(last ? "" : i == inputs.size() - 2 ? " and " : ", ");
    }
    return text.toString();
  }

  private static boolean isPointwise(Node node) {
    return WhatIf.isPointwise(node);
  }
}
