package io.github.grad4j.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures on the JDK and with the threads that it was started with, and writes the results.
 *
 * <p>JMH runs one benchmark after the other. What other programs do to the machine meanwhile would
 * hit one contender and spare the next: so each round takes every contender once, in a short fork
 * of its own, odd rounds in reverse order, and the median over the rounds counts.
 */
final class Rounds {
  private static final TimeValue WARMUP = TimeValue.milliseconds(500);
  private static final TimeValue MEASUREMENT = TimeValue.milliseconds(200);
  private static final int MEASUREMENTS = 5;
  private static final int GROWTH_ROUNDS = 1;
  private static final int START_ROUNDS = 3;

  private final Extent extent;
  private final Pattern only;
  private final Map<Task, List<Double>> medians = new LinkedHashMap<>();
  private final Map<Task, Double> bytes = new LinkedHashMap<>();

  private Rounds(Extent extent, Pattern only) {
    this.extent = extent;
    this.only = only;
  }

  /**
   * Measures.
   *
   * @param args the extent, a regular expression of what to measure, the folder for the results,
   *     and the one with MNIST if there is one
   * @throws IOException if they cannot be written
   * @throws RunnerException if a benchmark fails: a contender has a wrong loss, say
   */
  public static void main(String[] args) throws IOException, RunnerException {
    new Rounds(Extent.valueOf(args[0]), Pattern.compile(args[1]))
        .measure(Path.of(args[2]), Arrays.asList(args).subList(3, args.length));
  }

  private void measure(Path folder, List<String> mnist) throws IOException, RunnerException {
    Facts facts = Facts.here();
    System.out.println(facts);
    List<Task> tasks =
        Task.all(extent).stream().filter(task -> only.matcher(named(task)).find()).toList();
    int rounds = tasks.stream().mapToInt(Task::rounds).max().orElse(0);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < tasks.size(); i++) {
        Task task = tasks.get(round % 2 == 0 ? i : tasks.size() - 1 - i);
        if (round < task.rounds()) {
          take(task, round);
        }
      }
    }
    List<Score> scores = new ArrayList<>();
    medians.forEach(
        (task, taken) ->
            scores.add(
                new Score(
                    task.what(),
                    task.parameters(),
                    task.type() == StartBenchmark.class ? "ms" : "us",
                    taken,
                    bytes.getOrDefault(task, Score.UNCOUNTED))));
    if (only.matcher("FirstSecond").find()) {
      firstSeconds(scores);
    }
    if (only.matcher("Growth").find()) {
      growth(scores);
    }
    if (!mnist.isEmpty() && only.matcher("Mnist").find()) {
      mnist(mnist, scores);
    }
    System.out.println(new Results(facts, scores).withOlder(folder).write(folder));
  }

  private static String named(Task task) {
    return task.what() + " " + String.join(" ", task.parameters().values());
  }

  private void take(Task task, int round) throws RunnerException {
    boolean start = task.type() == StartBenchmark.class;
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(Pattern.quote(task.type().getName() + "." + task.method()) + "$")
            .operationsPerInvocation(task.perBlock())
            .warmupForks(0)
            .forks(1)
            .warmupIterations(task.warmups())
            .warmupTime(WARMUP)
            .measurementIterations(start ? 1 : MEASUREMENTS)
            .measurementTime(MEASUREMENT)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    task.parameters().forEach((name, value) -> options.param(name, value));
    if (!start) {
      options.mode(Mode.AverageTime).addProfiler(GCProfiler.class);
    }
    RunResult result = new Runner(options.build()).runSingle();
    double median = result.getPrimaryResult().getStatistics().getPercentile(50);
    medians.computeIfAbsent(task, key -> new ArrayList<>()).add(median);
    if (!start) {
      double allocated =
          requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
      bytes.merge(task, allocated, Math::min);
    }
    System.out.printf(
        Locale.ROOT,
        "round %d  %-70s %12.2f %s%n",
        round + 1,
        named(task),
        median,
        start ? "ms" : "us");
  }

  /** How many losses there were by the end of each tenth of the first second. */
  private static void firstSeconds(List<Score> scores) {
    Map<Map<String, String>, List<Double>> counts = new LinkedHashMap<>();
    for (int round = 0; round < START_ROUNDS; round++) {
      for (String contender : Arrays.asList("grad4j", "nd4j-eager", "nd4j-blas")) {
        List<String> lines =
            Jvm.lines(Jvm.program(Jvm.home(), List.of(), FirstSecond.class, List.of(contender)));
        for (int tenth = 1; tenth < lines.size(); tenth++) {
          Map<String, String> key = new LinkedHashMap<>();
          key.put("contender", contender);
          key.put("tenths", Integer.toString(tenth));
          counts
              .computeIfAbsent(key, unused -> new ArrayList<>())
              .add(Double.valueOf(lines.get(tenth)));
        }
      }
    }
    counts.forEach(
        (key, taken) ->
            scores.add(new Score("FirstSecond", key, "losses", taken, Score.UNCOUNTED)));
  }

  private static void growth(List<Score> scores) {
    List<Double> grown = new ArrayList<>();
    double allocated = 0;
    for (int round = 0; round < GROWTH_ROUNDS; round++) {
      List<String> lines =
          Jvm.lines(
              Jvm.program(
                  Jvm.home(), List.of("-XX:+AlwaysPreTouch"), Growth.class, List.of("grad4j")));
      allocated = Double.parseDouble(lines.get(0));
      grown.add(Double.valueOf(lines.get(1)));
    }
    scores.add(new Score("Growth", Map.of("contender", "grad4j"), "KiB", grown, allocated));
  }

  private static void mnist(List<String> folder, List<Score> scores) {
    List<Double> seconds = new ArrayList<>();
    List<Double> accuracies = new ArrayList<>();
    for (int round = 0; round < START_ROUNDS; round++) {
      List<String> lines = Jvm.lines(Jvm.program(Jvm.home(), List.of(), Mnist.class, folder));
      seconds.add(Double.valueOf(lines.get(0)));
      accuracies.add(Double.valueOf(lines.get(1)));
    }
    scores.add(new Score("Mnist.seconds", Map.of(), "s", seconds, Score.UNCOUNTED));
    scores.add(new Score("Mnist.accuracy", Map.of(), "%", accuracies, Score.UNCOUNTED));
  }
}
