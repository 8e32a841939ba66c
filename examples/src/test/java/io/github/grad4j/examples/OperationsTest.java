package io.github.grad4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of all operations is what the sources tell now. */
class OperationsTest {
  @Test
  void the_page_is_not_stale() throws Exception {
    Path fresh = Page.ROOT.resolve("examples/target/operations.md");
    Files.writeString(fresh, Operations.page());
    assertThat(Operations.PATH)
        .as("docs/guide/operations.md; './mvnw -q -Psite' or a copy of %s makes it new", fresh)
        .content(UTF_8)
        .isEqualTo(Files.readString(fresh));
  }
}
