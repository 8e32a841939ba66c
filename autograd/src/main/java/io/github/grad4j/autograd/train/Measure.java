package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import java.util.function.BinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What is measured after each epoch.
 *
 * @param name what it is called in the history
 * @param begin makes what measures it during one run
 */
record Measure(String name, Supplier<Gauge> begin) {
  Measure {
    ArgumentException.requireNonNull(name, "name");
  }

  /** What measures during one run, which then closes it. */
  interface Gauge extends AutoCloseable {
    double value();

    @Override
    void close();
  }

  /** The mean over examples of a formula of the features and the labels of a batch. */
  static Measure of(String name, BinaryOperator<Tensor> formula, Iterable<Batch> examples) {
    ArgumentException.requireNonNull(examples, "examples");
    return new Measure(
        name,
        () -> {
          Evaluation evaluation = new Evaluation(formula);
          return new Gauge() {
            @Override
            public double value() {
              return evaluation.mean(examples);
            }

            @Override
            public void close() {
              evaluation.close();
            }
          };
        });
  }

  /** A number that is asked for. */
  static Measure of(String name, DoubleSupplier number) {
    return new Measure(
        name,
        () ->
            new Gauge() {
              @Override
              public double value() {
                return number.getAsDouble();
              }

              @Override
              public void close() {
                // It belongs to whoever gave it.
              }
            });
  }
}
