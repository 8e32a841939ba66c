package io.github.grad4j.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A benchmark with its parameters, which one fork measures.
 *
 * @param type its class
 * @param method its method
 * @param parameters its parameters
 * @param perBlock how many steps one call of the method makes
 * @param rounds how often it is measured
 */
record Task(
    Class<?> type, String method, Map<String, String> parameters, int perBlock, int rounds) {
  static final List<String> BATCHES = List.of("32", "128", "1024", "8192");

  /** Contenders measured only when everything is. */
  private static final List<String> FULL_ONLY = List.of("grad4j-in-place", "samediff-loop");

  private static final int STEP_ROUNDS = 3;
  private static final int FLOOR_ROUNDS = 2;
  private static final int OP_ROUNDS = 3;
  private static final int START_ROUNDS = 3;

  private static int opRounds(Extent extent) {
    return extent == Extent.FULL ? OP_ROUNDS : 1;
  }

  /** How often its fork warms up: contenders differ most in how long they take to. */
  int warmups() {
    if (type == StartBenchmark.class) {
      return 0;
    }
    // Our SIMD loops take over after two seconds.
    return type == OpBenchmark.class
        ? 6
        : type == StepBenchmark.class || type == GraphBenchmark.class ? 5 : 2;
  }

  /** What results call it. */
  String what() {
    return type.getSimpleName() + "." + method;
  }

  /** All that is to be measured; contenders for the same thing stand side by side. */
  static List<Task> all(Extent extent) {
    List<Task> tasks = new ArrayList<>();
    for (String batch : BATCHES) {
      Map<String, String> size = Map.of("batch", batch);
      for (String floor : List.of("readTwiceInJava", "readTwiceInBlas", "products")) {
        tasks.add(new Task(FloorBenchmark.class, floor, size, 1, FLOOR_ROUNDS));
      }
      for (Rule rule : Rule.values()) {
        if (extent == Extent.FULL || rule == Rule.SGD || batch.equals("128")) {
          steps(extent, batch, rule, tasks);
        }
      }
      for (String feed : List.of("contiguous", "shuffled", "inPlace")) {
        if (extent == Extent.FULL || !feed.equals("inPlace")) {
          tasks.add(new Task(FeedBenchmark.class, feed, size, 1, 1));
        }
      }
    }
    ops(extent, tasks);
    for (String graph :
        List.of(
            "buildChain",
            "differentiateChain",
            "planChain",
            "runChain",
            "runDeepNetwork",
            "runHessianVectorProduct")) {
      tasks.add(new Task(GraphBenchmark.class, graph, Map.of(), 1, opRounds(extent)));
    }
    for (String contender : List.of("grad4j", "nd4j-eager", "nd4j-blas")) {
      tasks.add(
          new Task(
              StartBenchmark.class, "firstLoss", Map.of("contender", contender), 1, START_ROUNDS));
    }
    return tasks;
  }

  private static void steps(Extent extent, String batch, Rule rule, List<Task> tasks) {
    for (Contender contender : Contender.all()) {
      if (extent == Extent.FULL || !FULL_ONLY.contains(contender.name())) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("contender", contender.name());
        parameters.put("batch", batch);
        parameters.put("rule", rule.name());
        tasks.add(
            new Task(
                StepBenchmark.class,
                "block",
                parameters,
                new Problem(Integer.parseInt(batch), rule).stepsPerBlock(),
                STEP_ROUNDS));
      }
    }
  }

  private static void ops(Extent extent, List<Task> tasks) {
    for (String op : OpBenchmark.forward()) {
      if (extent == Extent.FULL || Targets.names(op)) {
        sides(extent, "forward", op, tasks);
      }
    }
    if (extent == Extent.FULL) {
      for (String op : OpBenchmark.gradients()) {
        sides(extent, "gradient", op, tasks);
      }
    }
  }

  private static void sides(Extent extent, String method, String op, List<Task> tasks) {
    for (String side : Arrays.asList("grad4j", "nd4j")) {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("op", op);
      parameters.put("side", side);
      tasks.add(new Task(OpBenchmark.class, method, parameters, 1, opRounds(extent)));
    }
  }
}
