package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * A {@link Training} over epochs, and what is done between them.
 *
 * <pre>{@code
 * History history =
 *     Fit.of(training, batches)
 *         .epochs(50)
 *         .validating(others)
 *         .measuring("accuracy", (x, labels) -> accuracy(labels, logits(x)), others)
 *         .stoppingEarly(5)
 *         .saving(file)
 *         .resuming(file)
 *         .watching(epoch -> log.info(epoch.toString()))
 *         .run();
 * }</pre>
 *
 * <p>After the steps of an epoch come the measurements, then the listeners, then the checkpoint.
 * Each method but {@link #run} leaves this fit as it is and returns another.
 *
 * <p><b>Interruption.</b> When its thread is interrupted, a run ends after the batch or the
 * measurement that it is at; the thread stays interrupted. Parameters and checkpoint are then as
 * after that batch, and the batches stand at the next, so that another run goes on there; other
 * examples than {@link Batches} begin anew.
 *
 * <p><b>Failure.</b> What a listener or the data throw comes out of {@link #run}, and leaves
 * variables and batches as an interruption does, and the checkpoint as it was written last. So does
 * a loss that is not finite, {@link io.github.grad4j.core.NonFiniteException}, but that its batch
 * made no step.
 *
 * <p><b>Going on, bit for bit.</b> A run that went on from its checkpoint, once or often, has the
 * same parameters, history and checkpoint as one that was never stopped; see {@link Checkpoint} for
 * what else must be the same. Seconds are not kept.
 *
 * <p>For one thread at a time, as training and batches are.
 */
public final class Fit {
  // Assigned only where a fit is made, before anyone else sees it.
  final Training training;
  final Iterable<Batch> batches;
  int epochs = 1;
  Optional<Measure> validation = Optional.empty();
  List<Measure> metrics = List.of();
  Optional<Patience> patience = Optional.empty();
  Optional<Path> saved = Optional.empty();
  Optional<Path> resumed = Optional.empty();
  Optional<String> description = Optional.empty();
  List<FitListener> listeners = List.of();

  private Fit(Training training, Iterable<Batch> batches) {
    this.training = ArgumentException.requireNonNull(training, "training");
    this.batches = ArgumentException.requireNonNull(batches, "batches");
  }

  /** This fit, but for a change. */
  private Fit with(Consumer<Fit> change) {
    Fit copy = new Fit(training, batches);
    copy.epochs = epochs;
    copy.validation = validation;
    copy.metrics = metrics;
    copy.patience = patience;
    copy.saved = saved;
    copy.resumed = resumed;
    copy.description = description;
    copy.listeners = listeners;
    change.accept(copy);
    return copy;
  }

  private static <T> List<T> plus(List<T> list, T more) {
    return Stream.concat(list.stream(), Stream.of(more)).toList();
  }

  /**
   * A fit of one epoch.
   *
   * @param training what takes the steps; it stays open
   * @param batches the examples that are learned from, each iteration an epoch
   * @return the fit, which has not begun
   */
  public static Fit of(Training training, Iterable<Batch> batches) {
    return new Fit(training, batches);
  }

  /**
   * This with another number of epochs.
   *
   * @param number how many there are in all, those before a run is resumed included
   * @return the fit
   * @throws ArgumentException if it is not positive
   */
  public Fit epochs(int number) {
    Hyper.requireSteps("the number of epochs", number);
    return with(fit -> fit.epochs = number);
  }

  /**
   * This with the training's loss, penalties included, of examples that are not learned from.
   *
   * @param examples the validation examples
   * @return the fit
   */
  public Fit validating(Iterable<Batch> examples) {
    return validating(training.loss(), examples);
  }

  /**
   * This with a validation loss of its own: one without penalties, or {@code
   * negate(accuracy(...))}.
   *
   * @param loss from the features and the labels of a batch to a scalar, the mean over the batch;
   *     less is better
   * @param examples the validation examples
   * @return the fit
   */
  public Fit validating(BinaryOperator<Tensor> loss, Iterable<Batch> examples) {
    ArgumentException.requireNonNull(loss, "loss");
    Measure measure = Measure.of(History.VALIDATION_LOSS, loss, examples);
    return with(fit -> fit.validation = Optional.of(measure));
  }

  /**
   * This with one more metric, measured after each epoch.
   *
   * @param name what it is called in the history
   * @param metric from the features and the labels of a batch to a scalar, the mean over the batch
   * @param examples of what it is the mean
   * @return the fit
   * @throws ArgumentException if the name is taken, or has line breaks or tabs
   */
  public Fit measuring(String name, BinaryOperator<Tensor> metric, Iterable<Batch> examples) {
    ArgumentException.requireNonNull(metric, "metric");
    return measuring(Measure.of(name, metric, examples));
  }

  /**
   * This with one more number, asked for after each epoch, when the parameters are as after its
   * last step: one that is no mean over examples.
   *
   * <pre>{@code
   * try (DualityGap gap = new DualityGap(model, dataset.all(), 0.01)) {
   *   fit.measuring("gap", () -> gap.certify().gap()).run();
   * }
   * }</pre>
   *
   * @param name what it is called in the history
   * @param number what is asked, on the thread that runs the fit; what it throws comes out of
   *     {@link #run}
   * @return the fit
   * @throws ArgumentException if the name is taken, or has line breaks or tabs
   */
  public Fit measuring(String name, DoubleSupplier number) {
    ArgumentException.requireNonNull(number, "number");
    return measuring(Measure.of(name, number));
  }

  private Fit measuring(Measure measure) {
    String name = measure.name();
    List<String> taken =
        new ArrayList<>(
            List.of(History.EPOCH, History.LOSS, History.VALIDATION_LOSS, History.SECONDS));
    metrics.forEach(other -> taken.add(other.name()));
    if (taken.contains(name) || name.chars().anyMatch(Character::isISOControl)) {
      throw new ArgumentException(
          "a metric has a name of its own on one line, but this is \""
              + name
              + "\" beside "
              + taken
              + "; choose another");
    }
    return with(fit -> fit.metrics = plus(metrics, measure));
  }

  /**
   * This, ending when the loss falls no more: {@link #stoppingEarly(int, double)} where the least
   * fall counts.
   *
   * @param patience how many epochs in a row may bring no lower loss
   * @return the fit
   * @throws ArgumentException if it is not positive
   */
  public Fit stoppingEarly(int patience) {
    return stoppingEarly(patience, 0);
  }

  /**
   * This, ending when the loss falls no more: after so many epochs in a row whose validation loss
   * (loss, where nothing is validated) was not lower than the lowest before by more than a least
   * improvement. They are counted as by Keras's {@code EarlyStopping}; NaN is not lower.
   *
   * <p>At the end, early or not, the parameters get back the values, bit for bit, that they had
   * after the {@linkplain History#best best} epoch; not so when the run was interrupted, which is
   * to go on. They alone: what the optimizer remembers, and the checkpoint, stay as after the last
   * epoch. Momentum belongs to the way on from there, and whoever goes that way has the checkpoint,
   * where the best parameter {@code w} is the tensor {@code w/best}; PyTorch and Keras restore
   * weights alone, too.
   *
   * @param patience how many epochs in a row may bring no lower loss; with as many as all epochs
   *     the best parameters are restored and nothing else
   * @param leastImprovement by how much more than this a loss must fall to be lower
   * @return the fit
   * @throws ArgumentException if the patience is not positive, or the improvement is negative or
   *     not finite
   */
  public Fit stoppingEarly(int patience, double leastImprovement) {
    Patience stopping = new Patience(patience, leastImprovement);
    return with(fit -> fit.patience = Optional.of(stopping));
  }

  /**
   * This with a {@link Checkpoint}, written before the first epoch, after each, and on
   * interruption.
   *
   * @param file where; one that is there is replaced
   * @return the fit
   * @throws ArgumentException if the batches are not {@link Batches}, which tell where they stand
   */
  public Fit saving(Path file) {
    ArgumentException.requireNonNull(file, "file");
    requirePosition();
    return with(fit -> fit.saved = Optional.of(file));
  }

  /**
   * This going on where a checkpoint says that {@link #saving} wrote, or beginning if there is no
   * such file yet. The fit, the model and the optimizer must be as they were, save for the number
   * of epochs, the numbers given to {@link #stoppingEarly} and the listeners; of which {@link
   * #described} can make sure. With {@link #stoppingEarly} the checkpoint keeps the best
   * parameters: it goes on with it, and not without.
   *
   * @param file the checkpoint, best the one that is saved
   * @return the fit
   * @throws ArgumentException if the batches are not {@link Batches}, which can go where they stood
   */
  public Fit resuming(Path file) {
    ArgumentException.requireNonNull(file, "file");
    requirePosition();
    return with(fit -> fit.resumed = Optional.of(file));
  }

  /**
   * This with a description that its checkpoint keeps: it is resumed only from one with the same.
   * For what a checkpoint does not show, such as the rate, the penalty and the size of a batch.
   *
   * @param text whatever must be the same when the fit goes on
   * @return the fit
   */
  public Fit described(String text) {
    ArgumentException.requireNonNull(text, "text");
    return with(fit -> fit.description = Optional.of(text));
  }

  private void requirePosition() {
    if (!(batches instanceof Batches)) {
      throw new ArgumentException(
          "a checkpoint of a fit keeps which batch comes next, which Batches tell, but these are "
              + batches.getClass().getName()
              + "; keep the parameters alone with SafeTensors, from a listener");
    }
  }

  /**
   * This with one more listener, told after those before it.
   *
   * @param listener what hears of epochs and batches; an {@link OnPlateau} is one
   * @return the fit
   */
  public Fit watching(FitListener listener) {
    ArgumentException.requireNonNull(listener, "listener");
    return with(fit -> fit.listeners = plus(listeners, listener));
  }

  /**
   * Runs the epochs, on this thread.
   *
   * @return what became of it
   * @throws io.github.grad4j.core.NonFiniteException if a loss or a parameter is infinite or NaN
   * @throws io.github.grad4j.core.PlanException if the training is closed
   * @throws ArgumentException if the checkpoint is one of another training
   * @throws UncheckedIOException if a checkpoint cannot be written or read, is damaged or stands at
   *     an epoch that this fit does not come to, or if data cannot be read
   */
  public History run() {
    try (FitRun run = new FitRun(this)) {
      return run.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
