package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceSum.reduceSum;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

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
 * <p><b>Numbers that are not finite.</b> A step whose loss is infinite or NaN assigns nothing:
 * {@link NonFiniteException} is thrown, and tells where it began. Only the loss is looked at, which
 * is read anyway, so that this costs nothing. A gradient may be NaN though the loss is finite; it
 * is then assigned, the loss of the next step shows it, and the story begins with the parameter.
 * After the last batch of an epoch nothing would show it, so each epoch ends with one look at the
 * parameters. {@link #checkingUpdates} looks at all new values before they are assigned.
 *
 * <p>Shapes are static, so the loss is a function of tensors, called once for each size of batch.
 * All plans share the variables and one {@link OptimizerState}. A step allocates nothing. For one
 * thread at a time.
 */
public final class Training implements AutoCloseable {
  private final OptimizerState state;
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
    this(loss, parameters, optimizer, updates -> List.of());
  }

  private Training(
      BinaryOperator<Tensor> loss,
      List<Variable> parameters,
      Optimizer optimizer,
      Function<List<Update>, List<Tensor>> checks) {
    ArgumentException.requireNonNull(optimizer, "optimizer");
    state = optimizer.init(ArgumentException.copyOf(parameters, "parameters"));
    plans = new PlanPerSize(loss, scalar -> optimizer.updates(scalar, state), checks);
  }

  /**
   * A training that assigns only finite numbers: a step whose loss is finite but whose gradient is
   * not is refused as well, and told of. It costs a pass over all new values in each step.
   *
   * @param loss from the features and the labels of a batch to a FLOAT or DOUBLE scalar
   * @param parameters the variables trained
   * @param optimizer how they are moved
   * @return the training, which has not begun
   */
  public static Training checkingUpdates(
      BinaryOperator<Tensor> loss, List<Variable> parameters, Optimizer optimizer) {
    return new Training(loss, parameters, optimizer, Training::checks);
  }

  /**
   * The variables that the steps move, for a {@link Checkpoint} to keep.
   *
   * @return the parameters, and what the optimizer remembers between steps
   */
  public OptimizerState state() {
    return state;
  }

  /** A scalar for each new value: 0 where that is finite, else NaN. */
  private static List<Tensor> checks(List<Update> updates) {
    return updates.stream()
        .map(Update::newValue)
        .filter(value -> value.type().isFloating())
        .map(value -> reduceSum(multiply(value, 0)))
        .toList();
  }

  /**
   * One step for each batch.
   *
   * <p>{@link Fit} runs many epochs, and does what is to be done between them.
   *
   * @param batches the batches of one epoch
   * @return the mean of the batches' losses, each computed before its step and weighing as much as
   *     the batch has examples: where the loss is a mean over the batch, the exact mean over the
   *     examples; NaN if there are none
   * @throws NonFiniteException if the loss of a batch is infinite or NaN, and the variables then
   *     have the values that made it so; or if a parameter is so after the last batch
   * @throws io.github.grad4j.core.PlanException if the training is closed
   */
  public double epoch(Iterable<Batch> batches) {
    WeightedMean mean = new WeightedMean();
    steps(batches, mean::add);
    return mean.value();
  }

  /** One step for each batch, after which its loss is told. */
  void steps(Iterable<Batch> batches, PlanPerSize.Scalars losses) {
    plans.each(batches, losses);
    for (int i = 0; i < state.parameters().size(); i++) {
      requireFinite(state.parameters().get(i));
    }
  }

  /** From the features and the labels of a batch to a scalar. */
  BinaryOperator<Tensor> loss() {
    return plans.formula();
  }

  private static void requireFinite(Variable parameter) {
    if (!parameter.isFinite()) {
      throw new NonFiniteException(
          "after the last batch variable "
              + parameter.name()
              + " is not finite, though all losses were; if steps were too long, a smaller learning"
              + " rate helps. "
              + PlanPerSize.CHECKED);
    }
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
