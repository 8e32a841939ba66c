package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import java.util.OptionalLong;

/**
 * How far a training has come: the batch that comes next.
 *
 * @param epoch the epoch in which it stands, counted from 0; how many are finished
 * @param batch its place in the epoch, counted from 0; how many batches of it are finished
 * @param seed fixes the order of the examples; none where they are not shuffled
 */
public record Position(int epoch, int batch, OptionalLong seed) {
  /**
   * Checks that both numbers are counted from 0.
   *
   * @param epoch the epoch in which the batch stands
   * @param batch its place in the epoch
   * @param seed fixes the order of the examples
   * @throws ArgumentException if a number is negative or the seed null
   */
  public Position {
    if (epoch < 0 || batch < 0) {
      throw new ArgumentException(
          "epochs and batches are counted from 0, but these are " + epoch + " and " + batch);
    }
    ArgumentException.requireNonNull(seed, "seed");
  }
}
