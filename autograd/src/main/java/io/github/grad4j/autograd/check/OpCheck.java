package io.github.grad4j.autograd.check;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Op;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A check of an op alone on its examples: the very battery to which the library's own ops are held.
 *
 * <pre>{@code
 * OpCheck.of(new Squareplus()).verify(); // throws an AssertionError unless every property holds
 * OpReport report = OpCheck.of(new Squareplus()).seed(7).check();
 * }</pre>
 *
 * <p>Each {@link OpProperty} is looked at on each example by itself: types, kernels, the handling
 * of arrays, both precisions, and derivatives to second order. What has no derivative, for lack of
 * FLOAT and DOUBLE inputs or output, is not asked for one. Examples keep clear of kinks and ties,
 * by 0.1 or so: there a derivative is a convention, and differences cannot confirm it.
 *
 * <p>Immutable: each method returns a check of its own.
 */
public final class OpCheck {
  private final Optional<Op> op;
  private final List<Example> examples;
  private final Set<OpProperty> properties;
  private final long seed;

  private OpCheck(Optional<Op> op, List<Example> examples, Set<OpProperty> properties, long seed) {
    this.op = op;
    this.examples = examples;
    this.properties = properties;
    this.seed = seed;
  }

  /**
   * A check of an op on its {@link Op#examples()}, each of which must contain an op of its class.
   *
   * @param op any instance; the examples make their own
   * @return the check, of seed 0
   * @throws ArgumentException if there are no examples
   */
  public static OpCheck of(Op op) {
    if (ArgumentException.requireNonNull(op, "op").examples().isEmpty()) {
      throw new ArgumentException(
          "a check of op " + op.name() + " proves nothing without examples; override examples()");
    }
    return of(op.examples()).withOp(op);
  }

  /**
   * A check of some formulas that are no op by themselves, as a loss made of ops.
   *
   * @param examples at least one
   * @return the check, of seed 0
   * @throws ArgumentException if there are no examples
   */
  public static OpCheck of(List<Example> examples) {
    List<Example> given = ArgumentException.copyOf(examples, "examples");
    if (given.isEmpty()) {
      throw new ArgumentException("a check proves nothing without examples; give one");
    }
    return new OpCheck(Optional.empty(), given, EnumSet.allOf(OpProperty.class), 0);
  }

  private OpCheck withOp(Op checked) {
    return new OpCheck(Optional.of(checked), examples, properties, seed);
  }

  /**
   * The same check of one property only.
   *
   * @param property what to look at
   * @return the check
   */
  public OpCheck only(OpProperty property) {
    ArgumentException.requireNonNull(property, "property");
    return new OpCheck(op, examples, EnumSet.of(property), seed);
  }

  /**
   * The same check at other numbers.
   *
   * @param newSeed any number
   * @return the check
   */
  public OpCheck seed(long newSeed) {
    return new OpCheck(op, examples, properties, newSeed);
  }

  /**
   * Makes the check. A property that cannot be looked at, because the op throws an exception, does
   * not hold, and the others are looked at nevertheless.
   *
   * @return what was found, an example after the other
   */
  public OpReport check() {
    List<OpFinding> findings = new ArrayList<>();
    for (Example example : examples) {
      for (OpProperty property : properties) {
        finding(example, property).ifPresent(findings::add);
      }
    }
    return new OpReport(seed, findings);
  }

  /** Empty if the property says nothing about the example. */
  private Optional<OpFinding> finding(Example example, OpProperty property) {
    try {
      OpSample sample = new OpSample(example, DataType.DOUBLE, seed);
      if (!property.appliesTo(sample)) {
        return Optional.empty();
      }
      Optional<String> complaint =
          property == OpProperty.TYPES && isMissing(example)
              ? Optional.of("the formula does not contain the op")
              : property.complaint(example, seed);
      return Optional.of(new OpFinding(example.name(), property, complaint, Optional.empty()));
    } catch (RuntimeException e) {
      return Optional.of(
          new OpFinding(example.name(), property, Optional.of("threw " + e), Optional.of(e)));
    }
  }

  /** Whether an example says nothing about the op; a cast to DOUBLE is one of FLOAT only. */
  private boolean isMissing(Example example) {
    return op.isPresent()
        && Stream.of(DataType.DOUBLE, DataType.FLOAT)
            .map(type -> new OpSample(example, type, seed))
            .noneMatch(sample -> sample.contains(op.get().getClass()));
  }

  /**
   * Makes the check and throws unless every property holds on every example.
   *
   * @throws AssertionError if there is a complaint; its message is the report of the complaints,
   *     and what the op threw is suppressed in it
   */
  public void verify() {
    OpReport complaints = check().complaints();
    if (!complaints.findings().isEmpty()) {
      AssertionError error =
          new AssertionError(
              op.map(Op::name).orElse("the formula")
                  + " fails the check"
                  + System.lineSeparator()
                  + complaints);
      complaints.findings().forEach(finding -> finding.thrown().ifPresent(error::addSuppressed));
      throw error;
    }
  }
}
