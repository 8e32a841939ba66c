/**
 * Formulas told to people: their derivation, number by number, and their picture.
 *
 * <p>{@link io.github.grad4j.autograd.explain.Graph} draws formulas and plans.
 */
@NullMarked
package io.github.grad4j.autograd.explain;

import org.jspecify.annotations.NullMarked;
