/**
 * Training: optimizers that are formulas, batches of rows, and plans that run both.
 *
 * <p>An {@link io.github.grad4j.autograd.train.Optimizer} turns a loss into updates, at the rate of
 * a {@link io.github.grad4j.autograd.train.Schedule}; {@link
 * io.github.grad4j.autograd.train.Batches} hands out the examples; {@link
 * io.github.grad4j.autograd.train.Training} and {@link io.github.grad4j.autograd.train.Evaluation}
 * run a formula over them, and a {@link io.github.grad4j.autograd.train.Fit} does so over epochs; a
 * {@link io.github.grad4j.autograd.train.Checkpoint} keeps what they need to go on. A {@link
 * io.github.grad4j.autograd.train.Minimizer} searches for the least loss of all examples at once.
 */
@NullMarked
package io.github.grad4j.autograd.train;

import org.jspecify.annotations.NullMarked;
