package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Examples in batches; each iteration is one epoch, in which every example comes once.
 *
 * <p>All batches have the same size, save that the last holds what is left. Nothing is copied
 * before a batch is fed to a plan, and an epoch makes nothing but its iterator: the batches are the
 * same objects in each, and it is the order of the rows behind them that changes. A batch is
 * therefore used up before the next epoch begins.
 *
 * <p>The arrays are used in place if they are dense in c order; they must stay open and unchanged.
 * For one thread at a time.
 */
public final class Batches implements Iterable<Batch> {
  private final int[] order;
  private final List<Batch> batches = new ArrayList<>();
  private final OptionalLong seed;

  /** Not asked if there is no seed. */
  private final Random random;

  /** How many epochs have begun. */
  private int epochs;

  /** The last of them; none before the first, and since {@link #resume}. */
  private @Nullable Epoch last;

  /** The batch with which the next epoch begins. */
  private int resumeAt;

  private Batches(INDArray features, INDArray labels, int size, OptionalLong seed) {
    Rows allFeatures = Rows.of(features);
    Rows allLabels = Rows.of(labels);
    int examples = allFeatures.shape().size(0);
    if (allLabels.shape().size(0) != examples) {
      throw new ShapeException(
          "features of shape "
              + allFeatures.shape()
              + " and labels of shape "
              + allLabels.shape()
              + " have not as many rows; give one row of each for every example");
    }
    if (size < 1) {
      throw new ShapeException("a batch holds one example or more, but its size is " + size);
    }
    this.seed = seed;
    random = new Random(seed.orElse(0));
    order = IntStream.range(0, examples).toArray();
    for (int begin = 0; begin < examples; begin += size) {
      int end = Math.min(examples, begin + size);
      batches.add(
          new Batch(allFeatures.select(order, begin, end), allLabels.select(order, begin, end)));
    }
  }

  /**
   * Examples in the order in which they stand in the arrays, the same in every epoch.
   *
   * @param features one row for each example
   * @param labels one row for each example
   * @param size how many examples a batch has
   * @return the batches
   * @throws ShapeException if there are not as many labels as features, an array is a scalar, or
   *     the size is not positive
   */
  public static Batches inOrder(INDArray features, INDArray labels, int size) {
    return new Batches(features, labels, size, OptionalLong.empty());
  }

  /**
   * Examples in another random order in each epoch. Equal seeds give equal orders, epoch by epoch,
   * on every machine.
   *
   * @param features one row for each example
   * @param labels one row for each example
   * @param size how many examples a batch has
   * @param seed fixes the orders
   * @return the batches
   * @throws ShapeException if there are not as many labels as features, an array is a scalar, or
   *     the size is not positive
   */
  public static Batches shuffled(INDArray features, INDArray labels, int size, long seed) {
    return new Batches(features, labels, size, OptionalLong.of(seed));
  }

  /**
   * How many batches an epoch has.
   *
   * @return the number of examples divided by the size of a batch, rounded up
   */
  public int count() {
    return batches.size();
  }

  /**
   * The next epoch, which begins with its first batch. Where batches are shuffled, it ends the one
   * before: an iterator of an earlier epoch is not to be used any more.
   */
  @Override
  public Iterator<Batch> iterator() {
    return new Epoch();
  }

  /**
   * Where the next batch stands, for a checkpoint to keep.
   *
   * @return the epoch and the batch in it; after an epoch's last batch, the beginning of the next
   */
  public Position position() {
    if (last == null) {
      return new Position(epochs, resumeAt, seed);
    }
    return last.hasNext()
        ? new Position(epochs - 1, last.next, seed)
        : new Position(epochs, 0, seed);
  }

  /**
   * Goes to a position: the next iteration has what is left of the epoch there, those after it are
   * whole. It takes as long as shuffling all epochs before: hold a position that comes from a file
   * against the number of epochs that are planned, as {@link Fit} does.
   *
   * <p>The order is that of the run which was there before if the examples and the size of a batch
   * are the same.
   *
   * @param position as {@link #position()} told it, of batches of the same seed
   * @throws ArgumentException if the seed differs, or an epoch has not as many batches
   */
  public void resume(Position position) {
    if (!ArgumentException.requireNonNull(position, "position").seed().equals(seed)) {
      throw new ArgumentException(
          "batches go on in the order in which they began, but these have "
              + told(seed)
              + " and the position is one of batches with "
              + told(position.seed())
              + "; make them with that");
    }
    if (position.batch() > 0 && position.batch() >= count()) {
      throw new ArgumentException(
          "an epoch of these batches has "
              + count()
              + ", but the position is at batch "
              + position.batch()
              + ", counted from 0; make them of the same examples and the same size");
    }
    last = null;
    epochs = position.epoch();
    resumeAt = position.batch();
    Arrays.setAll(order, i -> i);
    seed.ifPresent(random::setSeed);
    for (int i = 0; i < epochs && seed.isPresent(); i++) {
      shuffle();
    }
  }

  private static String told(OptionalLong seed) {
    return seed.isPresent() ? "seed " + seed.getAsLong() : "no seed";
  }

  /** Fisher and Yates's shuffle, of the order that the epoch before left. */
  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  /** The batches of one epoch, while their order lasts. */
  private final class Epoch implements Iterator<Batch> {
    private boolean begun;
    private int next;

    @Override
    public boolean hasNext() {
      return next < batches.size();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the epoch has only " + next + " batches");
      }
      // Whoever wraps the batches may ask for iterators that are never used.
      if (!begun) {
        begin();
      }
      if (last != this && seed.isPresent()) {
        throw new ConcurrentModificationException(
            "the next epoch has begun; finish one before the other");
      }
      return batches.get(next++);
    }

    private void begin() {
      if (seed.isPresent()) {
        shuffle();
      }
      begun = true;
      next = resumeAt;
      resumeAt = 0;
      epochs++;
      last = this;
    }
  }
}
