package io.github.grad4j.autograd.train;

/**
 * Hears how far a {@link Fit} has come, on the thread that runs it.
 *
 * <p>What a listener throws ends the run and comes out of {@link Fit#run}. A listener that has
 * heard enough interrupts the thread, {@code Thread.currentThread().interrupt()}, which ends the
 * run between two batches.
 */
@FunctionalInterface
public interface FitListener {
  /**
   * An epoch is over and measured; its checkpoint is not yet written, so that what a listener
   * changes of the optimizer's variables is part of it.
   *
   * @param epoch what is known of it
   */
  void epochEnded(History.Epoch epoch);

  /**
   * An epoch begins, or goes on where it was interrupted.
   *
   * @param number its number, counted from 1
   */
  default void epochBegins(int number) {}

  /**
   * A step was taken.
   *
   * @param loss of its batch, before the step
   */
  default void batchEnded(double loss) {}
}
