package io.github.grad4j.autograd.check;

import io.github.grad4j.core.Example;
import java.util.Optional;

/** What an op must hold on each of its examples. */
public enum OpProperty {
  /**
   * Every op of the formula and of its derivatives says the same type whenever it is asked, and
   * equals the op that the same formula makes when it is written again, so that a plan computes
   * both once.
   */
  TYPES("types"),

  /** Every kernel writes all of the output that its type rule promises, and nothing else. */
  KERNELS("kernels"),

  /** The arrays that a user feeds are the same after a run, also if they are read in place. */
  INPUTS("inputs"),

  /** Arrays in f order, with strides, and views of larger arrays give the same as dense ones. */
  LAYOUTS("layouts"),

  /** A plan run again gives the same, also after it was run on other numbers. */
  REPEATED("repeated"),

  /** An op that may write over an input that dies gives the same if it does. */
  OVERWRITTEN("overwritten"),

  /** FLOAT and DOUBLE agree but for rounding. */
  FLOAT("float"),

  /** ⟨ȳ, jvp ẋ⟩ = ⟨vjp ȳ, ẋ⟩. */
  ADJOINT("adjoint"),

  /** Both modes say what finite differences say, element by element. */
  FIRST_ORDER("first order"),

  /**
   * The derivatives of the vjp and of the jvp are what finite differences say, in the inputs and in
   * the cotangent or tangents.
   */
  SECOND_ORDER("second order"),

  /** Forward over reverse, reverse over reverse and reverse over forward agree. */
  MODES("modes");

  private final String title;

  OpProperty(String title) {
    this.title = title;
  }

  /**
   * What reports call it.
   *
   * @return its name in small letters
   */
  public String title() {
    return title;
  }

  /** Whether it says anything about a formula. */
  boolean appliesTo(OpSample sample) {
    return compareTo(ADJOINT) < 0 || sample.isDifferentiable();
  }

  /** What is wrong; empty if the property holds. */
  Optional<String> complaint(Example example, long seed) {
    return switch (this) {
      case TYPES -> OpComputation.types(example, seed);
      case KERNELS -> OpComputation.kernels(example, seed);
      case INPUTS -> OpComputation.inputs(example, seed);
      case LAYOUTS -> OpComputation.layouts(example, seed);
      case REPEATED -> OpComputation.repeated(example, seed);
      case OVERWRITTEN -> OpComputation.overwritten(example, seed);
      case FLOAT -> OpComputation.inFloat(example, seed);
      case ADJOINT -> OpDerivative.complaint(example, seed, OpDerivative::adjoint);
      case FIRST_ORDER -> OpDerivative.complaint(example, seed, OpDerivative::firstOrder);
      case SECOND_ORDER -> OpDerivative.complaint(example, seed, OpDerivative::secondOrder);
      case MODES -> OpDerivative.complaint(example, seed, OpDerivative::modes);
    };
  }
}
