package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * The cotangent of one tensor: the derivative of the loss by it.
 *
 * @param tensor the tensor
 * @param name how the cotangent is written
 * @param contributions one for each use of the tensor, which are summed; none for the loss, whose
 *     cotangent is 1, and for a tensor that the loss does not depend on
 * @param cotangent the sum
 */
public record BackwardStep(
    Tensor tensor, Formula name, List<Contribution> contributions, Numbers cotangent) {
  /**
   * Copies the list.
   *
   * @param tensor the tensor
   * @param name how the cotangent is written
   * @param contributions one for each use of the tensor
   * @param cotangent the sum
   */
  public BackwardStep {
    contributions = List.copyOf(contributions);
  }
}
