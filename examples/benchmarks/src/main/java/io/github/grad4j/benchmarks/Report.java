package io.github.grad4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes results as a page. */
final class Report {
  private static final String HEAD =
      """
      # Benchmarks

      Written by `Measure` from the results in [benchmarks](benchmarks); do not edit. In the project's folder:

      ```
      MVN="./mvnw -q -pl examples/benchmarks -am process-classes"
      $MVN -Dbench=Measure                                       # the core set, one thread
      $MVN -Dbench=Measure -Ppeers                               # with TensorFlow and PyTorch (250 MB)
      $MVN -Dbench=Measure -Ppeers -Dargs="--jdk FOLDER"         # on another JDK
      $MVN -Dbench=Measure -Ppeers -Dargs="--extent FULL --threads 1 --threads 2"
      $MVN -Dbench=Measure -Dargs="--only StepBenchmark.*128"    # a part; the rest of the file is kept
      $MVN -Dbench=Look                                          # our step alone, in half a minute
      $MVN -Dbench=Look -Dargs="ADAM nd4j-blas" -Dthreads=2      # another rule, contender, number of threads
      ```

      One file is kept for each JDK release and number of threads. Figures are medians over rounds; each round
      takes each contender once, in a JVM of its own, in alternating order. What is compared computes the same:
      every fork checks the loss after 100 steps against one worked out in double precision (within 1e-5), and
      every op's result against the other side's, before anything is timed.

      - **The step**: softmax regression, X [batch, 784] float, a fifth of it not zero, W [784, 10], b [10],
        one-hot labels, mean softmax cross entropy, gradients, update, loss read back. The batch lies in memory
        before the clock starts.
      - *grad4j*: a plan; *in-place* reads the batch in the caller's array instead of the plan's input.
      - *nd4j-eager*: ND4J as somebody writes it who knows it: ops that are given the array for their result.
      - *nd4j-blas*: the most that was found to be had of ND4J: BLAS calls wherever they can be, ops and their
        contexts made once, parameters and gradients in one vector each.
      - *samediff-fit*: `SameDiff.fit` on an iterator of the same batch; it does not hand out a loss in each step.
        *samediff-loop*: `calculateGradientsAndOutputs` and an update.
      - *tensorflow*: TensorFlow-Java, a graph and its session. *djl-pytorch*: DJL on PyTorch.
      - **Two reads of X**: the faster of a plain Java loop (column sums, eight rows at once, vectorized by C2) and
        OpenBLAS's `sasum`. **Products**: X·W and Xᵀ·D by OpenBLAS, and nothing else.
      """;

  private final List<Results> all;
  private final StringBuilder page = new StringBuilder(HEAD);

  private Report(List<Results> all) {
    this.all = all;
  }

  /** Writes the page: the newest JDK on one thread first. */
  static void write(Path file, List<Results> results) throws IOException {
    Report report =
        new Report(
            results.stream()
                .sorted(
                    Comparator.comparingInt((Results r) -> r.facts().threads())
                        .thenComparing(r -> -r.facts().release()))
                .toList());
    report.machine();
    report.targets();
    for (Results each : report.all) {
      report.details(each);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, report.page);
  }

  private void machine() {
    title("Where");
    row(
        "results",
        "date",
        "JDK",
        "vector module",
        "threads",
        "OpenBLAS",
        "its kernels for",
        "machine");
    rule(8);
    for (Results each : all) {
      Facts facts = each.facts();
      row(
          name(each),
          facts.date(),
          facts.jdk(),
          facts.vector() ? "yes" : "no",
          "" + facts.threads(),
          facts.openBlas().replaceFirst("OpenBLAS (\\S+).*", "$1"),
          facts.core(),
          facts.cpu()
              + ", "
              + facts.cores()
              + " cores, "
              + facts.memory()
              + " GiB, "
              + facts.system());
    }
  }

  private static String name(Results results) {
    Facts facts = results.facts();
    return "JDK "
        + facts.release()
        + ", "
        + facts.threads()
        + (facts.threads() == 1 ? " thread" : " threads");
  }

  private void targets() {
    List<Results> shown = all.stream().filter(each -> each.facts().threads() == 1).toList();
    if (shown.isEmpty()) {
      return;
    }
    title("Targets");
    line(
        "One thread. Met or not is judged on the first of the JDKs; in brackets, what was hoped for.");
    line("");
    List<String> head = new ArrayList<>(List.of("target", "wanted"));
    shown.forEach(each -> head.add("JDK " + each.facts().release()));
    head.add("met");
    row(head.toArray(new String[0]));
    rule(head.size());
    for (Target target : Targets.all()) {
      List<OptionalDouble> reached =
          shown.stream().map(each -> target.figure().apply(each)).toList();
      if (reached.stream().anyMatch(OptionalDouble::isPresent)) {
        List<String> cells = new ArrayList<>(List.of(target.name(), target.wanted()));
        reached.forEach(figure -> cells.add(cell(figure)));
        OptionalDouble first = reached.get(0);
        cells.add(first.isPresent() ? target.verdict(first.getAsDouble()) : "");
        row(cells.toArray(new String[0]));
      }
    }
  }

  private void details(Results results) {
    title(name(results));
    steps(results, Rule.SGD);
    steps(results, Rule.ADAM);
    feeding(results);
    ops(results, "forward", "Ops, µs");
    ops(results, "gradient", "Gradients of ops, µs");
    graph(results);
    start(results);
    growth(results);
  }

  private void steps(Results results, Rule rule) {
    Set<String> contenders =
        results.scores().stream()
            .filter(score -> score.is("StepBenchmark.block", Map.of("rule", rule.name())))
            .map(score -> score.parameters().get("contender"))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (contenders.isEmpty()) {
      return;
    }
    subtitle("Step with " + rule + ", µs: median (highest round), times ours");
    List<String> head = new ArrayList<>(List.of(""));
    Task.BATCHES.forEach(batch -> head.add("batch " + batch));
    head.add("heap bytes a step at 128");
    row(head.toArray(new String[0]));
    rule(head.size());
    for (String contender : contenders) {
      List<String> cells = new ArrayList<>(List.of(contender));
      for (String batch : Task.BATCHES) {
        OptionalDouble ours = Targets.step(results, Contender.OURS, batch, rule);
        cells.add(
            score(results, contender, batch, rule)
                .map(
                    score ->
                        withHighest(score)
                            + (contender.equals(Contender.OURS)
                                ? ""
                                : times(OptionalDouble.of(score.median()), ours)))
                .orElse(""));
      }
      cells.add(
          score(results, contender, "128", rule)
              .map(score -> Numbers.brief(score.bytes()))
              .orElse(""));
      row(cells.toArray(new String[0]));
    }
    List<String> reads = new ArrayList<>(List.of("two reads of X"));
    List<String> products = new ArrayList<>(List.of("products"));
    for (String batch : Task.BATCHES) {
      OptionalDouble ours = Targets.step(results, Contender.OURS, batch, rule);
      OptionalDouble floor = Targets.floor(results, batch);
      OptionalDouble blas =
          Targets.time(results, "FloorBenchmark.products", Map.of("batch", batch));
      reads.add(cell(floor) + times(floor, ours));
      products.add(cell(blas) + times(blas, ours));
    }
    reads.add("");
    products.add("");
    row(reads.toArray(new String[0]));
    row(products.toArray(new String[0]));
  }

  private static Optional<Score> score(Results results, String contender, String batch, Rule rule) {
    return results.score(
        "StepBenchmark.block", Map.of("contender", contender, "batch", batch, "rule", rule.name()));
  }

  private static String withHighest(Score score) {
    double highest = score.highest().orElse(score.median());
    return Numbers.brief(score.median()) + " (" + Numbers.brief(highest) + ")";
  }

  private static String times(OptionalDouble time, OptionalDouble ours) {
    OptionalDouble ratio = Targets.ratio(time, ours);
    return ratio.isPresent() ? ", " + Numbers.brief(ratio.getAsDouble()) + "×" : "";
  }

  private void feeding(Results results) {
    table(
        results,
        "FeedBenchmark",
        "Feeding a batch, µs",
        List.of("contiguous", "shuffled", "inPlace"),
        List.of("contiguous rows, copied", "shuffled rows, gathered", "read in place"));
  }

  private void table(
      Results results, String type, String title, List<String> methods, List<String> names) {
    if (results.score(type + "." + methods.get(0), Map.of()).isEmpty()) {
      return;
    }
    subtitle(title);
    List<String> head = new ArrayList<>(List.of(""));
    Task.BATCHES.forEach(batch -> head.add("batch " + batch));
    row(head.toArray(new String[0]));
    rule(head.size());
    for (int i = 0; i < methods.size(); i++) {
      List<String> cells = new ArrayList<>(List.of(names.get(i)));
      for (String batch : Task.BATCHES) {
        cells.add(cell(Targets.time(results, type + "." + methods.get(i), Map.of("batch", batch))));
      }
      row(cells.toArray(new String[0]));
    }
  }

  private void ops(Results results, String direction, String title) {
    String what = "OpBenchmark." + direction;
    if (results.score(what, Map.of()).isEmpty()) {
      return;
    }
    subtitle(title);
    row("", "grad4j", "nd4j", "times ours");
    rule(4);
    for (String op :
        direction.equals("forward") ? OpBenchmark.forward() : OpBenchmark.gradients()) {
      OptionalDouble ours = Targets.time(results, what, Map.of("op", op, "side", "grad4j"));
      OptionalDouble theirs = Targets.time(results, what, Map.of("op", op, "side", "nd4j"));
      if (ours.isPresent() || theirs.isPresent()) {
        row(op, cell(ours), cell(theirs), cell(Targets.ratio(theirs, ours)));
      }
    }
  }

  private void graph(Results results) {
    List<Score> scores =
        results.scores().stream().filter(s -> s.what().startsWith("GraphBenchmark.")).toList();
    if (scores.isEmpty()) {
      return;
    }
    subtitle("Graphs, µs");
    line(
        "*Chain*: 1,000 ops on one number, and its derivative. *Deep network*: a step of SGD, 20 layers of 64 tanh"
            + " units, batch 128. *Hessian-vector product*: softmax regression, batch 128.");
    line("");
    row("", "median (highest round)");
    rule(2);
    scores.forEach(score -> row(score.what().replace("GraphBenchmark.", ""), withHighest(score)));
  }

  private void start(Results results) {
    List<Score> starts =
        results.scores().stream().filter(s -> s.what().startsWith("StartBenchmark.")).toList();
    if (starts.isEmpty()) {
      return;
    }
    subtitle("A fresh JVM, batch " + FirstSecond.BATCH);
    List<String> head = new ArrayList<>(List.of("", "first loss, ms (highest)"));
    for (int tenth = 1; tenth <= FirstSecond.TENTHS; tenth++) {
      head.add("losses by 0." + tenth + " s");
    }
    head.set(head.size() - 1, "losses by 1 s");
    row(head.toArray(new String[0]));
    rule(head.size());
    for (Score each : starts) {
      String contender = each.parameters().getOrDefault("contender", "");
      List<String> cells = new ArrayList<>(List.of(contender, withHighest(each)));
      for (int tenth = 1; tenth <= FirstSecond.TENTHS; tenth++) {
        cells.add(cell(Targets.losses(results, contender, tenth)));
      }
      row(cells.toArray(new String[0]));
    }
  }

  private void growth(Results results) {
    results
        .score("Growth", Map.of())
        .ifPresent(
            score ->
                line(
                    "\n"
                        + Growth.STEPS
                        + " steps at batch 32 allocate "
                        + Numbers.brief(score.bytes())
                        + " heap bytes each, and the process grows by "
                        + Numbers.brief(score.median())
                        + " KiB."));
    results
        .score("Mnist.seconds", Map.of())
        .ifPresent(
            score ->
                line(
                    "\nMNIST, ten epochs at batch 128 with evaluation: "
                        + Numbers.brief(score.median())
                        + " s, test accuracy "
                        + cell(Targets.time(results, "Mnist.accuracy", Map.of()))
                        + " %."));
  }

  private static String cell(OptionalDouble figure) {
    return figure.isPresent() ? Numbers.brief(figure.getAsDouble()) : "";
  }

  private void title(String text) {
    line("\n## " + text + "\n");
  }

  private void subtitle(String text) {
    line("\n### " + text + "\n");
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void rule(int columns) {
    line("|" + "---|".repeat(columns));
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
