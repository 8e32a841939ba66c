package io.github.grad4j.autograd.check;

import io.github.grad4j.core.Input;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Who caught a mutant.
 *
 * @param mutant the wrong example
 * @param equivalence whether the wrong rule is the right one in other words
 * @param properties the properties of {@link OpCheck} that do not hold
 * @param firstOrder whether {@link GradientCheck} as it is by default fails
 * @param secondOrder whether it fails at order 2
 * @param summedOutput whether a check of the summed output fails
 * @param oneProjection whether a check along one direction fails, to order 2
 */
record MutantOutcome(
    Mutant mutant,
    Equivalence equivalence,
    Set<OpProperty> properties,
    boolean firstOrder,
    boolean secondOrder,
    boolean summedOutput,
    boolean oneProjection) {
  static final long SEED = 20_261_122;

  /** The other properties are about numbers that a rule has no part in. */
  static final Set<OpProperty> OF_DERIVATIVES = EnumSet.range(OpProperty.ADJOINT, OpProperty.MODES);

  static MutantOutcome of(Mutant mutant) {
    OpSample right = new OpSample(mutant.right(), DataType.DOUBLE, SEED);
    OpSample wrong = new OpSample(mutant.wrong(), DataType.DOUBLE, SEED);
    return new MutantOutcome(
        mutant,
        Equivalence.of(mutant),
        properties(mutant),
        check(wrong).check().hasFailure(),
        check(wrong).order(2).check().hasFailure(),
        // A checker that refutes the right rule as well tells nothing.
        OtherCheckers.summedOutputRefutes(wrong) && !OtherCheckers.summedOutputRefutes(right),
        OtherCheckers.oneProjectionRefutes(wrong, 2)
            && !OtherCheckers.oneProjectionRefutes(right, 2));
  }

  boolean isEquivalent() {
    return equivalence != Equivalence.NONE;
  }

  /** The properties of {@link OpCheck} that do not hold. */
  static Set<OpProperty> properties(Mutant mutant) {
    OpCheck check = OpCheck.of(List.of(mutant.wrong())).seed(SEED);
    Set<OpProperty> properties = EnumSet.noneOf(OpProperty.class);
    for (OpProperty property : OF_DERIVATIVES) {
      for (OpFinding finding : check.only(property).check().complaints().findings()) {
        finding
            .thrown()
            .ifPresent(
                e -> {
                  throw new AssertionError(mutant + " is no formula", e);
                });
        properties.add(property);
      }
    }
    return properties;
  }

  private static GradientCheck check(OpSample sample) {
    GradientCheck check = GradientCheck.of(sample.y()).withRespectTo(sample.xs());
    for (Input input : sample.inputs()) {
      check = check.at(input, sample.constant(input));
    }
    return check;
  }
}
