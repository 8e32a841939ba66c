package io.github.grad4j.autograd.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private Path old() throws IOException {
    return Files.writeString(folder.resolve("file"), "old");
  }

  @Test
  void it_replaces_the_old_file() throws IOException {
    Path file = old();
    AtomicFile.write(file, out -> out.write(NEW));
    assertThat(file).hasContent("new");
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  @Test
  void an_exception_leaves_the_old_file_and_nothing_else() throws IOException {
    Path file = old();
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(NEW);
                      out.flush();
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      throw new IllegalStateException("mistake");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  @Test
  void a_thread_that_is_interrupted_writes_and_reads_all_the_same() throws IOException {
    Path file = old();
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(
          file,
          out -> {
            out.write(NEW);
            out.close();
          });
      try (Source source = Source.open(file)) {
        assertThat(source.read(NEW.length)).isEqualTo(NEW);
      }
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(file).hasContent("new");
  }

  @Test
  void a_process_that_is_killed_while_it_writes_leaves_the_old_file()
      throws IOException, InterruptedException {
    Path file = old();
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    HaltedWrite.class.getName(),
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(HaltedWrite.STATUS);
    assertThat(file).hasContent("old");
    // It came so far that its own bytes were on the disk.
    List<Path> others;
    try (var paths = Files.list(folder)) {
      others = paths.filter(path -> !path.equals(file)).toList();
    }
    assertThat(others)
        .singleElement()
        .satisfies(path -> assertThat(path).hasSize(HaltedWrite.BYTES));
    AtomicFile.write(file, out -> out.write(NEW));
    assertThat(file).hasContent("new");
  }

  @Test
  void it_is_readable_for_those_for_whom_any_new_file_is() throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> usual =
        Files.getPosixFilePermissions(Files.createFile(folder.resolve("usual")));
    Path file = folder.resolve("file");
    AtomicFile.write(file, out -> out.write(NEW));
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(usual);
  }

  @Test
  void a_file_in_the_working_folder_needs_no_folder_in_its_name() throws IOException {
    Path file = Path.of("AtomicFileTest.tmp");
    try {
      AtomicFile.write(file, out -> out.write(NEW));
      assertThat(file).hasContent("new");
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
