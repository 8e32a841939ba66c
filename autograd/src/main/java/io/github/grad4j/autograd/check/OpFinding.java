package io.github.grad4j.autograd.check;

import java.util.Optional;

/**
 * What was found out about one property on one example of an op.
 *
 * @param example the example's name
 * @param property what was looked at
 * @param complaint what is wrong; empty if the property holds
 * @param thrown what the op threw when it was looked at; empty if it threw nothing
 */
public record OpFinding(
    String example,
    OpProperty property,
    Optional<String> complaint,
    Optional<RuntimeException> thrown) {
  /**
   * Whether the property holds.
   *
   * @return true if there is no complaint
   */
  public boolean holds() {
    return complaint.isEmpty();
  }
}
