package io.github.grad4j.autograd.train;

import io.github.grad4j.autograd.nonfinite.Element;
import io.github.grad4j.autograd.nonfinite.NonFiniteStory;
import io.github.grad4j.core.Grad4jException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Update;
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
  private final BinaryOperator<Tensor> formula;
  private final Function<Tensor, List<Update>> updates;
  private final List<Sized> plans = new ArrayList<>();
  private boolean closed;

  /**
   * @param formula the scalar to be averaged, of features and labels
   * @param updates what each batch assigns, of the scalar
   */
  PlanPerSize(BinaryOperator<Tensor> formula, Function<Tensor, List<Update>> updates) {
    this.formula = formula;
    this.updates = updates;
  }

  /** The plan for one size. */
  private record Sized(Input features, Input labels, Tensor scalar, Plan plan) {
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
  }

  /** What the failed run of a batch is told as; the plan still holds all that led to it. */
  private static NonFiniteException told(NonFiniteException e, Sized sized, Batch batch, int n) {
    Optional<NonFiniteStory> story;
    try {
      story =
          NonFiniteStory.of(sized.plan, sized.scalar, "loss")
              .or(() -> NonFiniteStory.of(sized.plan));
    } catch (Grad4jException untold) {
      // An op that fails on the numbers of the story must not hide what happened.
      e.addSuppressed(untold);
      return e;
    }
    if (story.isEmpty()) {
      return e;
    }
    NonFiniteException told =
        new NonFiniteException(
            story.get().what()
                + " of batch "
                + n
                + " is "
                + story.get().result()
                + ", so no variable was updated; all keep the values that led to it\n"
                + story.get()
                + rowOf(story.get(), sized, batch));
    told.initCause(e);
    return told;
  }

  /** Which example it was, if the data has it. */
  private static String rowOf(NonFiniteStory story, Sized sized, Batch batch) {
    Element first = story.links().get(0).output();
    boolean isFeature = first.tensor() == sized.features;
    if (!isFeature && first.tensor() != sized.labels) {
      return "";
    }
    Rows rows = isFeature ? batch.features() : batch.labels();
    int position = first.index().get(0);
    return " Row " + position + " of the batch is row " + rows.rowAt(position) + " of the data.";
  }

  /** The mean of the scalar, each batch weighing as much as it has examples; NaN if it has none. */
  double mean(Iterable<Batch> batches) {
    double sum = 0;
    long examples = 0;
    int number = 0;
    for (Batch batch : batches) {
      Sized sized = sizedFor(batch);
      try {
        sum += sized.run(batch) * batch.size();
      } catch (NonFiniteException e) {
        throw told(e, sized, batch, number);
      }
      examples += batch.size();
      number++;
    }
    return sum / examples;
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
    Tensor scalar = formula.apply(features, labels);
    return new Sized(features, labels, scalar, Plan.of(List.of(scalar), updates.apply(scalar)));
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
