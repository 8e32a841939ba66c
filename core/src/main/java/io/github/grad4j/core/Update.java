package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

/**
 * An assignment that a plan makes after a run: the variable becomes what the formula was.
 *
 * @param variable the variable assigned
 * @param newValue its value from then on, computed before any assignment
 */
public record Update(Variable variable, Tensor newValue) {
  /**
   * Checks the types.
   *
   * @param variable the variable assigned
   * @param newValue its value from then on
   * @throws TypeException if the element types differ
   * @throws ShapeException if the shapes differ
   * @throws ArgumentException if one of them is null
   */
  public Update {
    TensorType from = requireNonNull(newValue, "newValue").type();
    TensorType to = requireNonNull(variable, "variable").type();
    if (from.dataType() != to.dataType()) {
      throw new TypeException(
          "update: the new value is "
              + from
              + " but variable "
              + variable.name()
              + " is "
              + to
              + "; cast it to "
              + to.dataType());
    }
    if (!from.shape().equals(to.shape())) {
      throw new ShapeException(
          "update: the new value has shape "
              + from.shape()
              + " but variable "
              + variable.name()
              + " has shape "
              + to.shape()
              + "; reshape or reduce it to the variable's shape");
    }
  }
}
