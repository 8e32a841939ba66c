package io.github.grad4j.autograd.explain;

import io.github.grad4j.autograd.check.InputReport;
import io.github.grad4j.core.Tensor;

/**
 * A gradient beside finite differences.
 *
 * @param x what the loss is differentiated by
 * @param name how x is written
 * @param gradient the derivative of the loss by x
 * @param check each element beside the differences, taken in DOUBLE whatever the formula's type
 */
public record CheckedGradient(Tensor x, Formula name, Numbers gradient, InputReport check) {}
