/** Programs that show one idea each; the numbered ones are best read in order. */
@NullMarked
package io.github.grad4j.examples;

import org.jspecify.annotations.NullMarked;
