package io.github.grad4j.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** What a program wrote to the standard output, line by line. */
record Printed(List<String> lines) {
  /** Half a unit of the last of the eight digits that the examples print. */
  static final double ROUNDING = 5e-8;

  private static final Pattern NUMBER =
      Pattern.compile("-?(NaN|Infinity|\\d+(\\.\\d+)?([eE][+-]?\\d+)?)");

  /** A program that may fail in any way. */
  @FunctionalInterface
  interface Program {
    void run() throws Exception;
  }

  /** Runs a program and keeps what it prints. */
  static Printed by(Program program) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (PrintStream kept = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(kept);
      program.run();
    } finally {
      System.setOut(before);
    }
    return new Printed(bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /** What stands behind a label that {@link Show} printed, in one line. */
  String text(String label) {
    String start = String.format("%-33s", label);
    int from = 0;
    while (from < lines.size() && !lines.get(from).startsWith(start)) {
      from++;
    }
    if (from == lines.size()) {
      throw new AssertionError("no line is labelled '" + label + "' in " + lines);
    }
    StringBuilder text = new StringBuilder(lines.get(from).substring(start.length()));
    for (int i = from + 1; i < lines.size() && lines.get(i).startsWith(" "); i++) {
      text.append(' ').append(lines.get(i).strip());
    }
    return text.toString();
  }

  /** The numbers that stand behind a label. */
  double[] numbers(String label) {
    DoubleStream.Builder numbers = DoubleStream.builder();
    Matcher matcher = NUMBER.matcher(text(label));
    while (matcher.find()) {
      numbers.add(Double.parseDouble(matcher.group()));
    }
    return numbers.build().toArray();
  }
}
