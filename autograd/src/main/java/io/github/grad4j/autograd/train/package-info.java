/**
 * Training: optimizers that are formulas, batches of rows, and plans that run both.
 *
 * <p>An {@link io.github.grad4j.autograd.train.Optimizer} turns a loss into updates; {@link
 * io.github.grad4j.autograd.train.Batches} hands out the examples; {@link
 * io.github.grad4j.autograd.train.Training} and {@link io.github.grad4j.autograd.train.Evaluation}
 * run a formula over them.
 */
@NullMarked
package io.github.grad4j.autograd.train;

import org.jspecify.annotations.NullMarked;
