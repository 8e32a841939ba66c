package io.github.grad4j.autograd.train;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.ArgumentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a fit has come, as texts beside the tensors of its checkpoint.
 *
 * <p>The history is a table: a line for each epoch, tabs between the columns, their names on top.
 * Every number is written so that it is read as the same bits. Seconds are left out: of equal runs
 * the files are equal.
 *
 * @param epochs those that are over
 * @param begun the losses of the one that is not
 */
record FitTexts(List<History.Epoch> epochs, WeightedMean begun) {
  private static final String HISTORY = "fit.history";
  private static final String SUM = "fit.sum";
  private static final String EXAMPLES = "fit.examples";
  private static final String DESCRIPTION = "fit.description";

  /** The names of the columns. */
  private static List<String> columns(Fit fit) {
    List<String> columns = new ArrayList<>(List.of(History.EPOCH, History.LOSS));
    fit.validation.ifPresent(validation -> columns.add(validation.name()));
    fit.metrics.forEach(metric -> columns.add(metric.name()));
    return columns;
  }

  /** The texts, by name. */
  Map<String, String> write(Fit fit) {
    StringBuilder table = new StringBuilder(String.join("\t", columns(fit)));
    for (History.Epoch epoch : epochs) {
      table.append('\n').append(epoch.number()).append('\t').append(epoch.loss());
      epoch.validationLoss().ifPresent(loss -> table.append('\t').append(loss));
      epoch.metrics().values().forEach(metric -> table.append('\t').append(metric));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(HISTORY, table.toString());
    fit.description.ifPresent(description -> texts.put(DESCRIPTION, description));
    if (begun.examples() > 0) {
      texts.put(SUM, Double.toString(begun.sum()));
      texts.put(EXAMPLES, Long.toString(begun.examples()));
    }
    return texts;
  }

  /**
   * Reads the texts.
   *
   * @throws ArgumentException if they are of a fit with other columns or another description
   * @throws FileException if they are not what {@link #write} wrote
   */
  static FitTexts read(Path file, Map<String, String> texts, Fit fit) throws FileException {
    String table = texts.get(HISTORY);
    if (table == null) {
      throw new FileException(
          file,
          "a fit goes on from a checkpoint that a fit has saved, but this one has no history;"
              + " Checkpoint.load(file).restore(training.state()) takes its variables");
    }
    requireSameDescription(file, Optional.ofNullable(texts.get(DESCRIPTION)), fit.description);
    List<String> columns = columns(fit);
    String[] lines = table.split("\n", -1);
    if (!lines[0].equals(String.join("\t", columns))) {
      throw new ArgumentException(
          "a fit goes on measuring what it measured, but "
              + file
              + " has "
              + List.of(lines[0].split("\t", -1))
              + " and here it is "
              + columns
              + "; validate and measure the same");
    }
    List<History.Epoch> epochs = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      try {
        epochs.add(epoch(i, lines[i].split("\t", -1), columns));
      } catch (NumberFormatException e) {
        throw damaged(file, "line " + i + " of its history", lines[i], e);
      }
    }
    return new FitTexts(epochs, begun(file, texts));
  }

  private static void requireSameDescription(
      Path file, Optional<String> found, Optional<String> given) {
    if (!found.equals(given)) {
      throw new ArgumentException(
          "a fit goes on as it began, but "
              + file
              + " is of "
              + found.orElse("a fit without a description")
              + " and here it is "
              + given.orElse("a fit without a description")
              + "; make it the same, or begin anew with another file");
    }
  }

  private static History.Epoch epoch(int number, String[] cells, List<String> columns) {
    if (cells.length != columns.size() || Integer.parseInt(cells[0]) != number) {
      throw new NumberFormatException("not epoch " + number);
    }
    OptionalDouble validation = OptionalDouble.empty();
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (int i = 2; i < cells.length; i++) {
      double value = Double.parseDouble(cells[i]);
      if (columns.get(i).equals(History.VALIDATION_LOSS)) {
        validation = OptionalDouble.of(value);
      } else {
        metrics.put(columns.get(i), value);
      }
    }
    double loss = Double.parseDouble(cells[1]);
    return new History.Epoch(number, loss, validation, metrics, OptionalDouble.empty());
  }

  private static WeightedMean begun(Path file, Map<String, String> texts) throws FileException {
    String sum = texts.getOrDefault(SUM, "0");
    String examples = texts.getOrDefault(EXAMPLES, "0");
    try {
      long count = Long.parseLong(examples);
      if (count < 0) {
        throw new NumberFormatException(examples + " is negative");
      }
      return new WeightedMean(Double.parseDouble(sum), count);
    } catch (NumberFormatException e) {
      throw damaged(file, "the part of an epoch", sum + " and " + examples, e);
    }
  }

  private static FileException damaged(
      Path file, String what, String found, NumberFormatException e) {
    return new FileException(
        file,
        what
            + " is numbers, but here it is \""
            + found
            + "\"; the file was changed by hand or is damaged",
        e);
  }
}
