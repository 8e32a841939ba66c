package io.github.grad4j.autograd.train;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Grad4jException;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One run of a {@link Fit}. */
final class FitRun implements AutoCloseable {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Fit fit;
  private final Optional<Batches> positioned;
  private final Optional<EarlyStopping> stopping;
  private final OptimizerState state;
  private final Optional<Measured> validation;
  private final List<Measured> metrics;

  /** Those that are over. */
  private final List<History.Epoch> epochs = new ArrayList<>();

  /** The losses of the epoch that is not. */
  private WeightedMean begun = new WeightedMean();

  /** Whether that was left because of an interruption. */
  private boolean interrupted;

  FitRun(Fit fit) {
    this.fit = fit;
    positioned = fit.batches instanceof Batches own ? Optional.of(own) : Optional.empty();
    OptimizerState trained = fit.training.state();
    stopping = fit.patience.map(patience -> new EarlyStopping(patience, trained));
    state = stopping.map(EarlyStopping::state).orElse(trained);
    validation = fit.validation.map(Measured::new);
    metrics = fit.metrics.stream().map(Measured::new).toList();
  }

  /** A measure, and what measures it. */
  private record Measured(String name, Measure.Gauge gauge) {
    Measured(Measure measure) {
      this(measure.name(), measure.begin().get());
    }
  }

  History run() throws IOException {
    if (fit.resumed.isPresent() && Files.exists(fit.resumed.get())) {
      resume(fit.resumed.get());
    }
    // A file that cannot be written is told of at once, not after the first epoch.
    save();
    Optional<History.End> end = end();
    while (end.isEmpty()) {
      epoch();
      end = end();
    }
    if (end.get() != History.End.INTERRUPTED) {
      stopping.ifPresent(EarlyStopping::restore);
    }
    return new History(epochs, end.get());
  }

  private void resume(Path file) throws IOException {
    Checkpoint checkpoint = Checkpoint.load(file);
    FitTexts texts = FitTexts.read(file, checkpoint.metadata(), fit);
    requireSameStopping(file, checkpoint);
    Optional<Position> before = positioned.map(Batches::position);
    requireReached(
        file, checkpoint.position(), before.map(Position::epoch).orElse(0), texts.epochs().size());
    positioned.ifPresent(batches -> batches.resume(checkpoint.position()));
    try {
      checkpoint.restore(state);
    } catch (Grad4jException e) {
      positioned.ifPresent(batches -> before.ifPresent(batches::resume));
      throw e;
    }
    epochs.addAll(texts.epochs());
    begun = texts.begun();
    stopping.ifPresent(early -> epochs.forEach(epoch -> early.count(epoch.judgedLoss())));
  }

  /** The best parameters are in the checkpoint, or nobody asks for them. */
  private void requireSameStopping(Path file, Checkpoint checkpoint) {
    List<Variable> parameters = state.parameters();
    Set<String> names = checkpoint.names();
    boolean ofThisModel = parameters.stream().allMatch(w -> names.contains(w.name()));
    boolean kept = EarlyStopping.isKept(parameters, names);
    if (stopping.isPresent() && ofThisModel && !kept) {
      throw new ArgumentException(
          file
              + " does not keep the best parameters, which a fit that is stopping early restores;"
              + " leave stoppingEarly(...) out, as it was when this was saved");
    }
    if (stopping.isEmpty() && kept && !EarlyStopping.isKept(parameters, state.byName().keySet())) {
      throw new ArgumentException(
          file
              + " keeps the best parameters, as it was saved by a fit that is stopping early; ask"
              + " for stoppingEarly(...), with a patience of all epochs if it is not to stop");
    }
  }

  /** All epochs up to the position are shuffled again, which must not be as many as a file says. */
  private void requireReached(Path file, Position position, int begun, int over)
      throws FileException {
    long most = (long) begun + Math.max(fit.epochs, over);
    if (position.epoch() > most) {
      throw new FileException(
          file,
          "expected one of the "
              + most
              + " epochs that this fit comes to at most, found epoch "
              + position.epoch()
              + "; the file was changed by hand, is damaged, or is of a longer fit: ask for as"
              + " many epochs");
    }
  }

  private Optional<History.End> end() {
    if (epochs.size() >= fit.epochs) {
      return Optional.of(History.End.ALL_EPOCHS);
    }
    if (stopping.filter(EarlyStopping::isOver).isPresent()) {
      return Optional.of(History.End.STOPPED_EARLY);
    }
    return interrupted || Thread.currentThread().isInterrupted()
        ? Optional.of(History.End.INTERRUPTED)
        : Optional.empty();
  }

  private void epoch() throws IOException {
    long begin = System.nanoTime();
    boolean isWhole =
        begun.examples() == 0
            && positioned.map(batches -> batches.position().batch() == 0).orElse(true);
    int number = epochs.size() + 1;
    fit.listeners.forEach(listener -> listener.epochBegins(number));
    steps();
    if (!interrupted) {
      measure(number, isWhole ? Optional.of(begin) : Optional.empty());
    }
    save();
  }

  private void steps() {
    try {
      fit.training.steps(() -> untilInterrupted(fit.batches.iterator()), this::batchEnded);
    } finally {
      // The next iteration would begin an epoch; what is left of this one comes first.
      positioned
          .filter(batches -> batches.position().batch() > 0)
          .ifPresent(batches -> batches.resume(batches.position()));
    }
  }

  private Iterator<Batch> untilInterrupted(Iterator<Batch> batches) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        interrupted = batches.hasNext() && Thread.currentThread().isInterrupted();
        return !interrupted && batches.hasNext();
      }

      @Override
      public Batch next() {
        return batches.next();
      }
    };
  }

  private void batchEnded(double loss, int examples) {
    begun.add(loss, examples);
    for (int i = 0; i < fit.listeners.size(); i++) {
      fit.listeners.get(i).batchEnded(loss);
    }
  }

  private void measure(int number, Optional<Long> begin) {
    double loss = begun.value();
    begun = new WeightedMean();
    OptionalDouble validationLoss =
        validation
            .map(measured -> OptionalDouble.of(measured.gauge().value()))
            .orElse(OptionalDouble.empty());
    Map<String, Double> values = new LinkedHashMap<>();
    metrics.forEach(metric -> values.put(metric.name(), metric.gauge().value()));
    OptionalDouble seconds =
        begin
            .map(nanos -> OptionalDouble.of((System.nanoTime() - nanos) / NANOS))
            .orElse(OptionalDouble.empty());
    History.Epoch epoch = new History.Epoch(number, loss, validationLoss, values, seconds);
    epochs.add(epoch);
    stopping.filter(early -> early.count(epoch.judgedLoss())).ifPresent(EarlyStopping::remember);
    fit.listeners.forEach(listener -> listener.epochEnded(epoch));
  }

  private void save() throws IOException {
    if (fit.saved.isPresent() && positioned.isPresent()) {
      Map<String, String> texts = new FitTexts(epochs, begun).write(fit);
      Checkpoint.save(fit.saved.get(), state, positioned.get().position(), texts);
    }
  }

  /** Gives back the memory of what was measured with. */
  @Override
  public void close() {
    validation.ifPresent(measured -> measured.gauge().close());
    metrics.forEach(metric -> metric.gauge().close());
  }
}
