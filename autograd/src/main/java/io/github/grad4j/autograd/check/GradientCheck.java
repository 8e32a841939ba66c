package io.github.grad4j.autograd.check;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A comparison of a formula's derivatives with the formula itself.
 *
 * <pre>{@code
 * GradientReport report = GradientCheck.of(loss).withRespectTo(w, b).order(2).seed(7).check();
 * GradientCheck.of(loss).verify(); // throws an AssertionError unless the gradient holds
 * }</pre>
 *
 * <p>The formula is copied to DOUBLE inputs, so that variables are read and never written. What is
 * not a scalar is weighted by random cotangents of both signs. Every element is then moved by
 * itself, and the differences, extrapolated to step 0, are compared with the reverse and the
 * forward mode. How exact the differences are is part of the comparison, and no constant is: what
 * they cannot tell is called noisy, never wrong. At order 2 the same is done to the vector-Jacobian
 * product, as a function of the inputs and of the cotangent, and forward over reverse and reverse
 * over forward must agree with reverse over reverse, mixed derivatives of two inputs included;
 * further orders likewise.
 *
 * <p>The elements of an input of more than 512 are moved together, those whose slopes are within a
 * factor of 256 of each other, in two random directions of both signs. A direction that is wrong is
 * halved down to the elements that are, in some log n comparisons. Along a direction a single wrong
 * element shows if it is off by more than the error of the differences and 1e-9 of the whole slope,
 * which for n elements is some √n slopes: of 100,000 elements, one that is off by 0.1 % of itself.
 * Several wrong elements stay hidden only if their errors cancel in both directions, to which the
 * magnitudes are random too.
 *
 * <p>If there is a failure, each op is checked alone on the values that it saw, and the report
 * names the first whose own rule fails, with the line that made it.
 *
 * <p>The formula is evaluated some twenty times for each element or direction and order. A value
 * behind {@code stopGradient} is held.
 *
 * <p>Immutable: each method returns a check of its own.
 */
public final class GradientCheck {
  private final Tensor formula;
  private final List<Tensor> inputs;
  private final Map<Input, Constant> values;
  private final int order;
  private final long seed;
  private final Copier copier;

  private GradientCheck(
      Tensor formula,
      List<Tensor> inputs,
      Map<Input, Constant> values,
      int order,
      long seed,
      Copier copier) {
    this.formula = formula;
    this.inputs = inputs;
    this.values = values;
    this.order = order;
    this.seed = seed;
    this.copier = copier;
  }

  /** Puts a formula on leaves of its own. */
  private interface Copier {
    Copy copy(Tensor formula, List<Tensor> moved, Map<Input, Constant> values);
  }

  /**
   * A check of a formula with respect to all its FLOAT and DOUBLE variables and inputs.
   *
   * @param formula FLOAT or DOUBLE, of any shape
   * @return the check, of order 1 and seed 0
   */
  public static GradientCheck of(Tensor formula) {
    ArgumentException.requireNonNull(formula, "formula");
    List<Tensor> all =
        Tensors.order(List.of(formula)).stream()
            .filter(leaf -> leaf instanceof Variable || leaf instanceof Input)
            .filter(leaf -> leaf.type().isFloating())
            .toList();
    return new GradientCheck(formula, all, Map.of(), 1, 0, Copy::inDouble);
  }

  /**
   * A check of a function with respect to all its arguments, which reports call x0, x1 and so on.
   *
   * @param function called once, with as many tensors as there are constants
   * @param point FLOAT or DOUBLE, where the derivative is taken
   * @return the check, of order 1 and seed 0
   */
  public static GradientCheck of(
      Function<? super List<Tensor>, ? extends Tensor> function, Constant... point) {
    ArgumentException.requireNonNull(function, "function");
    List<Tensor> arguments = new ArrayList<>();
    for (Constant x : ArgumentException.requireNonNull(point, "point")) {
      arguments.add(Variable.of("x" + arguments.size(), x));
    }
    return of(function.apply(List.copyOf(arguments))).withRespectTo(arguments);
  }

  /**
   * The same check with respect to some variables and inputs only.
   *
   * @param some FLOAT or DOUBLE; the formula need not depend on them
   * @return the check
   * @throws ArgumentException if one is neither a variable nor an input, is LONG or BOOL, or is
   *     named twice
   */
  public GradientCheck withRespectTo(Tensor... some) {
    return withRespectTo(Arrays.asList(ArgumentException.requireNonNull(some, "some")));
  }

  /**
   * The same check with respect to some variables and inputs only.
   *
   * @param some FLOAT or DOUBLE; the formula need not depend on them
   * @return the check
   * @throws ArgumentException if one is neither a variable nor an input, is LONG or BOOL, or is
   *     named twice
   */
  public GradientCheck withRespectTo(List<? extends Tensor> some) {
    List<Tensor> moved = ArgumentException.copyOf(some, "some");
    for (Tensor x : moved) {
      if (!(x instanceof Variable || x instanceof Input) || !x.type().isFloating()) {
        throw new ArgumentException(
            "a derivative is checked with respect to FLOAT and DOUBLE variables and inputs, not "
                + x
                + "; to move what a formula computes, make it an input");
      }
    }
    if (new HashSet<>(moved).size() < moved.size()) {
      throw new ArgumentException("the inputs " + moved + " are not distinct; name each once");
    }
    return new GradientCheck(formula, moved, values, order, seed, copier);
  }

  /**
   * The same check at a value of an input; every input of the formula needs one.
   *
   * @param input an input of the formula
   * @param value of the input's type
   * @return the check
   * @throws ArgumentException if the types differ
   */
  public GradientCheck at(Input input, Constant value) {
    ArgumentException.requireNonNull(input, "input");
    ArgumentException.requireNonNull(value, "value");
    if (!input.type().equals(value.type())) {
      throw new ArgumentException(
          input + " cannot be " + value.type() + "; give it a value of its own type");
    }
    Map<Input, Constant> more = new HashMap<>(values);
    more.put(input, value);
    return new GradientCheck(formula, inputs, Map.copyOf(more), order, seed, copier);
  }

  /**
   * The same check at a value of a FLOAT or DOUBLE input.
   *
   * @param input an input of the formula
   * @param value its elements in c order
   * @return the check
   */
  public GradientCheck at(Input input, double... value) {
    ArgumentException.requireNonNull(input, "input");
    return at(input, Constant.of(value, input.shape(), input.type().dataType()));
  }

  /**
   * The same check of all derivatives up to an order.
   *
   * @param highest 1 for the derivative, 2 for the derivative of the derivative too, and so on
   * @return the check
   * @throws ArgumentException if it is less than 1
   */
  public GradientCheck order(int highest) {
    if (highest < 1) {
      throw new ArgumentException("the order of a derivative is at least 1, not " + highest);
    }
    return new GradientCheck(formula, inputs, values, highest, seed, copier);
  }

  /**
   * The same check with other random cotangents.
   *
   * @param newSeed any number
   * @return the check
   */
  public GradientCheck seed(long newSeed) {
    return new GradientCheck(formula, inputs, values, order, newSeed, copier);
  }

  /**
   * The same check on the formula as it is, without a DOUBLE copy: for the kernels of FLOAT.
   *
   * <p>Where FLOAT numbers take part, steps are 4e-3 to 6e-2 times the point, and what is off by 1
   * % of itself, or by less than FLOAT rounds, is not seen.
   *
   * @return the check
   */
  public GradientCheck inOwnTypes() {
    return new GradientCheck(formula, inputs, values, order, seed, Copy::inOwnTypes);
  }

  /**
   * Makes the check. An order is looked at only if nothing failed at the orders before.
   *
   * @return what was found
   * @throws ArgumentException if an input of the formula has no value
   * @throws io.github.grad4j.core.OpException if the rule of an op returns another shape than its
   *     input's; the message names the op
   */
  public GradientReport check() {
    SplittableRandom random = new SplittableRandom(seed);
    Copy copy = copier.copy(formula, inputs, values);
    List<Level> levels = new ArrayList<>();
    levels.add(Level.first(copy.formula(), copy.points(), copy.precision(), random));
    List<InputReport> reports = new ArrayList<>(new LevelCheck(levels.get(0), random).run());
    while (levels.size() < order && !GradientReport.hasFailure(reports)) {
      Level next = levels.get(levels.size() - 1).next(random);
      levels.add(next);
      reports.addAll(new LevelCheck(next, random).run());
    }
    Optional<Diagnosis> diagnosis =
        GradientReport.hasFailure(reports)
            ? Optional.of(new NodeSearch(levels, reports, random).run())
            : Optional.empty();
    return new GradientReport(seed, reports, diagnosis);
  }

  /**
   * Makes the check and throws unless the derivatives hold. Kinks, noise and constant functions
   * pass, since they are no mistake; {@link GradientReport#isRight()} tells whether there are any.
   *
   * @throws AssertionError if there is a failure; its message is the report
   */
  public void verify() {
    GradientReport report = check();
    if (report.hasFailure()) {
      throw new AssertionError("the derivative fails the check" + System.lineSeparator() + report);
    }
  }
}
