package io.github.grad4j.autograd.data;

import io.github.grad4j.core.TensorType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Examples that come one after the other. */
interface ExampleReader extends Closeable {
  /** What messages call the examples' file. */
  Path name();

  /** The type of the features of one example. */
  TensorType features();

  /** The type of the label of one example. */
  TensorType label();

  /** Whether there is another example; at the end of a file it checks that it is the end. */
  boolean hasNext() throws IOException;

  /** Writes the next example into a row, and its label into another. */
  void read(Cells features, Cells labels, int row) throws IOException;
}
