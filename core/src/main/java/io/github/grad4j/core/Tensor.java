package io.github.grad4j.core;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A formula: an immutable vertex of a graph, compared by identity.
 *
 * <p>Writing a formula computes nothing; shapes and element types are checked at once. Formulas may
 * be shared by any number of threads, plans and other formulas.
 */
public sealed interface Tensor permits Constant, Input, Node, Variable {
  /**
   * What is known of the tensor before any number.
   *
   * @return element type and shape
   */
  TensorType type();

  /**
   * The sizes.
   *
   * @return the shape of {@link #type()}
   */
  default Shape shape() {
    return type().shape();
  }

  /**
   * The value, computed now by a plan of its own.
   *
   * <p>To compute the same formulas more than once, or several together, make a {@link Plan}.
   *
   * @return a new array, the caller's own
   * @throws PlanException if the formula has an {@link Input}, which only a plan can be fed
   */
  default INDArray evaluate() {
    try (Plan plan = Plan.of(this)) {
      return plan.run().value(this);
    }
  }
}
