package io.github.grad4j.autograd.check;

import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** What the rounding of a formula's numbers lets a check demand. */
enum Precision {
  /** Steps from 1e-2 down to 8e-5. */
  DOUBLE(0x1p-52, Double.MIN_VALUE, 1e-2, 8, 26, 45, 1e-6, 1e-9, 1e-3, 1e-12, 1e-9),

  /**
   * Steps from 6e-2 down to 4e-3: the cube root of the precision, where rounding and truncation
   * leave two to four digits.
   */
  FLOAT(0x1p-23, Float.MIN_VALUE, 0x1p-4, 5, 10, 16, 1e-2, 1e-4, 1e-1, 5e-4, 1e-2);

  /** The distance from 1 to the next number. */
  final double epsilon;

  /** The smallest number other than 0. */
  final double smallest;

  /** The first step of differences, in units of the point. */
  final double step;

  /** How many steps there are, each half of the one before. */
  final int steps;

  /** How often the first step is halved to get away from a kink; below, all is rounding. */
  final int halvings;

  /** The same to get away from where the function is not finite. */
  final int halvingsToAnEdge;

  /** A derivative is right if this part of it agrees, and what the differences leave open. */
  final double relative;

  /** The same along a direction; if it does not, the elements decide. */
  final double alongDirection;

  /** Differences that leave open more than this part of the derivative cannot tell. */
  final double wide;

  /** The part by which two ways of computing one number may differ from rounding. */
  final double adjoint;

  /** The same for the two ways of computing a derivative of order 2. */
  final double modes;

  Precision(
      double epsilon,
      double smallest,
      double step,
      int steps,
      int halvings,
      int halvingsToAnEdge,
      double relative,
      double alongDirection,
      double wide,
      double adjoint,
      double modes) {
    this.epsilon = epsilon;
    this.smallest = smallest;
    this.step = step;
    this.steps = steps;
    this.halvings = halvings;
    this.halvingsToAnEdge = halvingsToAnEdge;
    this.relative = relative;
    this.alongDirection = alongDirection;
    this.wide = wide;
    this.adjoint = adjoint;
    this.modes = modes;
  }

  /** The precision of the least precise number of a formula. */
  static Precision of(Tensor formula) {
    return Tensors.order(List.of(formula)).stream().anyMatch(Precision::isFloat) ? FLOAT : DOUBLE;
  }

  /** Whether a tensor's numbers are FLOAT. */
  static boolean isFloat(Tensor tensor) {
    return tensor.type().dataType() == DataType.FLOAT;
  }
}
