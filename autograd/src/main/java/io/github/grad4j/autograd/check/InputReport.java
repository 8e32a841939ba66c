package io.github.grad4j.autograd.check;

import io.github.grad4j.core.Shape;
import java.util.List;
import java.util.Optional;

/**
 * What a check found out about one input.
 *
 * @param order 1 for the derivative of the formula, 2 for the derivative of its derivative
 * @param input the input's name
 * @param shape the input's shape
 * @param verdict the gravest that holds for any element
 * @param worst the element farthest beyond its error among those the verdict is about; empty if no
 *     element was looked at
 * @param elements those compared one by one, in c order: all, of an input of up to 512
 * @param remark what is known about the cause; empty if nothing is
 */
public record InputReport(
    int order,
    String input,
    Shape shape,
    Verdict verdict,
    Optional<ElementReport> worst,
    List<ElementReport> elements,
    String remark) {
  /**
   * Copies the list.
   *
   * @param order 1 for the derivative of the formula
   * @param input the input's name
   * @param shape the input's shape
   * @param verdict the gravest that holds for any element
   * @param worst the element farthest beyond its error
   * @param elements those compared one by one
   * @param remark what is known about the cause
   */
  public InputReport {
    elements = List.copyOf(elements);
  }
}
