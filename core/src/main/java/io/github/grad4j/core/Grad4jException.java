package io.github.grad4j.core;

/**
 * A mistake in a formula or in the use of a plan.
 *
 * <p>The message tells the rule, what came instead and the way out; before it stands the name of
 * what was called, after it the line of the caller and where the operands were made.
 */
public abstract sealed class Grad4jException extends RuntimeException
    permits ArgumentException,
        BackendException,
        ConcurrentUseException,
        IndexException,
        NonFiniteException,
        PlanException,
        ShapeException,
        TypeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, without where. */
  private final String rule;

  /** Where the operands were made. */
  private String operands = "";

  /** The class of the op that refused its operands, empty if it is none. */
  private String opClass = "";

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

  /** Adds the op that refused its operands, whose class is no user's line, and the operands. */
  void addOperands(Op op, String clauses) {
    addOperands(clauses);
    opClass = op.getClass().getName();
  }

  /**
   * The full story: {@code reduceSum: axis 2 is outside [-2, 2) ... at Model.java:42; ...}; a
   * picture comes last.
   */
  @Override
  public String getMessage() {
    int end = rule.indexOf('\n');
    String sentence = end < 0 ? rule : rule.substring(0, end);
    String picture = end < 0 ? "" : rule.substring(end);
    return Origin.call(getStackTrace(), opClass)
            .map(call -> call.name() + ": " + sentence + " " + call.where())
            .orElse(sentence)
        + operands
        + picture;
  }
}
