/**
 * Small models as plain functions of tensors, what they predict, and how far from the optimum they
 * are.
 *
 * <p>A model is a record of its parameters with methods that write formulas of them; {@link
 * io.github.grad4j.autograd.train.Training} and the minimisers take those as they take any other. A
 * {@link io.github.grad4j.autograd.models.Predictor} runs a {@link
 * io.github.grad4j.autograd.models.Classifier} on examples, from several threads.
 */
@NullMarked
package io.github.grad4j.autograd.models;

import org.jspecify.annotations.NullMarked;
