package io.github.grad4j.autograd.check;

import java.util.Optional;

/**
 * What a check that failed found out about each op by itself, on the values that the op saw.
 *
 * @param fault the first op, in the order of computation, whose own rule fails; empty if none does
 * @param checked how many ops were looked at
 * @param untold how many of these differences cannot tell: kinks, noise, constants
 * @param skipped how many more are like others that were looked at, in a formula of very many
 */
public record Diagnosis(Optional<RuleReport> fault, int checked, int untold, int skipped) {
  /** The fault, or that there is none in any op by itself. */
  @Override
  public String toString() {
    String end = System.lineSeparator();
    String others = skipped == 0 ? "" : ", " + skipped + " more of the same ops were not looked at";
    return fault
        .map(RuleReport::toString)
        .orElse(
            "no op's own rule fails ("
                + checked
                + " looked at, "
                + untold
                + " of them could not be told"
                + others
                + "): the fault is in how they are put together, or hidden from differences"
                + end);
  }
}
