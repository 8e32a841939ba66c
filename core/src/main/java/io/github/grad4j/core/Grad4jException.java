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
        OpException,
        PlanException,
        ShapeException,
        TypeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, without where. */
  private String rule;

  /** Where the operands were made. */
  private String operands = "";

  /** Whose derivative rule made the mistake. */
  private String derivative = "";

  /** The class of the op that refused its operands, empty if it is none. */
  private String opClass = "";

  /** What that op is called. */
  private String opName = "";

  Grad4jException(String rule) {
    super(rule);
    this.rule = rule;
  }

  /** What is wrong, without where. */
  String rule() {
    return rule;
  }

  /** Tells of something else, or of more. */
  void tell(String otherRule) {
    rule = otherRule;
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
    opName = Contract.knownAs(op);
  }

  /** Adds that it happened in the derivative rule of a node, unless another was told already. */
  void addDerivative(Node forward) {
    if (derivative.isEmpty()) {
      derivative = "; in the derivative of " + forward;
    }
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
            .map(call -> nameOf(call) + ": " + sentence + " " + call.where())
            .orElse(sentence)
        + operands
        + derivative
        + picture;
  }

  /** Whoever calls {@link Op#on} hears of the op. */
  private String nameOf(Origin.Call call) {
    return call.name().equals("on") && !opName.isEmpty() ? opName : call.name();
  }
}
