package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the site, without the libraries and the Javadoc that its command adds. */
class SiteTest {
  @TempDir private Path folder;

  @Test
  void every_link_leads_somewhere() throws Exception {
    Site site = new Site(folder);
    site.writePages();
    assertThat(site.brokenLinks())
        .filteredOn(link -> !link.matches(".*(assets/(katex|mermaid)|javadoc)/.*"))
        .isEmpty();
  }
}
