package io.github.grad4j.autograd.train;

import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * The descent of a loss: plans that compute it, its gradients and the optimizer's updates.
 *
 * <pre>{@code
 * try (Training training =
 *     new Training(
 *         (x, labels) ->
 *             reduceMean(softmaxCrossEntropyWithLogits(labels, add(matmul(x, w), b))),
 *         List.of(w, b),
 *         new Sgd(0.5))) {
 *   for (int epoch = 0; epoch < 10; epoch++) {
 *     System.out.println(training.epoch(batches));
 *   }
 * }
 * }</pre>
 *
 * <p>Shapes are static, so the loss is a function of tensors, called once for each size of batch.
 * All plans share the variables and one {@link OptimizerState}. A step allocates nothing. For one
 * thread at a time.
 */
public final class Training implements AutoCloseable {
  private final PlanPerSize plans;

  /**
   * A training that has not begun; the variables keep their values until the first epoch.
   *
   * @param loss from the features and the labels of a batch to a FLOAT or DOUBLE scalar, best the
   *     mean over the batch; a plain function of tensors
   * @param parameters the variables trained
   * @param optimizer how they are moved
   */
  public Training(BinaryOperator<Tensor> loss, List<Variable> parameters, Optimizer optimizer) {
    OptimizerState state = optimizer.init(parameters);
    plans = new PlanPerSize(loss, scalar -> optimizer.updates(scalar, state));
  }

  /**
   * One step for each batch.
   *
   * <p>To watch the progress, wrap the batches.
   *
   * @param batches the batches of one epoch
   * @return the mean of the batches' losses, each computed before its step and weighing as much as
   *     the batch has examples: where the loss is a mean over the batch, the exact mean over the
   *     examples; NaN if there are none
   * @throws io.github.grad4j.core.NonFiniteException if the loss of a batch is infinite or NaN; the
   *     variables then have the values that made it so
   * @throws io.github.grad4j.core.PlanException if the training is closed
   */
  public double epoch(Iterable<Batch> batches) {
    return plans.mean(batches);
  }

  /** Gives the plans' memory back; the variables keep what they learned. */
  @Override
  public void close() {
    plans.close();
  }

  /** The programs of the steps made so far, one for each size of batch. */
  @Override
  public String toString() {
    return plans.toString();
  }
}
