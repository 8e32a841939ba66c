package io.github.grad4j.autograd.train;

import io.github.grad4j.autograd.nonfinite.Element;
import io.github.grad4j.autograd.nonfinite.NonFiniteStory;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Grad4jException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A formula of a batch, averaged over the examples of many.
 *
 * <p>Shapes are static, so each size of batch has a plan of its own, made when the size is first
 * met.
 */
final class PlanPerSize implements AutoCloseable {
  /** The way out where a variable was assigned what is not finite. */
  static final String CHECKED =
      "Training.checkingUpdates(...) stops before such an update and tells why it is not finite.";

  private final BinaryOperator<Tensor> formula;
  private final Function<Tensor, List<Update>> updates;
  private final Function<List<Update>, List<Tensor>> checks;
  private final List<Sized> plans = new ArrayList<>();
  private boolean closed;

  /**
   * @param formula the scalar to be averaged, of features and labels
   * @param updates what each batch assigns, of the scalar
   * @param checks further scalars, of the updates, without which being finite nothing is assigned
   */
  PlanPerSize(
      BinaryOperator<Tensor> formula,
      Function<Tensor, List<Update>> updates,
      Function<List<Update>, List<Tensor>> checks) {
    this.formula = ArgumentException.requireNonNull(formula, "formula");
    this.updates = updates;
    this.checks = checks;
  }

  /** The plan for one size. */
  private record Sized(
      Input features, Input labels, Tensor scalar, List<Update> updates, Plan plan) {
    boolean takes(Batch batch) {
      return features.type().equals(batch.features().type())
          && labels.type().equals(batch.labels().type());
    }

    double run(Batch batch) {
      if (plan.uses(features)) {
        plan.feed(features, batch.features());
      }
      if (plan.uses(labels)) {
        plan.feed(labels, batch.labels());
      }
      return plan.run().scalar(scalar);
    }

    /** Of the scalar, or else of the first new value that is not finite. */
    Optional<NonFiniteStory> story() {
      Optional<NonFiniteStory> story = NonFiniteStory.of(plan, scalar, "loss");
      for (int i = 0; i < updates.size() && story.isEmpty(); i++) {
        Update update = updates.get(i);
        String what = "the new value of variable " + update.variable().name();
        story = NonFiniteStory.of(plan, update.newValue(), what);
      }
      return story;
    }
  }

  /** What the failed run of a batch is told as; the plan still has all that led to it. */
  private static NonFiniteException told(NonFiniteException e, Sized sized, Batch batch, int n) {
    try {
      return sized.story().map(story -> told(story, e, sized, batch, n)).orElse(e);
    } catch (Grad4jException untold) {
      // An op that fails on the numbers of the story must not hide what happened.
      e.addSuppressed(untold);
      return e;
    }
  }

  private static NonFiniteException told(
      NonFiniteStory story, NonFiniteException e, Sized sized, Batch batch, int n) {
    NonFiniteException told =
        new NonFiniteException(
            story.what()
                + " is "
                + story.result()
                + " in batch "
                + n
                + ", counted from 0; no variable was updated, all keep the values that led to it\n"
                + story
                + more(story, sized, batch));
    told.initCause(e);
    return told;
  }

  /** What the story of a plan cannot know: where the data came from, and what ran before. */
  private static String more(NonFiniteStory story, Sized sized, Batch batch) {
    Element first = story.links().get(0).output();
    if (first.tensor() instanceof Variable) {
      return " " + CHECKED;
    }
    if (first.tensor() == sized.features || first.tensor() == sized.labels) {
      Rows rows = first.tensor() == sized.features ? batch.features() : batch.labels();
      int row = first.index().get(0);
      return " Row " + row + " of the batch is row " + rows.rowAt(row) + " of the data.";
    }
    return "";
  }

  /** Hears the scalars of batches. */
  interface Scalars {
    void add(double scalar, int examples);
  }

  /** The function of features and labels. */
  BinaryOperator<Tensor> formula() {
    return formula;
  }

  /** The mean of the scalar, each batch weighing as much as it has examples; NaN if it has none. */
  double mean(Iterable<Batch> batches) {
    WeightedMean mean = new WeightedMean();
    each(batches, mean::add);
    return mean.value();
  }

  /** Runs each batch, and tells its scalar. */
  void each(Iterable<Batch> batches, Scalars scalars) {
    int number = 0;
    for (Batch batch : ArgumentException.requireNonNull(batches, "batches")) {
      scalars.add(run(batch, number), batch.size());
      number++;
    }
  }

  private double run(Batch batch, int number) {
    Sized sized = sizedFor(batch);
    try {
      return sized.run(batch);
    } catch (NonFiniteException e) {
      throw told(e, sized, batch, number);
    }
  }

  private Sized sizedFor(Batch batch) {
    if (closed) {
      throw new PlanException("its plans are closed; make a new one");
    }
    for (int i = 0; i < plans.size(); i++) {
      if (plans.get(i).takes(batch)) {
        return plans.get(i);
      }
    }
    Sized made = make(batch.features().type(), batch.labels().type());
    plans.add(made);
    return made;
  }

  private Sized make(TensorType featuresType, TensorType labelsType) {
    Input features = new Input("features", featuresType);
    Input labels = new Input("labels", labelsType);
    Tensor scalar =
        ArgumentException.requireNonNull(
            formula.apply(features, labels), "what the formula of a batch returned");
    Tensors.check(() -> requireScalar(scalar.shape()), List.of("the number"), List.of(scalar));
    List<Update> assigned = List.copyOf(updates.apply(scalar));
    List<Tensor> outputs = new ArrayList<>(List.of(scalar));
    outputs.addAll(checks.apply(assigned));
    return new Sized(features, labels, scalar, assigned, Plan.of(outputs, assigned));
  }

  private static void requireScalar(Shape shape) {
    if (shape.rank() != 0) {
      throw new ShapeException(
          "what is averaged over batches is one number for each, but the formula has shape "
              + shape
              + "; reduce it with reduceMean or reduceSum");
    }
  }

  @Override
  public void close() {
    closed = true;
    plans.forEach(sized -> sized.plan.close());
  }

  /** The programs of the plans made so far. */
  @Override
  public String toString() {
    return plans.stream().map(sized -> sized.plan.toString()).collect(Collectors.joining("\n"));
  }
}
