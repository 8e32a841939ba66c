package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.Tensor;
import java.util.Optional;

/**
 * What one tensor is, on the way from the leaves to the loss.
 *
 * @param tensor the tensor
 * @param name how it is written
 * @param formula what the op computes from the names of its inputs; empty for a leaf
 * @param numbers the same with numbers, an equation: of one element where the op computes each by
 *     itself; empty for a leaf and for an op that does not say how it is written
 * @param value the value
 */
public record ForwardStep(
    Tensor tensor,
    Formula name,
    Optional<Formula> formula,
    Optional<Formula> numbers,
    Numbers value) {}
