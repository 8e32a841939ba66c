/**
 * Derivatives of formulas, which are formulas again and can be differentiated again.
 *
 * <p>{@link io.github.grad4j.autograd.Autograd} has the sweeps. They call the rules of the ops and
 * compute nothing themselves.
 */
@NullMarked
package io.github.grad4j.autograd;

import org.jspecify.annotations.NullMarked;
