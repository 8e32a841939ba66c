package io.github.grad4j.autograd.data;

import java.io.IOException;

/** Examples that can be read from the first to the last, as often as one likes. */
@FunctionalInterface
interface ExampleSource {
  /** Begins with the first example. */
  ExampleReader open() throws IOException;
}
