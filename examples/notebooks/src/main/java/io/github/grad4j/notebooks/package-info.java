/** What notebooks show with, and what runs them and compares what they show. */
@NullMarked
package io.github.grad4j.notebooks;

import org.jspecify.annotations.NullMarked;
