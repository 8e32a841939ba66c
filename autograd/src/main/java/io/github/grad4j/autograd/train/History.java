package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What became of a {@link Fit}: its epochs, and how it ended.
 *
 * @param epochs from the first to the last; those before it was resumed are among them
 * @param end why there are no more
 */
public record History(List<Epoch> epochs, End end) {
  static final String EPOCH = "epoch";
  static final String LOSS = "loss";
  static final String VALIDATION_LOSS = "validation loss";
  static final String SECONDS = "seconds";

  /** So many epochs are shown of the first and of the last. */
  private static final int SHOWN = 10;

  /** How a run ended. */
  public enum End {
    /** All epochs were run that were asked for. */
    ALL_EPOCHS("all epochs were run"),
    /** The loss fell no more. */
    STOPPED_EARLY("stopped early"),
    /** The thread was interrupted. */
    INTERRUPTED("interrupted");

    private final String text;

    End(String text) {
      this.text = text;
    }
  }

  /**
   * Copies the list.
   *
   * @param epochs from the first to the last
   * @param end why there are no more
   * @throws ArgumentException if an argument is null
   */
  public History {
    epochs = ArgumentException.copyOf(epochs, "epochs");
    ArgumentException.requireNonNull(end, "end");
  }

  /**
   * One pass over the examples.
   *
   * @param number counted from 1
   * @param loss the mean of the batches' losses, each before its step
   * @param validationLoss after the last step, of examples that were not learned from; empty if
   *     there are none
   * @param metrics what else was measured after the last step, by name
   * @param seconds how long steps and measurements took; empty if an earlier process took some of
   *     the steps
   */
  public record Epoch(
      int number,
      double loss,
      OptionalDouble validationLoss,
      Map<String, Double> metrics,
      OptionalDouble seconds) {
    /**
     * Copies the metrics.
     *
     * @param number counted from 1
     * @param loss the mean of the batches' losses
     * @param validationLoss of examples that were not learned from
     * @param metrics what else was measured, by name
     * @param seconds how long it took
     * @throws ArgumentException if the number is not positive, or an argument is null
     */
    public Epoch {
      ArgumentException.requireNonNull(validationLoss, "validationLoss");
      Map<String, Double> copy = new LinkedHashMap<>();
      ArgumentException.requireNonNull(metrics, "metrics")
          .forEach(
              (name, value) ->
                  copy.put(
                      ArgumentException.requireNonNull(name, "a name of metrics"),
                      ArgumentException.requireNonNull(value, "metric " + name)));
      metrics = Collections.unmodifiableMap(copy);
      ArgumentException.requireNonNull(seconds, "seconds");
      Hyper.requireSteps("the number of an epoch", number);
    }

    /**
     * The loss by which epochs are compared.
     *
     * @return the validation loss, or the loss if there is none
     */
    public double judgedLoss() {
      return validationLoss.orElse(loss);
    }

    private Map<String, String> cells() {
      Map<String, String> cells = new LinkedHashMap<>();
      cells.put(EPOCH, Integer.toString(number));
      cells.put(LOSS, rounded(loss));
      validationLoss.ifPresent(value -> cells.put(VALIDATION_LOSS, rounded(value)));
      metrics.forEach((name, value) -> cells.put(name, rounded(value)));
      seconds.ifPresent(value -> cells.put(SECONDS, String.format(Locale.ROOT, "%.2f", value)));
      return cells;
    }

    private static String rounded(double value) {
      return String.format(Locale.ROOT, "%.5g", value);
    }

    /** All that is known of it, in one line: {@code epoch 3, loss 0.71982, accuracy 0.95333}. */
    @Override
    public String toString() {
      return cells().entrySet().stream()
          .map(cell -> cell.getKey() + " " + cell.getValue())
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * The epoch with the least {@linkplain Epoch#judgedLoss loss}.
   *
   * @return the first of them; empty if no loss is finite
   */
  public Optional<Epoch> best() {
    Optional<Epoch> best = Optional.empty();
    for (Epoch epoch : epochs) {
      double least = best.map(Epoch::judgedLoss).orElse(Double.POSITIVE_INFINITY);
      best = epoch.judgedLoss() < least ? Optional.of(epoch) : best;
    }
    return best;
  }

  /** A table with a line for each epoch, of many the first and the last; and how it ended. */
  @Override
  public String toString() {
    List<Map<String, String>> rows = epochs.stream().map(Epoch::cells).toList();
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.keySet()));
    // What a resumed run does not know of its first epochs must not push it to the end.
    if (names.remove(SECONDS)) {
      names.add(SECONDS);
    }
    Map<String, Integer> widths = new LinkedHashMap<>();
    for (String name : names) {
      IntStream cells = rows.stream().mapToInt(row -> row.getOrDefault(name, "").length());
      widths.put(name, Math.max(name.length(), cells.max().orElse(0)));
    }
    List<String> lines = new ArrayList<>();
    if (!rows.isEmpty()) {
      lines.add(line(widths, Function.identity()));
    }
    for (int i = 0; i < rows.size(); i++) {
      Map<String, String> row = rows.get(i);
      if (i < SHOWN || i >= rows.size() - SHOWN) {
        lines.add(line(widths, name -> row.getOrDefault(name, "")));
      } else if (i == SHOWN) {
        lines.add("...");
      }
    }
    lines.add(end.text + best().map(best -> "; best was " + best).orElse(""));
    return String.join("\n", lines);
  }

  private static String line(Map<String, Integer> widths, Function<String, String> cell) {
    return widths.entrySet().stream()
        .map(
            column -> {
              String text = cell.apply(column.getKey());
              return " ".repeat(column.getValue() - text.length()) + text;
            })
        .collect(Collectors.joining("  "));
  }
}
