package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.Node;
import java.util.Optional;

/**
 * What one use of a tensor adds to its cotangent.
 *
 * @param node the node that uses the tensor
 * @param input as which of its inputs, from 0
 * @param derivative what is differentiated by what
 * @param local the derivative, as a textbook shows it: the slope of an op that computes each
 *     element by itself, else an entry of the Jacobian in row i and column j; of a product of
 *     matrices the derivative of element [i, j] by element [m, n]
 * @param localNumbers the slope with numbers, an equation for one element; empty for other ops
 * @param slopes the slope for each element, in the node's shape; or the Jacobian, a row for each
 *     element of the node and a column for each of the input; empty if the Jacobian is large or has
 *     no entry
 * @param formula what the derivative makes of the node's cotangent
 * @param numbers the same with numbers; empty where there is nothing to put in
 * @param value what is added
 */
public record Contribution(
    Node node,
    int input,
    Formula derivative,
    Formula local,
    Optional<Formula> localNumbers,
    Optional<Numbers> slopes,
    Formula formula,
    Optional<Formula> numbers,
    Numbers value) {}
