package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables that an optimizer moves: those it trains, and its own.
 *
 * <p>It is made once, before the first step. All plans made with it, whatever their size of batch,
 * read and assign the same variables. Each has a name of its own, under which it is saved and found
 * again: what a rule remembers of a parameter {@code w} is called {@code w/adam/m}, and what it
 * remembers once for all {@code adam/step}.
 *
 * @param parameters the variables trained
 * @param memory what the optimizer remembers between steps; {@code new Sgd(0.1)} remembers nothing
 */
public record OptimizerState(List<Variable> parameters, List<Variable> memory) {
  /**
   * Copies the lists and checks types and names.
   *
   * @param parameters the variables trained
   * @param memory what the optimizer remembers between steps
   * @throws TypeException if a parameter is LONG or BOOL
   * @throws ArgumentException if two variables have one name, or a list or an element is null
   */
  public OptimizerState {
    parameters = ArgumentException.copyOf(parameters, "parameters");
    memory = ArgumentException.copyOf(memory, "memory");
    parameters.forEach(OptimizerState::requireFloating);
    named(parameters, memory);
  }

  private static void requireFloating(Variable parameter) {
    if (!parameter.type().isFloating()) {
      throw new TypeException(
          "what is trained is FLOAT or DOUBLE, but got "
              + parameter
              + "; leave it out, or make it a variable of another type");
    }
  }

  private static Map<String, Variable> named(List<Variable> parameters, List<Variable> memory) {
    List<Variable> all = new ArrayList<>(parameters);
    all.addAll(memory);
    Map<String, Variable> named = new LinkedHashMap<>();
    for (Variable variable : all) {
      Variable other = named.put(variable.name(), variable);
      if (other != null) {
        throw new ArgumentException(
            "two variables of a training are called "
                + variable.name()
                + (other == variable ? ", and are the same: " : ": " + other + " and ")
                + variable
                + "; give each a name of its own, under which it is saved and found again");
      }
    }
    return named;
  }

  /**
   * The state of a rule that remembers nothing yet.
   *
   * @param parameters the variables to be trained
   * @return a state without memory
   * @throws TypeException if one is LONG or BOOL
   * @throws ArgumentException if two have one name
   */
  public static OptimizerState of(List<Variable> parameters) {
    return new OptimizerState(parameters, List.of());
  }

  /**
   * This state, and more that is remembered.
   *
   * @param more variables with names of their own
   * @return a state with the same parameters
   * @throws ArgumentException if a name is taken
   */
  public OptimizerState with(List<Variable> more) {
    List<Variable> all = new ArrayList<>(memory);
    all.addAll(ArgumentException.<Variable>copyOf(more, "more"));
    return new OptimizerState(parameters, all);
  }

  /**
   * This state, and a slot for each parameter: a new variable of its type.
   *
   * @param slot what the slot is, as in {@code adam/m}; the slot of a parameter w is then the
   *     variable {@code w/adam/m}
   * @param initial what each element is at first
   * @return a state with the same parameters
   * @throws ArgumentException if the parameters have such a slot already
   */
  public OptimizerState withSlots(String slot, double initial) {
    return with(parameters.stream().map(p -> filled(slotName(p, slot), p, initial)).toList());
  }

  private static Variable filled(String name, Variable like, double initial) {
    double[] elements = new double[like.shape().size()];
    Arrays.fill(elements, initial);
    return Variable.of(name, Constant.of(elements, like.shape(), like.type().dataType()));
  }

  private static String slotName(Variable parameter, String slot) {
    return ArgumentException.requireNonNull(parameter, "parameter").name()
        + "/"
        + ArgumentException.requireNonNull(slot, "slot");
  }

  /**
   * What is remembered of a parameter.
   *
   * @param parameter one of the parameters
   * @param slot what the slot is, as in {@code adam/m}
   * @return the variable
   * @throws ArgumentException if there is no such slot
   */
  public Variable slot(Variable parameter, String slot) {
    return variable(slotName(parameter, slot));
  }

  /**
   * A variable by its name.
   *
   * @param name the name of a parameter or of what is remembered
   * @return the variable
   * @throws ArgumentException if there is none of this name
   */
  public Variable variable(String name) {
    Map<String, Variable> named = byName();
    Variable variable = named.get(ArgumentException.requireNonNull(name, "name"));
    if (variable == null) {
      throw new ArgumentException(
          "no variable of this state is called "
              + name
              + ", there are "
              + named.keySet()
              + "; a state is made by init of the optimizer that uses it");
    }
    return variable;
  }

  /**
   * All variables, the parameters first.
   *
   * @return them by their names, in their order
   */
  public Map<String, Variable> byName() {
    return Collections.unmodifiableMap(named(parameters, memory));
  }
}
