package io.github.grad4j.autograd.data;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import java.io.IOException;

/** All examples of a reader, in memory that is taken as they come. */
final class InMemory {
  private static final int FIRST_BYTES = 1 << 20;

  private final ExampleReader reader;

  /** So many that neither array takes more than 2³¹ - 1 bytes. */
  private final int mostRows;

  private Cells features;
  private Cells labels;
  private int capacity;
  private int count;

  private InMemory(ExampleReader reader) {
    this.reader = reader;
    int bytes = Math.max(bytes(reader.features()), bytes(reader.label()));
    mostRows = Integer.MAX_VALUE / bytes;
    capacity = Math.max(1, Math.min(mostRows, FIRST_BYTES / bytes));
    features = allocate(reader.features(), capacity);
    labels = allocate(reader.label(), capacity);
  }

  private static int bytes(TensorType example) {
    return example.shape().size() * example.dataType().width();
  }

  static Cells allocate(TensorType example, int rows) {
    return Cells.allocate(example.dataType(), example.shape().inserting(0, rows));
  }

  /** Reads to the end. */
  static InMemory of(ExampleReader reader) throws IOException {
    InMemory all = new InMemory(reader);
    while (reader.hasNext()) {
      if (all.count == all.capacity) {
        all.grow();
      }
      reader.read(all.features, all.labels, all.count);
      all.count++;
    }
    if (all.count == 0) {
      throw new FileException(reader.name(), "expected examples, found none");
    }
    all.resize(all.count);
    return all;
  }

  private void grow() throws FileException {
    if (capacity == mostRows) {
      throw new FileException(
          reader.name(),
          "it holds more than the "
              + mostRows
              + " examples that fit into an array of 2147483647 bytes; stream it in batches");
    }
    resize((int) Math.min(mostRows, 2L * capacity));
  }

  private void resize(int rows) {
    if (rows != capacity) {
      features = resized(features, reader.features(), rows);
      labels = resized(labels, reader.label(), rows);
      capacity = rows;
    }
  }

  private Cells resized(Cells old, TensorType example, int rows) {
    Cells resized = allocate(example, rows);
    Shape shape = example.shape();
    old.copyTo(0, resized, 0, count * shape.size());
    // At once: the garbage collector does not see how much native memory waits for it.
    old.array().close();
    return resized;
  }

  Cells features() {
    return features;
  }

  Cells labels() {
    return labels;
  }
}
