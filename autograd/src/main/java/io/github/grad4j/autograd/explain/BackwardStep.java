package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  /** How one of the contributions is written: as the cotangent, with a number if there are more. */
  Formula part(int index) {
    int number = index + 1;
    return contributions.size() == 1
        ? name
        : new Formula(name.latex() + "^{(" + number + ")}", name.text() + "(" + number + ")");
  }

  /** The sum of the contributions; empty unless there are several. */
  Optional<Formula> sum() {
    List<Formula> parts = IntStream.range(0, contributions.size()).mapToObj(this::part).toList();
    return parts.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Formula(
                parts.stream().map(Formula::latex).collect(Collectors.joining(" + ")),
                parts.stream().map(Formula::text).collect(Collectors.joining(" + "))));
  }
}
