/** Programs that show one idea each, and the data they use. */
@NullMarked
package io.github.grad4j.examples;

import org.jspecify.annotations.NullMarked;
