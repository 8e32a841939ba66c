package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;

/** Checks of the numbers that rules and schedules are made with. */
final class Hyper {
  private Hyper() {}

  static void requirePositive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException(what + " is positive and finite, but it is " + value);
    }
  }

  static void requireNonNegative(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException(what + " is 0 or positive, and finite, but it is " + value);
    }
  }

  /** For what remains of an average, or of the rate, from one step to the next. */
  static void requireFraction(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new ArgumentException(what + " lies in [0, 1), but it is " + value);
    }
  }

  /** For what a rate is multiplied by when it falls. */
  static void requireFactor(String what, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new ArgumentException(what + " lies in (0, 1], but it is " + value);
    }
  }

  /** For a rule that decays parameters beside another one. */
  static void requireOneDecay(String what, double ofTheOther) {
    if (ofTheOther != 0) {
      throw new ArgumentException(
          what
              + " decays parameters by itself, but the rule that it is given has a weight decay of "
              + ofTheOther
              + " too; give the decay to one of them, or a penalty to the loss");
    }
  }

  static void requireSteps(String what, int value) {
    if (value < 1) {
      throw new ArgumentException(what + " is 1 or more, but it is " + value);
    }
  }
}
