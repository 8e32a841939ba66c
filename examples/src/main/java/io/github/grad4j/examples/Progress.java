package io.github.grad4j.examples;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Lines that appear as soon as they are known and, on a terminal, a bar that stays below them until
 * it is closed. Elsewhere there is no bar: a file or another program gets the lines alone.
 *
 * <p>The bar is drawn by a thread of its own, so that a step costs no more than counting it.
 */
final class Progress implements AutoCloseable {
  /** Goes to the start of the line and clears it. */
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter lines;
  private final PrintWriter terminal;
  private Optional<ProgressBar> bar = Optional.empty();
  private String drawn = "";

  private Progress(PrintWriter lines, PrintWriter terminal) {
    this.lines = lines;
    this.terminal = terminal;
  }

  /** Lines only. */
  static Progress inLines(PrintWriter lines) {
    return new Progress(lines, lines);
  }

  /** Lines, and below them a bar, both on one terminal. */
  static Progress withBar(PrintWriter lines, PrintWriter terminal, long steps) {
    Progress progress = new Progress(lines, terminal);
    progress.bar =
        Optional.of(
            new ProgressBarBuilder()
                .setTaskName("learning")
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new DelegatingProgressBarConsumer(progress::draw))
                .build());
    return progress;
  }

  private synchronized void draw(String text) {
    drawn = text;
    terminal.print("\r" + text);
    terminal.flush();
  }

  /** Shows a line, above the bar if there is one. */
  synchronized void line(String line) {
    if (bar.isPresent()) {
      terminal.print(ERASE);
      terminal.flush();
    }
    lines.println(line);
    lines.flush();
    if (bar.isPresent()) {
      terminal.print(drawn);
      terminal.flush();
    }
  }

  /** The same elements; each moves the bar by a step. */
  <T> Iterable<T> stepping(Iterable<T> elements) {
    return () -> {
      Iterator<T> iterator = elements.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return iterator.hasNext();
        }

        @Override
        public T next() {
          bar.ifPresent(ProgressBar::step);
          return iterator.next();
        }
      };
    };
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    // Waits for the last drawing, which needs the lock: not to be called with it.
    bar.ifPresent(ProgressBar::close);
    if (bar.isPresent()) {
      terminal.print(ERASE);
      terminal.flush();
    }
  }
}
