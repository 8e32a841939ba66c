package io.github.grad4j.core;

import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/** The ND4J backend on the class path: there is one, and it computes on the CPU. */
final class Backend {
  /** What is wrong with the backend, found out once. */
  private static final Optional<String> PROBLEM = find();

  private Backend() {}

  /**
   * Makes sure that there is a backend.
   *
   * @throws BackendException if there is none, or not one for CPUs
   */
  static void require() {
    if (PROBLEM.isPresent()) {
      throw new BackendException(PROBLEM.get());
    }
  }

  private static Optional<String> find() {
    try {
      String name = Nd4j.getBackend().getClass().getSimpleName();
      return name.equals("CpuBackend")
          ? Optional.empty()
          : Optional.of(
              "the ND4J backend on the class path is "
                  + name
                  + ", but only CPU backends are supported; replace it by "
                  + artifacts());
    } catch (ExceptionInInitializerError | NoClassDefFoundError | UnsatisfiedLinkError e) {
      // ND4J reports a missing backend from its static initializer, wrapped several times.
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return Optional.of(
          "no ND4J backend could be loaded ("
              + cause.getMessage()
              + "); add to the class path "
              + artifacts());
    }
  }

  private static String artifacts() {
    return "org.nd4j:nd4j-native:1.0.0-M2.1, the same with the classifier "
        + platform()
        + ", and with that classifier org.bytedeco:openblas and org.bytedeco:javacpp in the"
        + " versions of io.github.grad4j:grad4j-bom";
  }

  /** The classifier of this machine's natives, in JavaCPP's words. */
  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String name = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macosx" : "linux";
    return name + "-x86_64";
  }
}
