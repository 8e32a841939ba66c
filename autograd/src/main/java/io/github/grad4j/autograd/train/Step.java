package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.Expm1.expm1;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One step of a rule while it is written down: its number, its rate, and what it assigns.
 *
 * <p>What is the same for all elements is computed in DOUBLE, and rounded once to the type of each
 * parameter.
 */
final class Step {
  private final String rule;
  private final OptimizerState state;
  private final List<Tensor> gradients;
  private final Tensor rate;
  private final List<Update> updates = new ArrayList<>();

  /** A step along gradients; it counts itself if the state has a counter. */
  Step(String rule, Schedule learningRate, List<Tensor> gradients, OptimizerState state) {
    this.rule = rule;
    this.state = ArgumentException.requireNonNull(state, "state");
    this.gradients = ArgumentException.copyOf(gradients, "gradients");
    if (this.gradients.size() != state.parameters().size()) {
      throw new ShapeException(
          this.gradients.size()
              + " gradients for "
              + state.parameters().size()
              + " variables; give one for each");
    }
    this.rate = rate(rule, learningRate, state);
    if (state.byName().containsKey(counter(rule))) {
      assign(taken(), add(taken(), 1));
    }
  }

  private static String counter(String rule) {
    return rule + "/step";
  }

  /** The state of a rule that needs the number of the step. */
  static OptimizerState counting(String rule, Schedule learningRate, List<Variable> parameters) {
    Variable steps = Variable.of(counter(rule), new long[] {0}, Shape.scalar());
    return OptimizerState.of(parameters).with(learningRate.variables()).with(List.of(steps));
  }

  /** The state of a rule that counts its steps only for a schedule that asks. */
  static OptimizerState countingIfAsked(
      String rule, Schedule learningRate, List<Variable> parameters) {
    OptimizerState counting = counting(rule, learningRate, parameters);
    boolean asks =
        Tensors.order(List.of(rate(rule, learningRate, counting)))
            .contains(counting.variable(counter(rule)));
    return asks ? counting : OptimizerState.of(parameters).with(learningRate.variables());
  }

  /** The learning rate of the step that comes next: a DOUBLE scalar. */
  static Tensor rate(String rule, Schedule learningRate, OptimizerState state) {
    Variable counted = state.byName().get(counter(rule));
    Tensor taken = counted == null ? Constant.of(0L) : counted;
    Tensor rate = ArgumentException.requireNonNull(learningRate.rate(taken), "the schedule's rate");
    Tensors.check(() -> requireRate(rate), List.of("the rate"), List.of(rate));
    return cast(rate, DataType.DOUBLE);
  }

  private static void requireRate(Tensor rate) {
    if (rate.shape().rank() != 0) {
      throw new ShapeException(
          "a learning rate is one number, but the schedule's has shape " + rate.shape());
    }
    if (!rate.type().isFloating()) {
      throw new TypeException(
          "a learning rate is FLOAT or DOUBLE, but the schedule's is "
              + rate.type()
              + "; cast the step where it enters the formula");
    }
  }

  private Variable taken() {
    return state.variable(counter(rule));
  }

  /** The learning rate: a DOUBLE scalar. */
  Tensor rate() {
    return rate;
  }

  /** The number of this step, counted from 1: a DOUBLE scalar. */
  Tensor number() {
    return cast(add(taken(), 1), DataType.DOUBLE);
  }

  /** Whether no step was taken before: a BOOL scalar. */
  Tensor isFirst() {
    return equal(taken(), 0);
  }

  /** What is remembered once for all parameters. */
  Variable remembered(String name) {
    return state.variable(rule + "/" + name);
  }

  /** The assignment of a variable after the step; returns its new value. */
  Tensor assign(Variable variable, Tensor newValue) {
    updates.add(new Update(variable, newValue));
    return newValue;
  }

  /** The rule for each parameter, whose gradient is that of the loss + ½·weightDecay·Σw². */
  void each(double weightDecay, Consumer<Parameter> descent) {
    for (int i = 0; i < gradients.size(); i++) {
      Variable w = state.parameters().get(i);
      Tensor g = gradients.get(i);
      requireType(g, w);
      descent.accept(new Parameter(w, weightDecay == 0 ? g : add(g, multiply(w, weightDecay))));
    }
  }

  private static void requireType(Tensor gradient, Variable w) {
    String what = "the gradient with respect to " + w + " is of its type, but got ";
    if (!gradient.shape().equals(w.shape())) {
      throw new ShapeException(what + gradient.type() + "; it is not broadcast");
    }
    if (gradient.type().dataType() != w.type().dataType()) {
      throw new TypeException(what + gradient.type() + "; cast it");
    }
  }

  /** All that the step assigns. */
  List<Update> updates() {
    return List.copyOf(updates);
  }

  /** One parameter, w. */
  final class Parameter {
    private final Variable w;
    private final Tensor gradient;

    private Parameter(Variable w, Tensor gradient) {
      this.w = w;
      this.gradient = gradient;
    }

    Tensor gradient() {
      return gradient;
    }

    /** What a slot holds before the step. */
    Tensor remembered(String slot) {
      return state.slot(w, rule + "/" + slot);
    }

    /** What a slot holds from the step on; returns it. */
    Tensor remember(String slot, Tensor value) {
      return assign(state.slot(w, rule + "/" + slot), value);
    }

    /** A slot that becomes β·slot + (1-β)·x; returns that. */
    Tensor average(String slot, double beta, Tensor x) {
      return remember(slot, add(multiply(remembered(slot), beta), multiply(x, 1 - beta)));
    }

    /** A scalar in the parameter's type. */
    Tensor typed(Tensor scalar) {
      return cast(scalar, w.type().dataType());
    }

    /** w ← w - rate·direction. */
    void descend(Tensor rate, Tensor direction) {
      assign(w, subtract(w, multiply(direction, typed(rate))));
    }
  }

  /** 1 - βᵗ without cancellation, of which an average over t steps from 0 is short. */
  static Tensor oneMinusPower(double beta, Tensor t) {
    return negate(expm1(multiply(t, Math.log(beta))));
  }

  /** Assignments of which those of parameters also take rate·weightDecay·w away. */
  static List<Update> decayed(
      List<Update> updates, Tensor rate, double weightDecay, OptimizerState state) {
    return updates.stream()
        .map(
            update -> {
              Variable w = update.variable();
              if (!state.parameters().contains(w)) {
                return update;
              }
              Tensor share = cast(multiply(rate, weightDecay), w.type().dataType());
              return new Update(w, subtract(update.newValue(), multiply(w, share)));
            })
        .toList();
  }
}
