package io.github.grad4j.benchmarks;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All figures of one run: one JDK, one number of threads.
 *
 * @param facts where they come from
 * @param scores the figures
 */
record Results(Facts facts, List<Score> scores) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Results kept in a folder, by file name. */
  static List<Results> readAll(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Results> all = new ArrayList<>();
      for (Path file : files.filter(file -> file.toString().endsWith(".json")).sorted().toList()) {
        all.add(JSON.readValue(file.toFile(), Results.class));
      }
      return all;
    }
  }

  /** These, and of those kept before what was not measured again. */
  Results withOlder(Path folder) throws IOException {
    List<Score> merged = new ArrayList<>(scores);
    for (Results older : readAll(folder)) {
      if (older.file().equals(file())) {
        older.scores.stream()
            .filter(score -> scores.stream().noneMatch(score::sameAs))
            .forEach(merged::add);
      }
    }
    return new Results(facts, merged);
  }

  private String file() {
    return "jdk" + facts.release() + "-threads" + facts.threads() + ".json";
  }

  /** Keeps them, in place of older ones with the same JDK release and number of threads. */
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(file());
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(new DefaultPrettyPrinter.FixedSpaceIndenter());
    printer.indentObjectsWith(new DefaultIndenter(" ", "\n"));
    Files.writeString(file, JSON.writer(printer).writeValueAsString(this) + "\n");
    return file;
  }

  /** A figure, if it was taken. */
  Optional<Score> score(String what, Map<String, String> parameters) {
    return scores.stream().filter(score -> score.is(what, parameters)).findFirst();
  }
}
