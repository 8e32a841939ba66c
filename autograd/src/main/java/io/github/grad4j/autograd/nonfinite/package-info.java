/**
 * Where a NaN or an infinite number came from.
 *
 * <p>{@link io.github.grad4j.autograd.nonfinite.NonFiniteStory} replays a plan's run and follows
 * what is not finite back to the op that made it, element by element, and knows the usual remedies.
 */
@NullMarked
package io.github.grad4j.autograd.nonfinite;

import org.jspecify.annotations.NullMarked;
