/**
 * The catalogue of operations: one public record or composite for each, in a file of its own that
 * holds its documentation, its rules and the examples on which it is checked.
 *
 * <p>{@link io.github.grad4j.ops.Ops} and {@link io.github.grad4j.ops.Losses} list them for static
 * import.
 */
@NullMarked
package io.github.grad4j.ops;

import org.jspecify.annotations.NullMarked;
