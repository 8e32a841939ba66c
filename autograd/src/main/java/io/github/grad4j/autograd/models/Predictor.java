package io.github.grad4j.autograd.models;

import io.github.grad4j.autograd.train.Calibration;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a model tells of examples: probabilities, the class, the k likeliest classes.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.of(model)) {
 *   long told = predictor.classOf(new double[] {5.1, 3.5, 1.4, 0.2});
 *   double[][] all = predictor.probabilities(dataset.all().features());
 * }
 * }</pre>
 *
 * <p>It reads the parameters as they are when it is asked. Of equal probabilities that of the first
 * class counts as larger; NaN counts as larger than all numbers.
 *
 * <p><b>Threads.</b> Any number may ask at once: each call takes a plan that no other uses, and
 * makes one only if there is none, so that there are as many as there were calls at one time. Many
 * examples are computed in blocks of {@value #BLOCK}, a single one by itself; the last digits of a
 * probability may differ between the two.
 */
public final class Predictor implements AutoCloseable {
  private static final int BLOCK = 256;

  private final Classifier model;
  private final Pool single = new Pool(1);
  private final Pool blocks = new Pool(BLOCK);

  private Predictor(Classifier model) {
    this.model = model;
  }

  /**
   * A predictor with a model.
   *
   * @param model whose parameters it reads
   * @return the predictor; close it to give the memory of its plans back
   */
  public static Predictor of(Classifier model) {
    return new Predictor(ArgumentException.requireNonNull(model, "model"));
  }

  /** A plan for so many examples. */
  private record Sized(Input x, Tensor probabilities, Plan plan) {}

  /** Plans of one size that no thread is using. */
  private final class Pool {
    private final int size;
    private final Deque<Sized> idle = new ArrayDeque<>();
    private boolean closed;

    Pool(int size) {
      this.size = size;
    }

    Sized take() {
      synchronized (this) {
        if (closed) {
          throw new PlanException(
              "this predictor is closed; make a new one with Predictor.of(...)");
        }
        Sized first = idle.poll();
        if (first != null) {
          return first;
        }
      }
      Input x = Input.of("x", model.dataType(), size, model.features());
      Tensor probabilities = model.probabilities(x);
      return new Sized(x, probabilities, Plan.of(probabilities));
    }

    synchronized void giveBack(Sized sized) {
      if (closed) {
        sized.plan.close();
      } else {
        idle.push(sized);
      }
    }

    synchronized void close() {
      closed = true;
      idle.forEach(sized -> sized.plan.close());
      idle.clear();
    }
  }

  /** Feeds examples, the first of which is given, to a plan. */
  @FunctionalInterface
  private interface Feeding {
    void feed(Sized sized, int first);
  }

  private double[][] run(int count, Pool pool, Feeding feeding) {
    double[][] rows = new double[count][];
    Sized sized = pool.take();
    try {
      for (int first = 0; first < count; first += pool.size) {
        feeding.feed(sized, first);
        double[] all = sized.plan.run().doubles(sized.probabilities);
        int classes = sized.probabilities.shape().size(1);
        for (int i = first; i < Math.min(count, first + pool.size); i++) {
          int at = (i - first) * classes;
          rows[i] = Arrays.copyOfRange(all, at, at + classes);
        }
      }
    } finally {
      pool.giveBack(sized);
    }
    return rows;
  }

  /**
   * The probability of each class.
   *
   * @param example its features, rounded to the model's type
   * @return as many as there are classes
   * @throws ShapeException if it has not as many features as the model takes
   * @throws PlanException if the predictor is closed
   */
  public double[] probabilities(double[] example) {
    requireWidth(Shape.of(ArgumentException.requireNonNull(example, "example").length));
    return run(1, single, (sized, first) -> sized.plan.feed(sized.x, example))[0];
  }

  /**
   * The probability of each class, for many examples.
   *
   * @param examples a row of features for each, rounded to the model's type
   * @return a row for each
   * @throws ShapeException if a row has not as many features as the model takes
   * @throws PlanException if the predictor is closed
   */
  public double[][] probabilities(double[][] examples) {
    int width = model.features();
    for (double[] example : ArgumentException.requireNonNull(examples, "examples")) {
      requireWidth(Shape.of(ArgumentException.requireNonNull(example, "an example").length));
    }
    double[] block = new double[BLOCK * width];
    return run(
        examples.length,
        blocks,
        (sized, first) -> {
          for (int i = first; i < Math.min(examples.length, first + BLOCK); i++) {
            System.arraycopy(examples[i], 0, block, (i - first) * width, width);
          }
          sized.plan.feed(sized.x, block);
        });
  }

  /**
   * The probability of each class, for many examples.
   *
   * @param examples a row of features for each, of the model's type: {@code
   *     dataset.all().features()}, for example
   * @return a row for each
   * @throws ShapeException if a row has not as many features as the model takes
   * @throws io.github.grad4j.core.TypeException if their type is not the model's
   * @throws PlanException if the predictor is closed
   */
  public double[][] probabilities(Rows examples) {
    Shape shape = ArgumentException.requireNonNull(examples, "examples").shape();
    requireWidth(shape.without(0));
    int count = shape.size(0);
    int[] order = new int[BLOCK];
    return run(
        count,
        blocks,
        (sized, first) -> {
          // A block is filled up with the last example; what is told of it again is not read.
          Arrays.setAll(order, i -> examples.rowAt(Math.min(first + i, count - 1)));
          sized.plan.feed(sized.x, examples.select(order, 0, BLOCK));
        });
  }

  private void requireWidth(Shape example) {
    int width = model.features();
    if (example.rank() == 1 && example.size() == width) {
      return;
    }
    throw new ShapeException(
        "the model takes examples of shape ["
            + width
            + "], but this one has shape "
            + example
            + (example.size() == width
                ? "; flatten the examples, as Dataset.flattened() does"
                : ""));
  }

  /**
   * The likeliest class.
   *
   * @param example its features, rounded to the model's type
   * @return the class, counted from 0
   * @throws ShapeException if it has not as many features as the model takes
   * @throws PlanException if the predictor is closed
   */
  public long classOf(double[] example) {
    return Calibration.likeliest(probabilities(example));
  }

  /**
   * The likeliest class of each example.
   *
   * @param examples a row of features for each, rounded to the model's type
   * @return the classes, counted from 0
   * @throws ShapeException if a row has not as many features as the model takes
   * @throws PlanException if the predictor is closed
   */
  public long[] classesOf(double[][] examples) {
    return likeliest(probabilities(examples));
  }

  /**
   * The likeliest class of each example.
   *
   * @param examples a row of features for each, of the model's type
   * @return the classes, counted from 0
   * @throws ShapeException if a row has not as many features as the model takes
   * @throws io.github.grad4j.core.TypeException if their type is not the model's
   * @throws PlanException if the predictor is closed
   */
  public long[] classesOf(Rows examples) {
    return likeliest(probabilities(examples));
  }

  private static long[] likeliest(double[][] probabilities) {
    return Stream.of(probabilities).mapToLong(Calibration::likeliest).toArray();
  }

  /**
   * The k likeliest classes, the likeliest first.
   *
   * @param example its features, rounded to the model's type
   * @param k how many, in [1, classes]
   * @return the classes, counted from 0
   * @throws ShapeException if it has not as many features as the model takes
   * @throws ArgumentException if k is outside [1, classes]
   * @throws PlanException if the predictor is closed
   */
  public long[] topK(double[] example, int k) {
    double[] probabilities = probabilities(example);
    requireK(k);
    return topOf(probabilities, k);
  }

  /**
   * The k likeliest classes of each example, the likeliest first.
   *
   * @param examples a row of features for each, rounded to the model's type
   * @param k how many, in [1, classes]
   * @return the classes of each, counted from 0
   * @throws ShapeException if a row has not as many features as the model takes
   * @throws ArgumentException if k is outside [1, classes]
   * @throws PlanException if the predictor is closed
   */
  public long[][] topK(double[][] examples, int k) {
    return topOf(probabilities(examples), k);
  }

  /**
   * The k likeliest classes of each example, the likeliest first.
   *
   * @param examples a row of features for each, of the model's type
   * @param k how many, in [1, classes]
   * @return the classes of each, counted from 0
   * @throws ShapeException if a row has not as many features as the model takes
   * @throws io.github.grad4j.core.TypeException if their type is not the model's
   * @throws ArgumentException if k is outside [1, classes]
   * @throws PlanException if the predictor is closed
   */
  public long[][] topK(Rows examples, int k) {
    return topOf(probabilities(examples), k);
  }

  private long[][] topOf(double[][] probabilities, int k) {
    requireK(k);
    return Stream.of(probabilities).map(row -> topOf(row, k)).toArray(long[][]::new);
  }

  private static long[] topOf(double[] probabilities, int k) {
    List<Integer> classes =
        new ArrayList<>(IntStream.range(0, probabilities.length).boxed().toList());
    // Sorting is stable: of equal probabilities the first class stays before.
    classes.sort(Comparator.comparing(i -> probabilities[i], Comparator.reverseOrder()));
    return classes.stream().limit(k).mapToLong(Integer::longValue).toArray();
  }

  private void requireK(int k) {
    if (k < 1 || k > model.classes()) {
      throw new ArgumentException("k is in [1, " + model.classes() + "], but it is " + k);
    }
  }

  /**
   * Gives the memory of the plans back; that of one in use by another thread when its call ends.
   * Closing twice is the same as once.
   */
  @Override
  public void close() {
    single.close();
    blocks.close();
  }
}
