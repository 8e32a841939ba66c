package io.github.grad4j.autograd.train;

import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * The mean of a metric over examples: plans that compute it batch by batch and assign nothing.
 *
 * <pre>{@code
 * try (Evaluation test =
 *     new Evaluation((x, labels) -> accuracy(labels, add(matmul(x, w), b)))) {
 *   System.out.println(test.mean(testBatches));
 * }
 * }</pre>
 *
 * <p>Shapes are static, so the metric is a function of tensors, called once for each size of batch.
 * The plans read the variables as they are when a batch is run. For one thread at a time.
 */
public final class Evaluation implements AutoCloseable {
  private final PlanPerSize plans;

  /**
   * An evaluation of a metric.
   *
   * @param metric from the features and the labels of a batch to a scalar, the mean over the batch
   */
  public Evaluation(BinaryOperator<Tensor> metric) {
    plans = new PlanPerSize(metric, scalar -> List.of(), updates -> List.of());
  }

  /**
   * The metric, averaged.
   *
   * @param batches the examples
   * @return the exact mean over the examples, each batch weighing as much as it has; NaN if there
   *     are none
   * @throws io.github.grad4j.core.PlanException if the evaluation is closed
   * @throws io.github.grad4j.core.ShapeException if the metric is not a scalar
   */
  public double mean(Iterable<Batch> batches) {
    return plans.mean(batches);
  }

  /** Gives the plans' memory back. */
  @Override
  public void close() {
    plans.close();
  }

  /** The programs of the plans made so far, one for each size of batch. */
  @Override
  public String toString() {
    return plans.toString();
  }
}
