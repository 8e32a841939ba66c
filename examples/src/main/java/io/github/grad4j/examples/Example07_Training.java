package io.github.grad4j.examples;

import static io.github.grad4j.autograd.train.Metrics.accuracy;
import static io.github.grad4j.examples.Show.show;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.autograd.train.Evaluation;
import io.github.grad4j.autograd.train.Fit;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.autograd.train.Sgd;
import io.github.grad4j.autograd.train.Training;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * Training: a loss, an optimizer and batches.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=Example07_Training}.
 */
public final class Example07_Training {
  private static final int FEATURES = 4;
  private static final int CLASSES = 3;
  private static final double PENALTY = 0.01;
  private static final int BATCH = 32;
  private static final int EPOCHS = 50;
  private static final long SEED = 1;

  private Example07_Training() {}

  /**
   * Prints the numbers of the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    /*
     * A model is variables and a method that makes logits of features. Nothing else is needed.
     */
    Variable w = variable("w", constant(new double[FEATURES][CLASSES]));
    Variable b = variable("b", constant(new double[CLASSES]));

    /*
     * Batches of 32 irises, in another order in each epoch: 150 make four, and one of 22. The seed
     * makes the orders the same on every run.
     */
    Dataset iris = Iris.standardised();
    Batches batches = iris.batches(BATCH, SEED);
    show("batches in an epoch", batches.count());

    /*
     * A training takes the loss as a function of a batch, because shapes are static: it is called
     * once for batches of 32 and once for those of 22, and both plans share the variables. Loss,
     * gradients and the optimizer's updates are one program.
     *
     * The loss has a penalty on large weights, without which they would grow for ever: one of the
     * species can be told from the others without a mistake, and ever more surely.
     */
    try (Training training =
            new Training((x, species) -> loss(x, species, w, b), List.of(w, b), new Sgd(0.5));
        Evaluation whole = new Evaluation((x, species) -> loss(x, species, w, b));
        Evaluation share = new Evaluation((x, species) -> accuracy(species, logits(x, w, b)))) {
      /*
       * A fit runs the epochs. It can do much between them: validate, stop early, save a checkpoint
       * and go on from it. The loss of an epoch is the mean of what the batches had, each before
       * its step.
       */
      History history = Fit.of(training, batches).epochs(EPOCHS).run();
      for (int epoch : new int[] {1, 10, EPOCHS}) {
        show("loss in epoch " + epoch, history.epochs().get(epoch - 1).loss());
      }

      /*
       * An evaluation computes the mean of anything over batches, and changes nothing.
       */
      Batches all = iris.batchesInOrder(BATCH);
      show("loss afterwards", whole.mean(all));
      show("accuracy", share.mean(all));
    }
  }

  private static Tensor logits(Tensor x, Variable w, Variable b) {
    return add(matmul(x, w), b);
  }

  private static Tensor loss(Tensor x, Tensor species, Variable w, Variable b) {
    Tensor crossEntropy = sparseSoftmaxCrossEntropyWithLogits(species, logits(x, w, b));
    return add(reduceMean(crossEntropy), multiply(reduceSum(square(w)), PENALTY / 2));
  }

  /*
   * Prints:
   * batches in an epoch              5
   * loss in epoch 1                  0.71981745
   * loss in epoch 10                 0.29726225
   * loss in epoch 50                 0.24568105
   * loss afterwards                  0.24489021
   * accuracy                         0.95333333
   */
}
