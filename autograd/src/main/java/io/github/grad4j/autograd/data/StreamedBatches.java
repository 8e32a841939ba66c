package io.github.grad4j.autograd.data;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.autograd.train.Batch;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.TensorType;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Batches of examples that are read as they are needed, from files that may be larger than memory;
 * each iteration is one epoch, which reads the files from their beginning.
 *
 * <p>Made by {@link Csv#stream} and {@link Idx#stream} and their shuffled sisters. Memory holds a
 * buffer of examples and nothing else. A batch is a selection of rows of the buffer, which the next
 * batch writes over: it is used up before the next one is asked for, as {@link
 * io.github.grad4j.autograd.train.Training} does.
 *
 * <p><b>Order.</b> Without shuffling, that of the file. With it, each batch is drawn at random from
 * the buffer, which is then filled up again with what comes next in the file: an example comes
 * earlier by at most the size of the buffer, and classes that stand in blocks longer than the
 * buffer stay apart. Equal seeds give equal orders, epoch by epoch, on every machine.
 *
 * <p><b>No position.</b> A batch in the middle of an epoch is found again only by reading all
 * before it, so that these tell no {@link io.github.grad4j.autograd.train.Position} and a {@link
 * io.github.grad4j.autograd.train.Fit} of them is neither saved nor resumed: an epoch that was
 * interrupted begins anew. {@link io.github.grad4j.autograd.files.SafeTensors} keeps the
 * parameters, from a listener after each epoch.
 *
 * <p><b>Mistakes in a file</b> are told when they are reached, as an {@link UncheckedIOException}
 * that a {@link FileException} caused; batches before them have been handed out. Reading ends, and
 * files are closed, when an epoch ends, the next begins, or {@link #close} is called. For one
 * thread at a time.
 */
public final class StreamedBatches implements Iterable<Batch>, Closeable {
  private final ExampleSource source;
  private final TensorType exampleType;
  private final TensorType labelType;
  private final List<String> classNames;
  private final List<String> featureNames;
  private final int batchSize;
  private final Optional<Long> seed;
  private final double[] means;
  private final double[] scales;
  private final Cells features;
  private final Cells labels;
  private final Rows featureRows;
  private final Rows labelRows;
  private final int capacity;

  /** How many epochs were begun. */
  private int epochs;

  /** Whose turn it is; nobody's when closed. */
  private Optional<Epoch> running = Optional.empty();

  private Optional<ExampleReader> open = Optional.empty();

  /** Names of what is streamed, none if there are none. */
  record Names(List<String> classes, List<String> features) {}

  StreamedBatches(ExampleSource source, Names names, int batchSize, int buffer, Optional<Long> seed)
      throws IOException {
    this(source, names, batchSize, buffer, seed, Optional.empty());
  }

  private StreamedBatches(
      ExampleSource source,
      Names names,
      int batchSize,
      int buffer,
      Optional<Long> seed,
      Optional<Standardizer> standardizer)
      throws IOException {
    if (batchSize < 1) {
      throw new ShapeException("a batch holds one example or more, but its size is " + batchSize);
    }
    if (buffer < batchSize) {
      throw new ArgumentException(
          "a buffer holds a batch or more, but it is of "
              + buffer
              + " examples and a batch of "
              + batchSize);
    }
    this.source = source;
    this.batchSize = batchSize;
    this.seed = seed;
    this.classNames = names.classes();
    this.featureNames = names.features();
    try (ExampleReader first = source.open()) {
      exampleType = first.features();
      labelType = first.label();
    }
    int width = exampleType.shape().size();
    standardizer.ifPresent(given -> given.requireWidth(width));
    means = standardizer.map(given -> Standardizer.array(given.mean())).orElse(new double[0]);
    scales = standardizer.map(given -> Standardizer.array(given.scale())).orElse(new double[0]);
    capacity = buffer;
    features = InMemory.allocate(exampleType, capacity);
    labels = InMemory.allocate(labelType, capacity);
    featureRows = Rows.of(features.array());
    labelRows = Rows.of(labels.array());
  }

  /**
   * The same batches of examples that are standardised as they are read; those of this object stay
   * as they are.
   *
   * @param standardizer fitted to the examples learned from
   * @return batches in the same orders
   * @throws ShapeException if it was fitted to another number of features
   * @throws ArgumentException if these are standardised already
   * @throws IOException if the files cannot be read
   */
  public StreamedBatches standardised(Standardizer standardizer) throws IOException {
    ArgumentException.requireNonNull(standardizer, "standardizer");
    if (means.length > 0) {
      throw new ArgumentException(
          "examples are standardised once; begin with batches that are not");
    }
    Names names = new Names(classNames, featureNames);
    return new StreamedBatches(source, names, batchSize, capacity, seed, Optional.of(standardizer));
  }

  /** Reads all examples as they stand in the files; the array is the same each time. */
  void forEachExample(Consumer<double[]> consumer) throws IOException {
    double[] example = new double[exampleType.shape().size()];
    Cells one = InMemory.allocate(exampleType, 1);
    Cells label = InMemory.allocate(labelType, 1);
    try (ExampleReader reader = source.open()) {
      while (reader.hasNext()) {
        reader.read(one, label, 0);
        for (int i = 0; i < example.length; i++) {
          example[i] = one.get(i);
        }
        consumer.accept(example);
      }
    }
  }

  private void standardise(int row) {
    for (int i = 0; i < means.length; i++) {
      int cell = row * means.length + i;
      features.set(cell, (features.get(cell) - means[i]) / scales[i]);
    }
  }

  /**
   * The shape of one example.
   *
   * @return that of the features without the batch's axis
   */
  public Shape featureShape() {
    return exampleType.shape();
  }

  /**
   * What each class is called.
   *
   * @return the names in the order of the classes' numbers; none if the labels are targets
   */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * What each feature is called.
   *
   * @return the names, or none if there are none
   */
  public List<String> featureNames() {
    return featureNames;
  }

  /** The next epoch, which begins with its first batch and ends the one before. */
  @Override
  public Iterator<Batch> iterator() {
    return new Epoch();
  }

  /** Ends the epoch, if one is running, and closes its files; another may be begun. */
  @Override
  public void close() throws IOException {
    running = Optional.empty();
    closeReader();
  }

  private void closeReader() throws IOException {
    Optional<ExampleReader> last = open;
    open = Optional.empty();
    if (last.isPresent()) {
      last.get().close();
    }
  }

  private ExampleReader begin(Epoch epoch) throws IOException {
    close();
    ExampleReader reader = source.open();
    open = Optional.of(reader);
    if (!reader.features().equals(exampleType) || !reader.label().equals(labelType)) {
      throw new FileException(
          reader.name(),
          "expected examples of type "
              + exampleType
              + " as when it was first opened, found "
              + reader.features());
    }
    running = Optional.of(epoch);
    epochs++;
    return reader;
  }

  /** The batches of one reading. */
  private final class Epoch implements Iterator<Batch> {
    /** Rows of the buffer: those waiting to be drawn, then those that may be written over. */
    private final int[] rows = IntStream.range(0, capacity).toArray();

    private Random random = new Random();
    private Optional<ExampleReader> reader = Optional.empty();
    private boolean ended;
    private int waiting;

    @Override
    public boolean hasNext() {
      try {
        return waiting > 0 || more();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Whether the files have more; they are closed where they have not. */
    private boolean more() throws IOException {
      // Whoever wraps the batches may ask for iterators that are never used.
      if (reader.isEmpty()) {
        reader = Optional.of(begin(this));
        random = new Random(seed.orElse(0L) ^ mixed(epochs));
      }
      if (!ended && isRunning() && !reader.get().hasNext()) {
        ended = true;
        closeReader();
      }
      return !ended;
    }

    private boolean isRunning() {
      return running.filter(epoch -> epoch == this).isPresent();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the epoch has no more batches");
      }
      if (!isRunning()) {
        throw new ConcurrentModificationException(
            "the epoch was ended by the next one, or closed; finish one before the other");
      }
      try {
        while (waiting < capacity && more()) {
          reader.orElseThrow().read(features, labels, rows[waiting]);
          standardise(rows[waiting]);
          waiting++;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      int size = Math.min(batchSize, waiting);
      if (seed.isPresent()) {
        draw(size);
      }
      // Without a seed the buffer is the batch.
      waiting -= size;
      return new Batch(
          featureRows.select(rows, waiting, waiting + size),
          labelRows.select(rows, waiting, waiting + size));
    }

    /** Moves so many random rows to the end of those waiting: Fisher and Yates's shuffle. */
    private void draw(int size) {
      for (int last = waiting - 1; last >= waiting - size; last--) {
        int drawn = random.nextInt(last + 1);
        int swapped = rows[last];
        rows[last] = rows[drawn];
        rows[drawn] = swapped;
      }
    }
  }

  /** Different bits for each epoch; the finalizer of MurmurHash3. */
  private static long mixed(int epoch) {
    long bits = epoch * 0x9e3779b97f4a7c15L;
    bits = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return bits ^ (bits >>> 33);
  }
}
