package io.github.grad4j.benchmarks;

import static io.github.grad4j.benchmarks.Target.Sense.AT_LEAST;
import static io.github.grad4j.benchmarks.Target.Sense.AT_MOST;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What is to be reached, and where the figures for it are found. */
final class Targets {
  /** Ops held to more than not being slower, by how much, in the order of the table. */
  private static final Map<String, Double> OPS = ops();

  private Targets() {}

  private static Map<String, Double> ops() {
    Map<String, Double> ops = new LinkedHashMap<>();
    ops.put("sum0-1024x1024", 15.0);
    ops.put("sum1-1024x1024", 4.0);
    ops.put("sumAll-1024x1024", 4.0);
    ops.put("exp-1000000", 4.0);
    ops.put("log-1000000", 4.0);
    ops.put("softmax-1024x1000", 2.5);
    ops.put("softmax-128x32000", 2.0);
    ops.put("logSoftmax-1024x1000", 2.5);
    ops.put("logSoftmax-128x32000", 2.0);
    ops.put("crossEntropy-8192x10", 3.0);
    ops.put("crossEntropy-1024x1000", 3.0);
    return ops;
  }

  /** Whether an op is held to more than not being slower. */
  static boolean names(String op) {
    return OPS.containsKey(op);
  }

  static List<Target> all() {
    List<Target> all = new ArrayList<>();
    faster(all, "samediff-fit", new double[][] {{20, 20}, {8, 12}, {2.5, 4}, {2.5, 4}});
    faster(all, "nd4j-eager", new double[][] {{8, 8}, {3, 4}, {1.7, 2.5}, {1.5, 2.5}});
    double[][] natives = {{2.5, 3}, {1.4, 2}, {1.1, 1.5}, {1.2, 1.8}};
    faster(all, "tensorflow", natives);
    faster(all, "djl-pytorch", natives);
    floor(all, new double[][] {{4, 4}, {3.3, 2.5}, {3.3, 2.3}, {3, 2}});
    all.add(
        new Target(
            "heap bytes a step, over 100,000 steps",
            AT_MOST,
            1,
            1,
            results ->
                results.score("Growth", Map.of()).stream().mapToDouble(Score::bytes).findFirst()));
    // One byte that is kept in each step costs a malloc, which is 32: 3,125 KiB.
    all.add(
        new Target(
            "KiB by which the process grows in 100,000 steps",
            AT_MOST,
            1024,
            1024,
            results -> time(results, "Growth", Map.of())));
    all.add(
        new Target(
            "Adam over SGD, batch 128",
            AT_MOST,
            1.3,
            1.3,
            results ->
                ratio(
                    step(results, Contender.OURS, "128", Rule.ADAM),
                    step(results, Contender.OURS, "128", Rule.SGD))));
    for (String op : OpBenchmark.forward()) {
      double bound = OPS.getOrDefault(op, 1.0);
      all.add(op("forward", op, bound));
    }
    for (String op : OpBenchmark.gradients()) {
      all.add(op("gradient", op, 1));
    }
    chain(all);
    start(all);
    all.add(
        new Target(
            "MNIST, ten epochs with evaluation, s",
            AT_MOST,
            2,
            2,
            results -> time(results, "Mnist.seconds", Map.of())));
    return all;
  }

  private static void faster(List<Target> all, String peer, double[][] bounds) {
    for (int i = 0; i < bounds.length; i++) {
      String batch = Task.BATCHES.get(i);
      all.add(
          new Target(
              "step, batch " + batch + ": times faster than " + peer,
              AT_LEAST,
              bounds[i][0],
              bounds[i][1],
              results ->
                  ratio(
                      step(results, peer, batch, Rule.SGD),
                      step(results, Contender.OURS, batch, Rule.SGD))));
    }
  }

  private static void floor(List<Target> all, double[][] bounds) {
    for (int i = 0; i < bounds.length; i++) {
      String batch = Task.BATCHES.get(i);
      all.add(
          new Target(
              "step, batch " + batch + ": time over two reads of X",
              AT_MOST,
              bounds[i][0],
              bounds[i][1],
              results ->
                  ratio(step(results, Contender.OURS, batch, Rule.SGD), floor(results, batch))));
    }
  }

  /** The time of two reads of the batch, in the faster of the ways. */
  static OptionalDouble floor(Results results, String batch) {
    return Stream.of("readTwiceInJava", "readTwiceInBlas")
        .flatMapToDouble(
            way -> time(results, "FloorBenchmark." + way, Map.of("batch", batch)).stream())
        .min();
  }

  private static Target op(String direction, String op, double bound) {
    String what = "OpBenchmark." + direction;
    return new Target(
        (direction.equals("forward") ? "" : "gradient of ") + op + ": times faster than ND4J",
        AT_LEAST,
        bound,
        bound,
        results ->
            ratio(
                time(results, what, Map.of("op", op, "side", "nd4j")),
                time(results, what, Map.of("op", op, "side", "grad4j"))));
  }

  private static void chain(List<Target> all) {
    all.add(
        new Target(
            "1,000 scalar ops forward and backward: run, µs",
            AT_MOST,
            60,
            60,
            results -> time(results, "GraphBenchmark.runChain", Map.of())));
    all.add(
        new Target(
            "1,000 scalar ops: build, differentiate and plan, ms",
            AT_MOST,
            10,
            10,
            results -> {
              double sum = 0;
              for (String part : List.of("buildChain", "differentiateChain", "planChain")) {
                OptionalDouble time = time(results, "GraphBenchmark." + part, Map.of());
                if (time.isEmpty()) {
                  return time;
                }
                sum += time.getAsDouble() / 1000;
              }
              return OptionalDouble.of(sum);
            }));
  }

  private static void start(List<Target> all) {
    all.add(
        new Target(
            "fresh JVM to the first loss, over nd4j-eager's time",
            AT_MOST,
            1,
            1,
            results ->
                ratio(
                    time(results, "StartBenchmark.firstLoss", contender(Contender.OURS)),
                    time(results, "StartBenchmark.firstLoss", contender("nd4j-eager")))));
    all.add(
        new Target(
            "losses in the first second, over nd4j-eager's; the worst tenth so far",
            AT_LEAST,
            1,
            1,
            results -> {
              OptionalDouble worst = OptionalDouble.empty();
              for (int tenth = 1; tenth <= FirstSecond.TENTHS; tenth++) {
                OptionalDouble here =
                    ratio(
                        losses(results, Contender.OURS, tenth),
                        losses(results, "nd4j-eager", tenth));
                if (here.isPresent()) {
                  worst =
                      OptionalDouble.of(
                          Math.min(worst.orElse(here.getAsDouble()), here.getAsDouble()));
                }
              }
              return worst;
            }));
  }

  static OptionalDouble losses(Results results, String contender, int tenth) {
    return time(
        results, "FirstSecond", Map.of("contender", contender, "tenths", Integer.toString(tenth)));
  }

  private static Map<String, String> contender(String name) {
    return Map.of("contender", name);
  }

  /** A step's time. */
  static OptionalDouble step(Results results, String contender, String batch, Rule rule) {
    return time(
        results,
        "StepBenchmark.block",
        Map.of("contender", contender, "batch", batch, "rule", rule.name()));
  }

  /** The median of a figure, if it was taken. */
  static OptionalDouble time(Results results, String what, Map<String, String> parameters) {
    return results.score(what, parameters).stream().mapToDouble(Score::median).findFirst();
  }

  /** One figure over another, if both were taken. */
  static OptionalDouble ratio(OptionalDouble above, OptionalDouble below) {
    return above.isPresent() && below.isPresent()
        ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
        : OptionalDouble.empty();
  }
}
