package io.github.grad4j.autograd.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedTensorsTest {
  @TempDir Path folder;

  private NamedTensors tensors;

  @BeforeEach
  void read() throws IOException {
    Path file = folder.resolve("net.safetensors");
    SafeTensors.write(file, Samples.all());
    tensors = SafeTensors.read(file);
  }

  @Test
  void variables_get_the_tensors_of_their_names() {
    Variable w = Variable.of("w", new float[6], Shape.of(2, 3));
    Variable b = Variable.of("b", new double[2], Shape.of(2));
    tensors.assignTo(List.of(b, w));
    assertThat(Samples.bits(w)).isEqualTo(Samples.bits(Samples.w()));
    assertThat(Samples.bits(b)).isEqualTo(Samples.bits(Samples.b()));
    tensors.assignTo(List.of());
  }

  @Test
  void one_that_does_not_fit_leaves_all_as_they_were() {
    Variable w = Variable.of("w", new float[6], Shape.of(2, 3));
    Variable b = Variable.of("b", new double[3], Shape.of(3));
    assertThatThrownBy(() -> tensors.assignTo(List.of(w, b)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("variable b has shape [3] but its tensor in ")
        .hasMessageContaining(
            "net.safetensors has shape [2]; build the model that was saved. No variable was"
                + " assigned");
    assertThat(Samples.bits(w)).containsOnly(0);
  }

  @Test
  void all_that_does_not_fit_is_told_at_once() {
    Variable w = Variable.of("w", new float[6], Shape.of(3, 2));
    Variable b = Variable.of("b", new float[2], Shape.of(2));
    Variable v = Variable.of("v", new float[2], Shape.of(2));
    assertThatThrownBy(() -> tensors.assignTo(List.of(w, b, v, v)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("breaks 4 rules")
        .hasMessageContaining("1. variable w has shape [3, 2] but its tensor in ")
        .hasMessageContaining("2. variable b holds FLOAT but its tensor in ")
        .hasMessageContaining(
            "net.safetensors DOUBLE; make the variable of that type, or cast constant(\"b\")")
        .hasMessageContaining("has no tensor v, its tensors are [n, b, e, w, m]")
        .hasMessageContaining("two variables are called v")
        .hasMessageEndingWith("No variable was assigned");
    assertThat(Samples.bits(w)).containsOnly(0);
  }

  @Test
  void a_variable_of_another_type_is_refused() {
    Variable b = Variable.of("b", new float[2], Shape.of(2));
    assertThatThrownBy(() -> tensors.assignTo(List.of(b))).isInstanceOf(TypeException.class);
  }

  @Test
  void a_name_that_is_not_there_is_told_with_those_that_are() {
    assertThatThrownBy(() -> tensors.constant("v"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("has no tensor v, its tensors are [n, b, e, w, m]");
    assertThatThrownBy(() -> tensors.type("v")).isInstanceOf(ArgumentException.class);
  }

  @Test
  void nothing_changes_what_was_read() {
    assertThatThrownBy(() -> tensors.names().remove("w"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> tensors.metadata().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void it_prints_the_file_and_its_tensors() {
    assertThat(tensors.toString().lines())
        .containsExactly(
            folder.resolve("net.safetensors").toString(),
            "  n LONG[]",
            "  b DOUBLE[2]",
            "  e FLOAT[0, 4]",
            "  w FLOAT[2, 3]",
            "  m BOOL[3]");
  }
}
