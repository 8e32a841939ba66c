/**
 * Formulas told to people: their derivation, number by number, and their picture.
 *
 * <p>{@link io.github.grad4j.autograd.explain.Explanation} has what each op of a loss computes,
 * what it makes of a cotangent, and the finite differences beside each gradient, as data, as plain
 * text and as Markdown. {@link io.github.grad4j.autograd.explain.Graph} draws formulas and plans.
 */
@NullMarked
package io.github.grad4j.autograd.explain;

import org.jspecify.annotations.NullMarked;
