package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SoftmaxRegressionOnDigitsTest {
  private static final Pattern LAST_LINE = Pattern.compile("test accuracy: (\\d{1,3}\\.\\d\\d) %");

  private record Run(int exitCode, List<String> out, List<String> err) {
    static Run with(String... args) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      CommandLine command =
          SoftmaxRegressionOnDigits.commandLine()
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err));
      int exitCode = command.execute(args);
      return new Run(exitCode, out.toString().lines().toList(), err.toString().lines().toList());
    }

    double accuracy() {
      Matcher last = LAST_LINE.matcher(out.get(out.size() - 1));
      assertThat(last.matches()).as("last line of %s", out).isTrue();
      return Double.parseDouble(last.group(1));
    }
  }

  @Test
  void it_learns_the_digits() {
    Run run = Run.with();
    assertThat(run.exitCode).isZero();
    assertThat(run.out.get(0))
        .isEqualTo("1437 images to learn from and 360 to test on, 8 x 8 pixels");
    assertThat(run.out).filteredOn(line -> line.startsWith("epoch")).hasSize(30);
    assertThat(run.accuracy()).isGreaterThanOrEqualTo(95);
  }

  /** The default is one seed of many: each holds out another fifth. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void any_seed_will_do(long seed) {
    assertThat(Run.with("--seed=" + seed).accuracy()).isGreaterThanOrEqualTo(94);
  }

  @Test
  @Timeout(60)
  void each_epoch_is_told_when_it_is_over() {
    StringWriter told = new StringWriter();
    PrintWriter closing =
        new PrintWriter(told) {
          @Override
          public void println(String line) {
            super.println(line);
            if (line.startsWith("epoch  3")) {
              throw new IllegalStateException("the reader has seen enough");
            }
          }
        };
    // It would take days, if the lines came at the end.
    int exitCode =
        SoftmaxRegressionOnDigits.commandLine()
            .setOut(closing)
            .setErr(new PrintWriter(new StringWriter()))
            .execute("--epochs=100000000");
    assertThat(exitCode).isEqualTo(2);
    assertThat(told.toString().lines()).filteredOn(line -> line.startsWith("epoch")).hasSize(3);
  }

  @Test
  void too_long_steps_end_with_an_advice() {
    Run run = Run.with("--learning-rate=1e40");
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err).hasSize(3);
    assertThat(run.err.get(0)).contains("loss is NaN in batch 1");
    assertThat(run.err.get(1)).contains("because variable w is NaN at [0, 0]");
    assertThat(run.err.get(2)).contains("--learning-rate");
  }

  @Test
  void it_prints_the_same_on_every_run() {
    assertThat(Run.with("--epochs=3").out).isEqualTo(Run.with("--epochs=3").out);
    assertThat(Run.with("--epochs=1", "--seed=2").out).isNotEqualTo(Run.with("--epochs=1").out);
  }

  @Test
  void the_confusion_matrix_holds_the_test_images_and_agrees_with_the_accuracy() {
    Run run = Run.with("--epochs=2", "--batch=100");
    int all = 0;
    int right = 0;
    for (int label = 0; label < 10; label++) {
      String start = "| " + label + " |";
      List<String> rows =
          run.out.stream()
              .filter(line -> line.startsWith(start))
              .map(line -> line.substring(start.length()))
              .toList();
      assertThat(rows).hasSize(1);
      String[] cells = rows.get(0).split("\\|", -1);
      for (int predicted = 0; predicted < 10; predicted++) {
        String cell = cells[predicted].trim();
        int count = cell.isEmpty() ? 0 : Integer.parseInt(cell);
        all += count;
        right += predicted == label ? count : 0;
      }
    }
    assertThat(all).isEqualTo(360);
    assertThat(String.format(Locale.ROOT, "test accuracy: %.2f %%", 100.0 * right / all))
        .isEqualTo(run.out.get(run.out.size() - 1));
  }

  @Test
  void a_folder_of_idx_files_is_learned(@TempDir Path folder) throws IOException {
    // A class is a bright row: it is learned at once.
    int[] labels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 3, 1, 4};
    byte[] pixels = new byte[labels.length * 10 * 20];
    for (int i = 0; i < labels.length; i++) {
      for (int column = 0; column < 20; column++) {
        pixels[(i * 10 + labels[i]) * 20 + column] = (byte) 255;
      }
    }
    IdxFiles.write(folder, labels, 10, 20, pixels);
    Run run = Run.with("--data", folder.toString(), "--batch=4", "--learning-rate=0.5");
    assertThat(run.exitCode).isZero();
    assertThat(run.out.get(0))
        .isEqualTo("13 images to learn from and 13 to test on, 10 x 20 pixels");
    assertThat(run.out).filteredOn(line -> line.startsWith("epoch")).hasSize(10);
    assertThat(run.accuracy()).isEqualTo(100);
  }

  @Test
  void a_bad_folder_is_one_clear_line(@TempDir Path folder) throws IOException {
    Run missing = Run.with("--data", folder.toString());
    assertThat(missing.exitCode).isEqualTo(2);
    assertThat(missing.out).isEmpty();
    assertThat(missing.err)
        .hasSize(1)
        .first()
        .asString()
        .contains(folder.toString(), "train-images");

    IdxFiles.write(folder, new int[] {1}, 2, 2, new byte[4]);
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), new byte[] {0, 0, 8});
    Run cut = Run.with("--data", folder.toString());
    assertThat(cut.exitCode).isEqualTo(2);
    assertThat(cut.err).hasSize(1).first().asString().contains("t10k-labels-idx1-ubyte: at byte 3");
  }

  @Test
  void mnist_that_cannot_be_downloaded_is_one_clear_line(@TempDir Path folder) throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String mirror = "http://127.0.0.1:" + closed + "/mnist";
    Run run = Run.with("--dataset=mnist", "--mirror=" + mirror, "--cache=" + folder);
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.out).isEmpty();
    assertThat(run.err)
        .containsExactly(
            mirror
                + "/train-images-idx3-ubyte.gz: cannot be reached (ConnectException); is there a"
                + " network?");
  }

  @Test
  void mnist_in_the_cache_is_not_downloaded(@TempDir Path folder) throws IOException {
    Path cached = Files.createDirectories(folder.resolve("mnist"));
    IdxFiles.write(cached, new int[] {3, 1, 4}, 2, 2, new byte[12]);
    try (Stream<Path> files = Files.list(cached)) {
      for (Path file : files.toList()) {
        Files.move(file, cached.resolve(file.getFileName() + ".gz"));
      }
    }
    Run run = Run.with("--dataset=MNIST", "--mirror=http://127.0.0.1:1/", "--cache=" + folder);
    assertThat(run.exitCode).isZero();
    assertThat(run.out.get(0)).isEqualTo("3 images to learn from and 3 to test on, 2 x 2 pixels");
  }

  @Test
  void a_data_set_is_named_or_in_a_folder() {
    Run run = Run.with("--dataset=mnist", "--data=folder");
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err.get(0)).isEqualTo("--data and --dataset exclude each other");
  }

  @Test
  void help_lists_the_options() {
    Run run = Run.with("--help");
    assertThat(run.exitCode).isZero();
    assertThat(String.join("\n", run.out))
        .contains(
            "--data",
            "--dataset",
            "--mirror",
            "--cache",
            "--epochs",
            "--batch",
            "--learning-rate",
            "--seed",
            "--help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--epochs=0",
        "--epochs=many",
        "--batch=-1",
        "--learning-rate=0",
        "--learning-rate=NaN",
        "--dataset=cifar"
      })
  void a_bad_option_is_told_with_the_usage(String option) {
    Run run = Run.with(option);
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err.get(0)).contains(option.substring(0, option.indexOf('=')));
    assertThat(run.err.get(1)).startsWith("Usage: SoftmaxRegressionOnDigits");
  }
}
