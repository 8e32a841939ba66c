package io.github.grad4j.ops;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.SinglePrecision;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Violations;
import java.util.List;

/**
 * The elements of one tensor where a condition is true, of another where it is false.
 *
 * <p>Shape: condition, a and b broadcast. Elements: a and b of one type, FLOAT, DOUBLE or LONG.
 *
 * <p>Derivative: each branch gets its own cotangents and exactly 0 elsewhere: a selection, not a
 * multiplication, so that ∞ and NaN do not pass. An op before the branch not taken still scales
 * that 0 by its own slope, and 0·∞ = NaN: {@code where(x > 0, log(x), 0)} has the derivative NaN at
 * 0. Select its input too: {@code log(where(x > 0, x, 1))}.
 */
public record Where() implements Integral, SinglePrecision {
  /**
   * Selects elements from two tensors.
   *
   * @param condition BOOL
   * @param a what is taken where the condition is true; FLOAT, DOUBLE or LONG
   * @param b what is taken where it is false, of a's element type; all three broadcast
   * @return of a's element type
   */
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    return new Where().on(condition, a, b);
  }

  /**
   * Elements of a tensor where a condition is true, elsewhere a number, which takes the tensor's
   * element type.
   *
   * @param condition BOOL
   * @param a what is taken where the condition is true; FLOAT, DOUBLE, or LONG if b is a whole
   *     number
   * @param b what is taken where it is false
   * @return of a's element type
   */
  public static Tensor where(Tensor condition, Tensor a, double b) {
    return where(condition, a, Constant.like(a, b));
  }

  /**
   * A number, which takes the tensor's element type, where a condition is true, elsewhere elements
   * of a tensor.
   *
   * @param condition BOOL
   * @param a what is taken where the condition is true
   * @param b what is taken where it is false; FLOAT, DOUBLE, or LONG if a is a whole number
   * @return of b's element type
   */
  public static Tensor where(Tensor condition, double a, Tensor b) {
    return where(condition, Constant.like(b, a), b);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType condition = inputs.get(0);
    List<TensorType> branches = inputs.subList(1, 3);
    Violations violations = new Violations();
    violations.check(() -> requireCondition(condition));
    violations.check(() -> requireTypes(branches));
    violations.check(() -> Elementwise.broadcast(inputs));
    violations.throwIfAny();
    return branches.get(0).withShape(Elementwise.broadcast(inputs));
  }

  private static void requireCondition(TensorType condition) {
    if (!condition.isBoolean()) {
      throw new TypeException(
          "takes a BOOL condition but got " + condition + "; compare it with a number first");
    }
  }

  @Override
  public void apply(double[][] inputs, double[] output, int n) {
    double[] condition = inputs[0];
    double[] a = inputs[1];
    double[] b = inputs[2];
    for (int i = 0; i < n; i++) {
      // By bits: a branch that cannot be foreseen costs more than all the rest.
      long yes = -(long) condition[i];
      long a1 = Double.doubleToRawLongBits(a[i]);
      long b1 = Double.doubleToRawLongBits(b[i]);
      output[i] = Double.longBitsToDouble((a1 & yes) | (b1 & ~yes));
    }
  }

  @Override
  public void apply(float[][] inputs, float[] output, int n) {
    float[] condition = inputs[0];
    float[] a = inputs[1];
    float[] b = inputs[2];
    for (int i = 0; i < n; i++) {
      int yes = -(int) condition[i];
      int a1 = Float.floatToRawIntBits(a[i]);
      int b1 = Float.floatToRawIntBits(b[i]);
      output[i] = Float.intBitsToFloat((a1 & yes) | (b1 & ~yes));
    }
  }

  @Override
  public void applyToLongs(long[][] inputs, long[] output, int n) {
    long[] condition = inputs[0];
    long[] a = inputs[1];
    long[] b = inputs[2];
    for (int i = 0; i < n; i++) {
      output[i] = condition[i] != 0 ? a[i] : b[i];
    }
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{where}(#condition, #a, #b)")
        .none()
        .adjoint("[#condition]", "\\mathrm{where}(#condition, #bar, 0)")
        .adjoint("[\\lnot #condition]", "\\mathrm{where}(#condition, 0, #bar)");
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor condition = y.input(0);
    return List.of(
        Partial.none(),
        Partial.symmetric(t -> where(condition, t, 0)),
        Partial.symmetric(t -> where(condition, 0, t)));
  }

  @Override
  public List<String> inputNames() {
    return List.of("condition", "a", "b");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(Domain.booleans(2, 3), Domain.real(2, 3), Domain.real(2, 3)),
            in -> where(in.get(0), in.get(1), in.get(2))),
        new Example(
            "column, row and scalar",
            List.of(Domain.booleans(3, 1), Domain.real(1, 4), Domain.real()),
            in -> where(in.get(0), in.get(1), in.get(2))),
        new Example(
            "stretched condition and branch",
            List.of(Domain.booleans(), Domain.real(3), Domain.real(2, 3)),
            in -> where(in.get(0), in.get(1), in.get(2))),
        new Example(
            "or a number",
            List.of(Domain.booleans(2, 3), Domain.real(3)),
            in -> where(in.get(0), in.get(1), -1)),
        new Example(
            "a number or",
            List.of(Domain.booleans(2, 3), Domain.real(3)),
            in -> where(in.get(0), -1, in.get(1))),
        new Example(
            "integers",
            List.of(Domain.booleans(2, 3), Domain.indices(9, 2, 3), Domain.indices(9, 3)),
            in -> where(in.get(0), in.get(1), in.get(2))));
  }
}
