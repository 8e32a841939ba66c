package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;

/**
 * When a loss is taken to fall no more.
 *
 * @param epochs how many epochs in a row may bring no lower loss; the last of them ends the run
 * @param least by how much more than this a loss must fall to be lower
 */
record Patience(int epochs, double least) {
  /**
   * @throws ArgumentException if a number is out of its range
   */
  Patience {
    Hyper.requireSteps("the number of epochs that are waited for a lower loss", epochs);
    Hyper.requireNonNegative("the least improvement of a loss", least);
  }
}
