package io.github.grad4j.examples;

import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.autograd.train.FitListener;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.autograd.train.Position;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A line for each epoch, that appears when it is over, and, on a terminal, a bar that stays below
 * the lines until it is closed. Elsewhere there is no bar: a file or another program gets the lines
 * alone.
 *
 * <p>The bar is drawn by a thread of its own, so that a step costs no more than counting it.
 */
final class Progress implements FitListener, AutoCloseable {
  /** Goes to the start of the line and clears it. */
  private static final String ERASE = "\r\u001b[K";

  /**
   * Every terminal has room for so many characters. The bar would find out how many there are, by a
   * library that takes Ctrl-C away from the JVM: the program would be killed, not interrupted.
   */
  private static final int WIDTH = 79;

  private final PrintWriter lines;
  private final PrintWriter terminal;
  private final Optional<Batches> counted;
  private final int epochs;
  private final Function<History.Epoch, String> told;
  private Optional<ProgressBar> bar = Optional.empty();
  private String drawn = "";

  private Progress(
      PrintWriter lines,
      PrintWriter terminal,
      Optional<Batches> counted,
      int epochs,
      Function<History.Epoch, String> told) {
    this.lines = lines;
    this.terminal = terminal;
    this.counted = counted;
    this.epochs = epochs;
    this.told = told;
  }

  /** Lines only. */
  static Progress inLines(PrintWriter lines, Function<History.Epoch, String> told) {
    return new Progress(lines, lines, Optional.empty(), 0, told);
  }

  /** Lines, and below them a bar of the batches of all epochs, both on one terminal. */
  static Progress withBar(
      PrintWriter lines,
      PrintWriter terminal,
      Batches batches,
      int epochs,
      Function<History.Epoch, String> told) {
    return new Progress(lines, terminal, Optional.of(batches), epochs, told);
  }

  /** Shows the bar when the first epoch begins: only then is it known where a training goes on. */
  @Override
  public void epochBegins(int number) {
    if (bar.isEmpty()) {
      bar = counted.map(this::begin);
    }
  }

  private ProgressBar begin(Batches batches) {
    Position position = batches.position();
    long count = batches.count();
    return new ProgressBarBuilder()
        .setTaskName("learning")
        .setInitialMax(epochs * count)
        .startsFrom(position.epoch() * count + position.batch(), Duration.ZERO)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
        .build();
  }

  private synchronized void draw(String text) {
    drawn = text;
    terminal.print("\r" + text);
    terminal.flush();
  }

  @Override
  public void batchEnded(double loss) {
    bar.ifPresent(ProgressBar::step);
  }

  /** Shows a line, above the bar if there is one. */
  @Override
  public synchronized void epochEnded(History.Epoch epoch) {
    if (bar.isPresent()) {
      terminal.print(ERASE);
      terminal.flush();
    }
    lines.println(told.apply(epoch));
    lines.flush();
    if (bar.isPresent()) {
      terminal.print(drawn);
      terminal.flush();
    }
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (bar.isEmpty()) {
      return;
    }
    // Waits for the last drawing, unless interrupted. That needs the lock: not to be called with
    // it.
    boolean interrupted = Thread.interrupted();
    bar.get().close();
    terminal.print(ERASE);
    terminal.flush();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
