package io.github.grad4j.examples;

import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.core.Input;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Plans and memory: formulas made into a program that runs many times on the same memory.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example10_PlansAndMemory}.
 */
public final class Example10_PlansAndMemory {
  private static final int SIZE = 1000;

  private Example10_PlansAndMemory() {}

  /**
   * Prints the numbers of the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    feedAndRun();
    sharing();
    reuse();
    updates();
    nothingIsLostToNaN();
  }

  /*
   * An input has a type and no value. A plan has memory for it, which is fed, by a copy, before a
   * run; it stays fed until it is fed again. What a plan returns is a copy as well: the second run
   * does not change what the first returned.
   */
  private static void feedAndRun() {
    Input x = input("x", DataType.DOUBLE, 3);
    Tensor y = square(x);
    Plan plan = Plan.of(y);
    double[] first = plan.feed(x, new double[] {1, 2, 3}).run().doubles(y);
    double[] second = plan.feed(x, new double[] {4, 5, 6}).run().doubles(y);
    show("first run", y.shape(), first);
    show("second run", y.shape(), second);

    /*
     * A plan's memory lies outside of Java's heap, where the garbage collector does not see how
     * much it is. close() gives it back at once; try-with-resources does not forget to. A closed
     * plan says so.
     */
    plan.close();
    show("bytes of a closed plan", plan.bytes());
    try {
      plan.run();
    } catch (PlanException e) {
      show("a run after close:", e.getClass().getSimpleName());
    }
  }

  /*
   * Equal formulas are computed once, wherever they were written. The program of a plan is printed
   * one op a line, after a line about the whole; behind each stands the line of the source that
   * wrote it, which is left out here. One kernel computes all three, tile by tile.
   */
  private static void sharing() {
    Input x = input("x", DataType.DOUBLE, 3);
    Tensor twice = add(exp(negate(x)), exp(negate(x)));
    try (Plan plan = Plan.of(twice)) {
      show("written", "add, exp, negate, exp, negate");
      List<String> ops = plan.toString().lines().filter(line -> line.contains(" at ")).toList();
      show("computed", ops.size());
      for (String op : ops) {
        show("op", op.substring(0, op.indexOf(" at ")).strip());
      }
    }
  }

  /*
   * What nobody reads any more makes room for the next: a chain of a hundred ops on a thousand
   * numbers needs memory for its input and for its output, and not for what lies between.
   */
  private static void reuse() {
    Input x = input("x", DataType.DOUBLE, SIZE);
    Tensor y = x;
    for (int i = 0; i < 100; i++) {
      y = tanh(y);
    }
    try (Plan plan = Plan.of(y)) {
      show("bytes of 100 results", 100L * SIZE * Double.BYTES);
      show("less than 5 of them are held", plan.bytes() < 5L * SIZE * Double.BYTES);
    }
  }

  /*
   * A variable keeps its value between runs, and an update assigns it after a run. A run reads all
   * variables, computes everything, and only then assigns: two variables swap without a third, and
   * an output shows what was before.
   */
  private static void updates() {
    Variable a = variable("a", constant(1.0));
    Variable b = variable("b", constant(2.0));
    Tensor difference = subtract(a, b);
    try (Plan swap = Plan.of(List.of(difference), List.of(new Update(a, b), new Update(b, a)))) {
      show("a - b, first run", swap.run().scalar(difference));
      show("a - b, second run", swap.run().scalar(difference));
      show("a - b, third run", swap.run().scalar(difference));
    }
  }

  /*
   * Where a scalar output, a loss, is not finite, nothing is assigned: what led to it is still
   * there to be looked at.
   */
  private static void nothingIsLostToNaN() {
    Variable w = variable("w", constant(2.0));
    Tensor loss = log(w);
    try (Plan step = Plan.of(List.of(loss), List.of(new Update(w, subtract(w, 1))))) {
      show("log 2", step.run().scalar(loss));
      show("log 1", step.run().scalar(loss));
      try {
        step.run();
      } catch (NonFiniteException e) {
        show("log 0 is refused:", e.getClass().getSimpleName());
      }
      show("w is still", w);
    }
  }

  /*
   * Prints:
   * first run                        [1, 4, 9]
   * second run                       [16, 25, 36]
   * bytes of a closed plan           0
   * a run after close:               PlanException
   * written                          add, exp, negate, exp, negate
   * computed                         3
   * op                               %1 = Negate(x) DOUBLE[3]
   * op                               %2 = Exp(%1) DOUBLE[3]
   * op                               %3 = Add(%2, %2) DOUBLE[3]
   * bytes of 100 results             800000
   * less than 5 of them are held     true
   * a - b, first run                 -1
   * a - b, second run                1
   * a - b, third run                 -1
   * log 2                            0.69314718
   * log 1                            0
   * log 0 is refused:                NonFiniteException
   * w is still                       0
   */
}
