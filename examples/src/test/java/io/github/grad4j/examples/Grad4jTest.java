package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.autograd.data.Csv;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.files.NamedTensors;
import io.github.grad4j.autograd.files.SafeTensors;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Variable;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class Grad4jTest {
  /** Of the 30 irises held out; a good model misses one or two. */
  private static final double ENOUGH = 90;

  /**
   * The loss of scikit-learn 1.2.1's {@code LogisticRegression(C=1/(120*0.01))} on the 120 irises
   * learned from with seed 42, standardised, with half of 0.01 times the squared weights.
   */
  private static final double LEAST = 0.23229231048600618;

  /** Eight digits are printed. */
  private static final double PRINTED = 5e-9;

  private static final int SIDE = 4;

  /** What the key sends. */
  private static final int CTRL_C = 3;

  private static final Pattern CERTIFICATE =
      Pattern.compile("loss ([\\d.]+), within ([\\d.E-]+) of the optimum");

  /** Sums of 120 numbers below 8, added in another order. */
  private static final double ROUNDING = 1e-12;

  @TempDir private Path folder;

  private record Run(int exitCode, List<String> out, List<String> err) {
    static Run with(Object... args) {
      StringWriter out = new StringWriter();
      return printing(out, new PrintWriter(out), args);
    }

    /** A training whose thread is interrupted when an epoch is over. */
    static Run interruptedAfter(int epoch, Object... args) {
      StringWriter out = new StringWriter();
      PrintWriter interrupting =
          new PrintWriter(out) {
            @Override
            public void println(String line) {
              super.println(line);
              if (line.startsWith(String.format(Locale.ROOT, "epoch %3d ", epoch))) {
                Thread.currentThread().interrupt();
              }
            }
          };
      Run run = printing(out, interrupting, args);
      // Drawing, which comes after a training that is over, may have taken the signal.
      assertThat(Thread.interrupted() || run.exitCode == 0).as("still interrupted").isTrue();
      return run;
    }

    private static Run printing(StringWriter out, PrintWriter printer, Object... args) {
      StringWriter err = new StringWriter();
      CommandLine command = Grad4j.commandLine().setOut(printer).setErr(new PrintWriter(err));
      String[] texts = Stream.of(args).map(String::valueOf).toArray(String[]::new);
      int exitCode = command.execute(texts);
      return new Run(exitCode, out.toString().lines().toList(), err.toString().lines().toList());
    }

    Run succeeds() {
      assertThat(err).isEmpty();
      assertThat(exitCode).isZero();
      return this;
    }

    /** It ends with one line of error and no picture of the usage. */
    void isRefused(String... parts) {
      assertThat(err).hasSize(1).first().asString().contains(parts);
      assertThat(exitCode).isEqualTo(2);
      assertThat(out).isEmpty();
    }

    String last() {
      return out.get(out.size() - 1);
    }

    double percent() {
      return Double.parseDouble(last().replaceAll(".*accuracy: ([\\d.]+) %.*", "$1"));
    }
  }

  /** Irises whose classes have names that must be quoted. */
  private Path iris() throws IOException {
    Path file = folder.resolve("iris.csv");
    try (InputStream in =
        Objects.requireNonNull(Grad4jTest.class.getResourceAsStream("iris.csv"), "iris.csv")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      List<String> named = new ArrayList<>(List.of(lines.get(0).replace("class", "species")));
      for (String line : lines.subList(1, lines.size())) {
        int comma = line.lastIndexOf(',');
        String name =
            List.of("setosa", "\"versi, \"\"color\"\"\"", "virginica")
                .get(Integer.parseInt(line.substring(comma + 1)));
        named.add(line.substring(0, comma + 1) + name);
      }
      return Files.write(file, named);
    }
  }

  /** Images of four rows, whose class is the bright one. */
  private Path images() throws IOException {
    Path idx = Files.createDirectories(folder.resolve("idx"));
    int[] labels = new int[40];
    byte[] pixels = new byte[labels.length * SIDE * SIDE];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % SIDE;
      for (int column = 0; column < SIDE; column++) {
        pixels[(i * SIDE + labels[i]) * SIDE + column] = (byte) (200 + i);
      }
    }
    IdxFiles.write(idx, labels, SIDE, SIDE, pixels);
    return idx;
  }

  private Path trained(Object... options) throws IOException {
    Path model = folder.resolve("models").resolve("iris");
    List<Object> args = new ArrayList<>(List.of("train", "--csv", iris(), "--label", "species"));
    args.addAll(List.of("--out", model));
    args.addAll(List.of(options));
    Run.with(args.toArray()).succeeds();
    return model;
  }

  private static BufferedImage picture(Path file) throws IOException {
    BufferedImage picture = ImageIO.read(file.toFile());
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colors.add(picture.getRGB(x, y));
      }
    }
    assertThat(colors).as("colors of %s", file).hasSizeGreaterThan(4);
    return picture;
  }

  private static List<Integer> size(Path file) throws IOException {
    BufferedImage picture = picture(file);
    return List.of(picture.getWidth(), picture.getHeight());
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void irises_are_learned_and_drawn() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("weights.png"), "those of another model");
    Run run = Run.with("train", "--csv", iris(), "--label", "species", "--out", model).succeeds();
    assertThat(run.out.get(0))
        .isEqualTo("120 examples to learn from and 30 held out, 4 features, 3 classes");
    assertThat(run.out.get(1)).startsWith("softmax regression, batches of 32, learning rate 0.05");
    assertThat(run.percent()).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(names(model))
        .containsExactly("confusion-matrix.png", "learning-curve.png", "model.safetensors");
    assertThat(size(model.resolve("learning-curve.png"))).containsExactly(800, 500);
    assertThat(size(model.resolve("confusion-matrix.png"))).containsExactly(400, 400);
  }

  @Test
  void another_run_prints_and_writes_the_same() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    List<List<String>> printed = new ArrayList<>();
    for (Path model : List.of(first, second)) {
      Run run =
          Run.with(
              "train",
              "--csv",
              iris(),
              "--label=species",
              "--epochs=3",
              "--hidden=5",
              "--out",
              model);
      printed.add(run.succeeds().out);
    }
    assertThat(printed.get(0)).isEqualTo(printed.get(1));
    for (String name : names(first)) {
      assertThat(first.resolve(name)).hasSameBinaryContentAs(second.resolve(name));
    }
  }

  @Test
  void it_stops_when_what_is_held_out_gains_no_more() throws IOException {
    Run run =
        Run.with(
            "train",
            "--csv",
            iris(),
            "--label=species",
            "--hidden=16",
            "--learning-rate=0.1",
            "--patience=2",
            "--out",
            folder.resolve("model"));
    run.succeeds();
    assertThat(run.out).filteredOn(line -> line.startsWith("epoch")).hasSizeBetween(3, 99);
    assertThat(run.out).anyMatch(line -> line.startsWith("stopped early; best was epoch "));
  }

  @Test
  void a_model_file_holds_all_that_is_needed() throws IOException {
    Path model = trained("--hidden=6,5", "--epochs=2");
    NamedTensors file = SafeTensors.read(model.resolve("model.safetensors"));
    assertThat(file.names())
        .containsExactlyInAnyOrder("w1", "b1", "w2", "b2", "w3", "b3", "mean", "scale");
    assertThat(file.type("w1").shape()).isEqualTo(Shape.of(4, 6));
    assertThat(file.type("w3").shape()).isEqualTo(Shape.of(5, 3));
    assertThat(file.metadata())
        .containsEntry("label", "species")
        .containsEntry("class 1", "versi, \"color\"")
        .containsEntry("feature 3", "petal_width")
        .hasSize(1 + 3 + 4);

    TrainedModel loaded = TrainedModel.load(model);
    assertThat(loaded.kind()).isEqualTo("perceptron with 6 and 5 hidden units");
    Path copy = Files.createDirectories(folder.resolve("copy"));
    loaded.save(copy);
    assertThat(copy.resolve("model.safetensors"))
        .hasSameBinaryContentAs(model.resolve("model.safetensors"));
  }

  @Test
  void features_are_standardised_by_what_is_learned_from() throws IOException {
    Path model = trained("--epochs=1", "--seed=7");
    Dataset all = Csv.ofClasses("species").read(iris());
    double[] means = all.split(0.2, 7).training().features().mean(0).toDoubleVector();
    double[] others = all.features().mean(0).toDoubleVector();
    List<Double> used = TrainedModel.load(model).standardizer().mean();
    for (int i = 0; i < means.length; i++) {
      assertThat(used.get(i)).isCloseTo(means[i], within(ROUNDING));
      assertThat(used.get(i)).isNotCloseTo(others[i], within(ROUNDING));
    }
  }

  @Test
  void predictions_are_csv_of_as_many_lines_as_examples() throws IOException {
    Path model = trained();
    Run run = Run.with("predict", "--model", model, "--csv", iris(), "--top=3").succeeds();
    assertThat(run.out).hasSize(151);
    assertThat(run.out.get(0))
        .isEqualTo("class,probability,class2,probability2,class3,probability3");
    assertThat(run.out.get(1)).startsWith("setosa,0.9").contains(",\"versi, \"\"color\"\"\",0.0");
    for (String line : run.out.subList(1, run.out.size())) {
      double[] p =
          Stream.of(line.replaceAll("\"[^,]*, [^,]*\"|setosa|virginica", "").split(","))
              .filter(cell -> !cell.isEmpty())
              .mapToDouble(Double::parseDouble)
              .toArray();
      assertThat(p).hasSize(3);
      assertThat(p[0]).isGreaterThanOrEqualTo(p[1]);
      assertThat(p[1]).isGreaterThanOrEqualTo(p[2]);
      // Six digits of each are printed.
      assertThat(p[0] + p[1] + p[2]).isBetween(1 - 2e-6, 1 + 2e-6);
    }
  }

  @Test
  void what_is_predicted_needs_no_label() throws IOException {
    Path model = trained();
    Path others = folder.resolve("others.csv");
    Files.writeString(
        others,
        """
        id,petal_width,petal_length,sepal_width,sepal_length
        a,0.2,1.4,3.5,5.1
        b,2.5,6.0,3.3,6.3
        """);
    Run run = Run.with("predict", "--model", model, "--csv", others).succeeds();
    assertThat(run.out).hasSize(3);
    assertThat(run.out.get(0)).isEqualTo("class,probability");
    assertThat(run.out.get(1)).startsWith("setosa,");
    assertThat(run.out.get(2)).startsWith("virginica,");
  }

  @Test
  void an_evaluation_counts_what_is_predicted() throws IOException {
    Path model = trained("--epochs=5");
    List<String> predicted = Run.with("predict", "--model", model, "--csv", iris()).succeeds().out;
    List<String> lines = Files.readAllLines(iris());
    int right = 0;
    for (int i = 1; i < lines.size(); i++) {
      String told = predicted.get(i).substring(0, predicted.get(i).lastIndexOf(','));
      right += lines.get(i).endsWith("," + told) ? 1 : 0;
    }
    Path picture = folder.resolve("confusion.png");
    Run run =
        Run.with("evaluate", "--model", model, "--csv", iris(), "--picture", picture).succeeds();
    assertThat(run.last())
        .isEqualTo(String.format(Locale.ROOT, "accuracy: %.2f %% of 150", right / 1.5));
    assertThat(run.out).hasSize(5);
    assertThat(run.out.get(1)).startsWith("      50  ").endsWith("  setosa");
    assertThat(size(picture)).containsExactly(400, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8"})
  void images_are_learned_and_weights_drawn(String hidden) throws IOException {
    Path model = folder.resolve("model");
    Path idx = images();
    List<Object> args = new ArrayList<>(List.of("train", "--idx", idx, "--out", model));
    args.addAll(List.of("--epochs=200", "--learning-rate=0.05", "--seed=1"));
    if (!hidden.isEmpty()) {
      args.add("--hidden=" + hidden);
    }
    Run run = Run.with(args.toArray()).succeeds();
    assertThat(run.out.get(0))
        .isEqualTo("32 examples to learn from and 8 held out, 16 features, 4 classes");
    assertThat(run.percent()).isEqualTo(100);
    // Tiles of 4 * 28 pixels with 8 around them: 2 x 2 with captions of 16, or 3 x 3 without.
    List<Integer> expected = hidden.isEmpty() ? List.of(248, 280) : List.of(368, 368);
    assertThat(size(model.resolve("weights.png"))).isEqualTo(expected);
    Run test = Run.with("evaluate", "--model", model, "--idx", idx).succeeds();
    assertThat(test.last()).isEqualTo("accuracy: 100.00 % of 40");
    List<String> told = Run.with("predict", "--model", model, "--idx", idx).succeeds().out;
    assertThat(told).hasSize(41);
    assertThat(told.get(4)).startsWith("3,");
  }

  /** A class is a bright row: it is red where it is bright, and blue elsewhere. */
  @Test
  void weights_show_what_speaks_for_a_class() throws IOException {
    Path model = folder.resolve("model");
    Run.with("train", "--idx", images(), "--out", model, "--learning-rate=0.05").succeeds();
    BufferedImage weights = picture(model.resolve("weights.png"));
    int ofClass0 = weights.getRGB(8 + 14, 24 + 14);
    int below = weights.getRGB(8 + 14, 24 + 28 + 14);
    assertThat((ofClass0 >> 16) & 255).isGreaterThan(ofClass0 & 255);
    assertThat((below >> 16) & 255).isLessThan(below & 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--order=1", "--order=2"})
  void the_gradient_of_a_trained_model_is_right(String order) throws IOException {
    Path model = trained("--epochs=3", "--hidden=4");
    Run run = Run.with("check", "--model", model, "--csv", iris(), "--rows=5", order).succeeds();
    assertThat(run.out.get(0)).isEqualTo("perceptron with 4 hidden units, loss of 5 examples");
    assertThat(run.out).anyMatch(line -> line.contains("w2") && line.contains("RIGHT"));
    assertThat(run.last()).isEqualTo("the gradient is right");
  }

  @Test
  void a_kink_is_not_right() throws IOException {
    Path model = trained("--epochs=1");
    Path file = model.resolve("model.safetensors");
    SafeTensors.write(
        file,
        List.of(
            Variable.of("w1", new double[8], Shape.of(4, 2)),
            Variable.of("b1", new double[2], Shape.of(2)),
            Variable.of("w2", new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3)),
            Variable.of("b2", new double[3], Shape.of(3)),
            Variable.of("mean", new double[4], Shape.of(4)),
            Variable.of("scale", new double[] {1, 1, 1, 1}, Shape.of(4))),
        SafeTensors.read(file).metadata());
    Run run = Run.with("check", "--model", model, "--csv", iris());
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.last()).isEqualTo("the gradient is not shown to be right");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "evaluate", "predict", "check"})
  void each_command_has_help(String command) {
    Run run = Run.with(command, "--help").succeeds();
    assertThat(run.out.get(0)).startsWith("Usage: Grad4j " + command);
    assertThat(String.join("\n", run.out)).contains("--csv", "--idx", "--help");
    Run all = Run.with("--help").succeeds();
    assertThat(String.join("\n", all.out)).contains(command);
  }

  @Test
  void without_a_command_the_usage_is_shown() {
    Run run = Run.with();
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(String.join("\n", run.err)).contains("Usage: Grad4j", "train", "predict");
  }

  @Test
  void a_bad_source_is_one_clear_line() throws IOException {
    Path none = folder.resolve("none.csv");
    Path out = folder.resolve("model");
    Run.with("train", "--csv", none, "--label=species", "--out", out)
        .isRefused(none.toString(), "expected a file, found nothing");
    Run.with("train", "--csv", folder, "--label=species", "--out", out)
        .isRefused(folder.toString(), "found a folder");
    Run.with("train", "--csv", iris(), "--label=kind", "--out", out)
        .isRefused("iris.csv: expected one column 'kind'", "'petal_width', 'species'");
    Run.with("train", "--idx", none, "--out", out).isRefused("none.csv: expected a folder");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_folder_that_cannot_be_is_one_clear_line() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Path out : List.of(file, file.resolve("model"))) {
      Run.with("train", "--csv", iris(), "--label=species", "--out", out)
          .isRefused(out + ": no folder can be made here");
    }
  }

  @Test
  void a_missing_or_damaged_model_is_one_clear_line() throws IOException {
    Run.with("evaluate", "--model", folder, "--csv", iris())
        .isRefused(folder + ": expected model.safetensors");
    Path model = trained("--epochs=1");
    Path file = model.resolve("model.safetensors");
    SafeTensors.write(file, List.of(Variable.of("v", new double[1], Shape.of(1))));
    Run.with("predict", "--model", model, "--csv", iris()).isRefused("no tensor w1");
    Files.writeString(file, "no model");
    Run.with("check", "--model", model, "--csv", iris()).isRefused(file.toString());
  }

  @Test
  void data_that_do_not_fit_the_model_are_told_with_both_widths() throws IOException {
    Path ofIrises = trained("--epochs=1");
    Path ofImages = folder.resolve("images");
    Run.with("train", "--idx", images(), "--out", ofImages, "--epochs=1").succeeds();
    Run.with("predict", "--model", ofImages, "--csv", iris(), "--label=species")
        .isRefused("takes 16 features", "has 4");
    Run.with("evaluate", "--model", ofIrises, "--idx", images())
        .isRefused("a label in [0, 3)", "found 3");
    Path narrow = Files.writeString(folder.resolve("narrow.csv"), "petal_width,species\n1,setosa");
    Run.with("evaluate", "--model", ofIrises, "--csv", narrow)
        .isRefused("expected one column 'sepal_length'", "'petal_width', 'species'");
    Path other = folder.resolve("other.csv");
    Files.writeString(other, Files.readString(iris()).replaceFirst("setosa", "rosa"));
    Run.with("evaluate", "--model", ofIrises, "--csv", other)
        .isRefused("expected one of the 3 classes given, found 'rosa'");
  }

  @Test
  void data_beyond_all_numbers_are_not_blamed_on_the_steps() throws IOException {
    Path huge = folder.resolve("huge.csv");
    Files.writeString(huge, "x,kind\n" + "1e308,a\n-1e308,b\n".repeat(10));
    Run run = Run.with("train", "--csv", huge, "--label=kind", "--out", folder.resolve("out"));
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err).isNotEmpty().noneMatch(line -> line.contains("--learning-rate"));
  }

  @Test
  void too_long_steps_end_with_an_advice() throws IOException {
    Run run =
        Run.with(
            "train", "--csv", iris(), "--label=species", "--learning-rate=1e308", "--out", folder);
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err.get(run.err.size() - 1)).contains("--learning-rate");
    assertThat(names(folder)).as("the next is not refused").containsExactly("iris.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--epochs=0",
        "--patience=0",
        "--batch=0",
        "--hidden=0",
        "--hidden=8,-1",
        "--held-out=1",
        "--learning-rate=NaN",
        "--l2=-1",
        "--l2=NaN",
        "--optimizer=sgd",
        "--dataset=cifar",
        "--idx=there"
      })
  void a_bad_option_is_told_with_the_usage(String option) throws IOException {
    Run run = Run.with("train", "--csv", iris(), "--label=species", "--out", folder, option);
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err.get(0)).contains(option.substring(0, option.indexOf('=')));
    assertThat(run.err.get(1)).startsWith("Usage: Grad4j train");
  }

  private Run train(Object... options) throws IOException {
    return Run.with(training(options));
  }

  private Object[] training(Object... options) throws IOException {
    List<Object> args = new ArrayList<>(List.of("train", "--csv", iris(), "--label=species"));
    args.addAll(List.of(options));
    return args.toArray();
  }

  /** Leaves a training of two epochs that was interrupted after the first. */
  private void interrupted(Path model) throws IOException {
    Run run = Run.interruptedAfter(1, training("--epochs=2", "--out", model));
    assertThat(run.exitCode).isEqualTo(130);
  }

  /** The loss and the gap that stand in {@code loss 0.24, within 3.1E-7 of the optimum}. */
  private static double[] certificate(Run run) {
    String line =
        run.succeeds().out.stream()
            .filter(told -> told.endsWith(" of the optimum"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no certificate in " + run.out));
    Matcher numbers = CERTIFICATE.matcher(line);
    assertThat(numbers.matches()).as(line).isTrue();
    return new double[] {
      Double.parseDouble(numbers.group(1)), Double.parseDouble(numbers.group(2))
    };
  }

  /**
   * What a search finds is what scikit-learn finds, and within what the steps are certified for.
   */
  @Test
  void with_a_penalty_it_is_told_how_far_the_optimum_is() throws IOException {
    Path model = folder.resolve("model");
    Run steps = train("--l2=0.01", "--epochs=30", "--out", model);
    assertThat(steps.out.get(1)).contains(", L2 penalty 0.01, ");
    assertThat(steps.out)
        .filteredOn(line -> line.startsWith("epoch"))
        .hasSize(30)
        .allMatch(line -> line.matches(".*  gap \\d\\.\\de-\\d\\d"));
    double[] descended = certificate(steps);
    Path searched = folder.resolve("searched");
    for (String search : List.of("lbfgs", "newton-cg")) {
      Run run = train("--l2=0.01", "--optimizer=" + search, "--out", searched);
      assertThat(run.out.get(1)).startsWith("softmax regression, " + search + " on all examples");
      assertThat(run.out.get(2)).startsWith("converged after ");
      double[] least = certificate(run);
      assertThat(least[1]).isLessThan(1e-8);
      assertThat(least[0])
          .isCloseTo(LEAST, within(PRINTED))
          .isBetween(descended[0] - descended[1], descended[0]);
      assertThat(run.percent()).isGreaterThanOrEqualTo(ENOUGH);
    }
    assertThat(names(searched)).containsExactly("confusion-matrix.png", "model.safetensors");
    Run.with("evaluate", "--model", searched, "--csv", iris()).succeeds();
  }

  @Test
  void a_search_leaves_no_curve_of_another_model() throws IOException {
    Path model = trained("--epochs=1");
    assertThat(names(model)).contains("learning-curve.png");
    trained("--optimizer=newton-cg", "--l2=0.01");
    assertThat(names(model)).containsExactly("confusion-matrix.png", "model.safetensors");
  }

  @Test
  void without_a_penalty_separable_examples_have_no_optimum() throws IOException {
    String none = "no finite optimum exists";
    Path model = folder.resolve("model");
    Run separable = Run.with("train", "--idx", images(), "--out", model, "--epochs=1").succeeds();
    assertThat(separable.out).filteredOn(line -> line.startsWith(none)).hasSize(1);
    // The same features in both classes.
    Path tied = folder.resolve("tied.csv");
    Files.writeString(tied, "x,kind\n" + "1,a\n2,b\n1,b\n2,a\n".repeat(10));
    Run run = Run.with("train", "--csv", tied, "--label=kind", "--out", model, "--epochs=1");
    assertThat(run.succeeds().out).noneMatch(line -> line.contains("optimum"));
  }

  @Test
  void a_penalty_keeps_a_perceptron_small_and_certifies_nothing() throws IOException {
    List<Double> norms = new ArrayList<>();
    for (String strength : List.of("--l2=0", "--l2=0.1")) {
      Path model = folder.resolve("model");
      Run run = train(strength, "--hidden=4", "--epochs=20", "--out", model).succeeds();
      assertThat(run.out).noneMatch(line -> line.contains("optimum") || line.contains("gap"));
      norms.add(
          TrainedModel.load(model).net().weights().stream()
              .mapToDouble(w -> w.value().norm2Number().doubleValue())
              .sum());
    }
    assertThat(norms.get(1)).isLessThan(0.8 * norms.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--hidden=4", "--epochs=5", "--patience=2", "--batch=8", "--resume"})
  void what_a_search_does_not_know_is_refused(String option) throws IOException {
    Run run = train("--optimizer=LBFGS", option, "--out", folder.resolve("model"));
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err.get(0)).contains(option.replaceAll("=.*", ""), "--optimizer");
    assertThat(run.err.get(1)).startsWith("Usage: Grad4j train");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist", "Fashion-MNIST"})
  void named_images_in_the_cache_are_learned(String name) throws IOException {
    Path cached =
        Files.createDirectories(folder.resolve("cache").resolve(name.toLowerCase(Locale.ROOT)));
    try (Stream<Path> files = Files.list(images())) {
      for (Path file : files.toList()) {
        Files.move(file, cached.resolve(file.getFileName() + ".gz"));
      }
    }
    Path model = folder.resolve("model");
    String[] source = {"--dataset=" + name, "--cache=" + folder.resolve("cache")};
    Run run = Run.with("train", source[0], source[1], "--out", model, "--learning-rate=0.05");
    assertThat(run.succeeds().out.get(0))
        .isEqualTo("32 examples to learn from and 8 held out, 16 features, 4 classes");
    assertThat(picture(model.resolve("weights.png"))).isNotNull();
    Run test = Run.with("evaluate", "--model", model, source[0], source[1]).succeeds();
    assertThat(test.last()).endsWith(" % of 40");
  }

  @Test
  void named_images_that_cannot_be_downloaded_are_one_clear_line() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String mirror = "http://127.0.0.1:" + closed;
    Run.with("train", "--dataset=fashion-mnist", "--mirror=" + mirror, "--cache=" + folder)
        .isRefused(mirror + "/train-images-idx3-ubyte.gz: cannot be reached", "a network?");
    Run both = train("--dataset=mnist");
    assertThat(both.err.get(0)).isEqualTo("give examples: one of --csv, --idx and --dataset");
  }

  /** The command in a process of its own, with the flags of this one. */
  private static List<String> command(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Grad4j.class.getName()));
    command.addAll(options);
    return command;
  }

  /** A process whose command has told of its ninth epoch. */
  private static Process afterNineEpochs(Path output, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Where no terminal is known, there is no bar.
    builder.environment().put("TERM", "xterm");
    builder.environment().remove("NO_COLOR");
    Process process = builder.redirectOutput(output.toFile()).start();
    while (!Files.readString(output).contains("epoch   9 ")) {
      assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
      Thread.sleep(1);
    }
    return process;
  }

  /** So many epochs that they take seconds. */
  private List<String> slow(Path model) throws IOException {
    return Stream.of(
            "train",
            "--csv=" + iris(),
            "--label=species",
            "--hidden=5",
            "--epochs=400",
            "--patience=400",
            "--out=" + model)
        .toList();
  }

  private void goesOnAsIfItHadNeverEnded(Path model, List<String> options) throws IOException {
    Path whole = folder.resolve("whole");
    Run.with(slow(whole).toArray()).succeeds();
    Run resumed = Run.with(Stream.concat(options.stream(), Stream.of("--resume")).toArray());
    assertThat(resumed.succeeds().out)
        .filteredOn(line -> line.startsWith("epoch"))
        // Of the ninth the line may have been told, and the checkpoint not yet written.
        .hasSizeBetween(1, 392);
    for (String name : names(whole)) {
      assertThat(model.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
  }

  @Test
  @Timeout(120)
  void a_killed_training_is_resumed_byte_for_byte() throws Exception {
    Path model = folder.resolve("model");
    Process process = afterNineEpochs(folder.resolve("output.txt"), command(slow(model)));
    process.destroyForcibly();
    assertThat(process.waitFor()).isNotZero();
    assertThat(model.resolve("model.safetensors")).doesNotExist();
    goesOnAsIfItHadNeverEnded(model, slow(model));
  }

  /** A signal to end, as Ctrl-C is one. */
  @Test
  @Timeout(120)
  void an_interrupted_training_leaves_a_model_and_is_resumed_byte_for_byte() throws Exception {
    Path model = folder.resolve("model");
    Path output = folder.resolve("output.txt");
    Process process = afterNineEpochs(output, command(slow(model)));
    process.destroy();
    assertThat(process.waitFor()).isNotZero();
    assertThat(Files.readAllLines(output))
        .last()
        .asString()
        .startsWith("interrupted; " + model + " has the model")
        .contains("--resume");
    Run.with("evaluate", "--model", model, "--csv", iris()).succeeds();
    goesOnAsIfItHadNeverEnded(model, slow(model));
  }

  /** What reads the keyboard must leave Ctrl-C to the JVM. */
  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(120)
  void ctrl_c_on_a_terminal_interrupts_it() throws Exception {
    Path model = folder.resolve("model");
    Path output = folder.resolve("output.txt");
    String line =
        command(slow(model)).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "exec ", ""));
    Process process = afterNineEpochs(output, List.of("script", "-qefc", line, "/dev/null"));
    try (OutputStream keyboard = process.getOutputStream()) {
      keyboard.write(CTRL_C);
      keyboard.flush();
      assertThat(process.waitFor()).isEqualTo(130);
    }
    assertThat(Files.readString(output))
        .as("a bar, and what is told at the end")
        .contains("learning ", "interrupted; " + model + " has the model");
    Run.with("evaluate", "--model", model, "--csv", iris()).succeeds();
  }

  /** It ends as if there had been no signal: nobody has to train a finished model again. */
  @Test
  @Timeout(120)
  void a_signal_after_the_last_epoch_ends_nothing_before_all_is_written() throws Exception {
    Path model = folder.resolve("model");
    Path output = folder.resolve("output.txt");
    List<String> options =
        slow(model).stream().map(o -> o.replace("--epochs=400", "--epochs=9")).toList();
    Process process = afterNineEpochs(output, command(options));
    process.destroy();
    process.waitFor();
    assertThat(Files.readAllLines(output)).last().asString().startsWith("validation accuracy: ");
    assertThat(names(model))
        .containsExactly("confusion-matrix.png", "learning-curve.png", "model.safetensors");
  }

  @Test
  void an_interruption_after_the_last_epoch_changes_nothing() throws IOException {
    Path model = folder.resolve("model");
    Run run = Run.interruptedAfter(2, training("--epochs=2", "--out", model)).succeeds();
    assertThat(run.last()).startsWith("validation accuracy: ");
    Path other = folder.resolve("other");
    train("--epochs=2", "--out", other).succeeds();
    for (String name : names(other)) {
      assertThat(model.resolve(name)).hasSameBinaryContentAs(other.resolve(name));
    }
  }

  @Test
  void an_interrupted_thread_ends_it_with_the_code_of_ctrl_c() throws IOException {
    Path model = folder.resolve("model");
    Run.with("train", "--idx", images(), "--out", model, "--epochs=1", "--seed=1").succeeds();
    assertThat(names(model)).hasSize(4);
    Run run = Run.interruptedAfter(2, "train", "--idx", images(), "--out", model);
    assertThat(run.exitCode).isEqualTo(130);
    assertThat(run.last()).startsWith("interrupted; " + model + " has the model as it is now");
    assertThat(names(model))
        .as("no picture of the model that was here before")
        .containsExactly("checkpoint.safetensors", "model.safetensors");
    Run.with("evaluate", "--model", model, "--idx", images()).succeeds();
  }

  @ParameterizedTest
  @ValueSource(strings = {"adam", "newton-cg"})
  void an_interrupted_training_is_not_lost_by_another(String optimizer) throws IOException {
    Path model = folder.resolve("model");
    interrupted(model);
    Path checkpoint = model.resolve("checkpoint.safetensors");
    byte[] before = Files.readAllBytes(checkpoint);
    train("--optimizer=" + optimizer, "--out", model)
        .isRefused(checkpoint + ": a training that was interrupted", "--resume", "another --out");
    assertThat(checkpoint).hasBinaryContent(before);
    train("--epochs=2", "--resume", "--out", model).succeeds();
    assertThat(names(model))
        .as("nothing to go on with")
        .containsExactly("confusion-matrix.png", "learning-curve.png", "model.safetensors");
    train("--optimizer=" + optimizer, "--out", model).succeeds();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--seed=43, seed 43",
        "--hidden=3, perceptron with 3 hidden units",
        "--l2=0.1, L2 penalty 0.1",
        "--batch=16, batches of 16",
        "--learning-rate=0.1, learning rate 0.1",
        "--held-out=0.4, of 90 examples",
        "--epochs=5, 5 epochs"
      })
  void a_checkpoint_of_another_training_is_one_clear_line(String change) throws IOException {
    Path model = folder.resolve("model");
    interrupted(model);
    String[] parts = change.split(", ", -1);
    Run run = train(parts[0], "--resume", "--out", model);
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err)
        .hasSize(1)
        .first()
        .asString()
        .contains("checkpoint.safetensors is of softmax regression, batches of 32", parts[1])
        .containsPattern("2 epochs of 120 examples, data [0-9a-f]{12} and here it is");
  }

  @Test
  void other_examples_are_not_gone_on_with() throws IOException {
    Path model = folder.resolve("model");
    interrupted(model);
    Path edited = folder.resolve("edited.csv");
    Files.writeString(edited, Files.readString(iris()).replaceFirst("5.1", "5.2"));
    Run run =
        Run.with(
            "train", "--csv", edited, "--label=species", "--epochs=2", "--resume", "--out", model);
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err)
        .hasSize(1)
        .first()
        .asString()
        .containsPattern("data ([0-9a-f]{12}) and here it is .*, data (?!\\1)[0-9a-f]{12};");
  }

  @Test
  void no_more_classes_are_told_than_there_are() throws IOException {
    Path model = trained("--epochs=1");
    Run run = Run.with("predict", "--model", model, "--csv", iris(), "--top=4");
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err.get(0)).isEqualTo("--top must be in 1 to 3, the classes");
  }
}
