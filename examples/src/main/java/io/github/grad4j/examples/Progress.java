package io.github.grad4j.examples;

import io.github.grad4j.autograd.train.FitListener;
import io.github.grad4j.autograd.train.History;
import java.io.PrintWriter;
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
  private final Function<History.Epoch, String> told;
  private Optional<ProgressBar> bar = Optional.empty();
  private String drawn = "";

  private Progress(PrintWriter lines, PrintWriter terminal, Function<History.Epoch, String> told) {
    this.lines = lines;
    this.terminal = terminal;
    this.told = told;
  }

  /** Lines only. */
  static Progress inLines(PrintWriter lines, Function<History.Epoch, String> told) {
    return new Progress(lines, lines, told);
  }

  /** Lines, and below them a bar of so many steps, both on one terminal. */
  static Progress withBar(
      PrintWriter lines, PrintWriter terminal, long steps, Function<History.Epoch, String> told) {
    Progress progress = new Progress(lines, terminal, told);
    progress.bar =
        Optional.of(
            new ProgressBarBuilder()
                .setTaskName("learning")
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new DelegatingProgressBarConsumer(progress::draw, WIDTH))
                .build());
    return progress;
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
