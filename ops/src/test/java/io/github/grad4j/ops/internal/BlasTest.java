package io.github.grad4j.ops.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BlasTest {
  @Test
  void one_version_or_none_known_is_right() {
    assertThat(Blas.problem(Set.of("0.3.31-1.5.13"))).isEmpty();
    assertThat(Blas.problem(Set.of())).isEmpty();
  }

  @Test
  void two_versions_are_told_with_the_remedy() {
    assertThat(Blas.problem(new TreeSet<>(Set.of("0.3.31-1.5.13", "0.3.19-1.5.7"))))
        .contains(
            "the Java part and the natives of org.bytedeco:openblas must have one version, but the"
                + " class path has [0.3.19-1.5.7, 0.3.31-1.5.13]; let io.github.grad4j:grad4j-bom"
                + " manage both");
  }
}
