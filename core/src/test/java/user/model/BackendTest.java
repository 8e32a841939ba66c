package user.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BackendTest {
  /** The class path of the tests without the jars of ND4J's backend, Java part and natives. */
  private static String classPathWithoutBackend() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("nd4j-native-1"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void a_class_path_without_a_backend_names_the_artifact_to_add()
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                List.of(java, "-cp", classPathWithoutBackend(), WithoutBackend.class.getName()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    // The first use and every later one.
    assertThat(
            output.lines().filter(line -> line.startsWith("Constant.of: no ND4J backend")).toList())
        .as(output)
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("org.nd4j:nd4j-native:1.0.0-M2.1")
                    .containsPattern("the same with the classifier (linux|macosx|windows)-x86_64")
                    .contains("org.bytedeco:openblas")
                    .contains("io.github.grad4j:grad4j-bom")
                    .contains("at WithoutBackend.java:"));
  }
}
