package io.github.grad4j.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.bytedeco.openblas.global.openblas_full;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where figures come from.
 *
 * @param date of the measurement, UTC
 * @param cpu the model, as the system names it
 * @param cores how many the JVM sees
 * @param memory of the machine, in GiB
 * @param system its name and version
 * @param jdk its version and maker
 * @param vector whether the JVM has the module {@code jdk.incubator.vector}
 * @param threads how many native threads were allowed
 * @param openBlas the version and what it was built for
 * @param core the CPU whose kernels OpenBLAS chose
 */
record Facts(
    String date,
    String cpu,
    int cores,
    long memory,
    String system,
    String jdk,
    boolean vector,
    int threads,
    String openBlas,
    String core) {
  /** Of this JVM. */
  static Facts here() {
    // ND4J sets the number of OpenBLAS's threads.
    Nd4j.zeros(1);
    return new Facts(
        LocalDate.now(ZoneOffset.UTC).toString(),
        first("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        Math.round(number(first("/proc/meminfo", "MemTotal")) / (1 << 20)),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        openblas_full.openblas_get_num_threads(),
        openblas_full.openblas_get_config().getString(StandardCharsets.US_ASCII),
        openblas_full.openblas_get_corename().getString(StandardCharsets.US_ASCII));
  }

  /** The feature release: 17 for 17.0.15. */
  int release() {
    return Integer.parseInt(jdk.split("\\D", 2)[0]);
  }

  private static double number(String text) {
    String digits = text.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Double.parseDouble(digits);
  }

  /** The first line of a system file with a key; only Linux has such files. */
  private static String first(String file, String key) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      return lines.stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
