/**
 * Formulas over tensors, and the plans that compute them.
 *
 * <p>A {@link io.github.grad4j.core.Tensor} is a formula: an immutable vertex of a graph. A {@link
 * io.github.grad4j.core.Plan} turns formulas into a fixed program over reused memory. An {@link
 * io.github.grad4j.core.Op} tells both what they need to know about one operation: its types, its
 * numbers, its derivative.
 */
@NullMarked
package io.github.grad4j.core;

import org.jspecify.annotations.NullMarked;
