package io.github.grad4j.core;

import java.util.Locale;

/**
 * A mistake in a formula or in the use of a plan.
 *
 * <p>The message tells the rule, what came instead and the way out; before it stands the name of
 * what was called, after it the line of the caller and where the operands were made.
 */
public abstract sealed class Grad4jException extends RuntimeException
    permits BackendException,
        ConcurrentUseException,
        IndexException,
        NonFiniteException,
        PlanException,
        ShapeException,
        TypeException {
  private static final long serialVersionUID = 1L;

  private final String rule;
  private String operands = "";

  Grad4jException(String rule) {
    super(rule);
    this.rule = rule;
  }

  /** Adds where the operands were made, unless that was told already. */
  void addOperands(String clauses) {
    if (operands.isEmpty()) {
      operands = clauses;
    }
  }

  /** The full story: {@code reduceSum: axis 2 is outside [-2, 2) ... at Model.java:42; ...}. */
  @Override
  public String getMessage() {
    return Origin.call(getStackTrace())
        .map(
            call ->
                String.format(
                    Locale.ROOT, "%s: %s %s%s", call.name(), rule, call.where(), operands))
        .orElse(rule + operands);
  }
}
