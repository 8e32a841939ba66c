package io.github.grad4j.core;

/**
 * An op whose kernel may write its output over an input that nobody reads afterwards.
 *
 * <p>The kernel must read element i of every input of the output's size before it writes element i
 * of the output, and never read an earlier one again. A plan offers the memory only of inputs that
 * have the output's element type and number of elements.
 */
public interface Overwrites extends Op {}
