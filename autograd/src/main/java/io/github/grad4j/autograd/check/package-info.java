/**
 * Checks of derivatives against the formulas they are derivatives of.
 *
 * <p>{@link io.github.grad4j.autograd.check.GradientCheck} compares both modes of differentiation
 * with finite differences that know their own error, and says for each input what it found. {@link
 * io.github.grad4j.autograd.check.OpCheck} holds an op alone, on its examples, to all that an op
 * must keep to.
 */
@NullMarked
package io.github.grad4j.autograd.check;

import org.jspecify.annotations.NullMarked;
