/** What formulas and plans cost, measured with JMH beside other ways to compute the same. */
@NullMarked
package io.github.grad4j.benchmarks;

import org.jspecify.annotations.NullMarked;
