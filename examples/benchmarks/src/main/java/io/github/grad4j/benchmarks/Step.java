package io.github.grad4j.benchmarks;

/** A step of training, made ready by one library: the batch lies where the library reads it. */
public interface Step extends AutoCloseable {
  /**
   * Trains.
   *
   * @param steps how many times to compute loss and gradients and move the parameters
   * @return the loss that the last step read, NaN where a library does not hand it out
   */
  double train(int steps);

  /**
   * The loss of the batch with the parameters as they are; never timed.
   *
   * @return the mean over the batch
   */
  double loss();

  /** Gives memory back. */
  @Override
  void close();
}
