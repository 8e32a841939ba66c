package io.github.grad4j.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.autograd.files.SafeTensors;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final Position START = new Position(0, 0, OptionalLong.empty());
  private static final long SEED = 5;

  /** How often a process is killed in the middle of its work, and how long that may take. */
  private static final int KILLS = 3;

  private static final int MOST_MILLIS = 300;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("run.safetensors");
  }

  private static OptimizerState state(double w, double velocity) {
    return new OptimizerState(
        List.of(Variable.of("w", new double[] {w}, Shape.scalar())),
        List.of(Variable.of("w/velocity", new double[] {velocity}, Shape.scalar())));
  }

  /** Runs the training in a process of its own. */
  private JavaProcess start(Path file, int epochs, String end) throws IOException {
    return JavaProcess.start(
        folder.resolve("output.txt"),
        ResumedRun.class,
        file.toString(),
        Integer.toString(epochs),
        end);
  }

  private Path uninterrupted() throws IOException {
    Path whole = folder.resolve("whole.safetensors");
    ResumedRun.main(whole.toString(), "20", ResumedRun.RETURN);
    return whole;
  }

  @Test
  void twenty_epochs_are_ten_and_a_killed_process_and_ten_more_byte_for_byte()
      throws IOException, InterruptedException {
    start(file(), 10, ResumedRun.HALT).endsWith(ResumedRun.STATUS);
    assertThat(Checkpoint.load(file()).position())
        .isEqualTo(new Position(10, 0, OptionalLong.of(ResumedRun.SEED)));
    ResumedRun.main(file().toString(), "20", ResumedRun.RETURN);
    assertThat(file()).hasSameBinaryContentAs(uninterrupted());
  }

  @Test
  void so_they_are_when_it_is_killed_again_and_again_at_any_moment()
      throws IOException, InterruptedException {
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      Position before = Files.exists(file()) ? Checkpoint.load(file()).position() : START;
      JavaProcess process = start(file(), 1_000_000, ResumedRun.RETURN);
      while (!Files.exists(file()) || Checkpoint.load(file()).position().equals(before)) {
        process.requireRunning();
        Thread.sleep(1);
      }
      Thread.sleep(random.nextInt(MOST_MILLIS));
      process.kill();
    }
    Position reached = Checkpoint.load(file()).position();
    int epochs = reached.epoch() + 2;
    ResumedRun.main(file().toString(), Integer.toString(epochs), ResumedRun.RETURN);
    Path whole = folder.resolve("whole.safetensors");
    ResumedRun.main(whole.toString(), Integer.toString(epochs), ResumedRun.RETURN);
    assertThat(file()).as("seed %d, killed at %s", SEED, reached).hasSameBinaryContentAs(whole);
  }

  @Test
  void it_keeps_variables_position_and_texts() throws IOException {
    Position position = new Position(7, 3, OptionalLong.of(Long.MIN_VALUE));
    Checkpoint.save(file(), state(1.5, -0.0), position, Map.of("note", "first"));
    Checkpoint checkpoint = Checkpoint.load(file());
    assertThat(checkpoint.position()).isEqualTo(position);
    assertThat(checkpoint.metadata()).isEqualTo(Map.of("note", "first"));
    OptimizerState restored = state(0, 0);
    checkpoint.restore(restored);
    assertThat(restored.parameters().get(0).value().getDouble(0)).isEqualTo(1.5);
    assertThat(Double.doubleToRawLongBits(restored.memory().get(0).value().getDouble(0)))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(checkpoint.toString())
        .contains("epoch=7, batch=3", "run.safetensors", "w/velocity DOUBLE[]");
    Checkpoint.save(file(), state(1, 2), START);
    assertThat(Checkpoint.load(file()).position()).isEqualTo(START);
    assertThat(Checkpoint.load(file()).metadata()).isEmpty();
  }

  @Test
  void what_does_not_fit_changes_nothing() throws IOException {
    Checkpoint.save(file(), state(1, 2), START);
    Checkpoint checkpoint = Checkpoint.load(file());
    Variable w = Variable.of("w", new double[1], Shape.scalar());
    assertThatThrownBy(() -> checkpoint.restore(new OptimizerState(List.of(w), List.of())))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining(
            "also holds [w/velocity], for which there is no variable, so no variable was assigned;"
                + " build the model and the optimizer as they were");
    Variable velocity = Variable.of("w/velocity", new double[2], Shape.of(2));
    assertThatThrownBy(() -> checkpoint.restore(new OptimizerState(List.of(w), List.of(velocity))))
        .isInstanceOf(ShapeException.class);
    Variable more = Variable.of("b", new double[2], Shape.of(2));
    assertThatThrownBy(
            () -> checkpoint.restore(new OptimizerState(List.of(w, more), state(0, 0).memory())))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("has no tensor b");
    assertThat(w.value().getDouble(0)).isZero();
  }

  @Test
  void names_of_its_own_are_refused() {
    assertThatThrownBy(
            () -> Checkpoint.save(file(), state(1, 2), START, Map.of("grad4j.epoch", "4")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("are the checkpoint's own, but one is grad4j.epoch; choose another");
    List<Variable> same = state(1, 2).parameters();
    assertThatThrownBy(() -> Checkpoint.save(file(), new OptimizerState(same, same), START))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("called w");
    assertThat(folder).isEmptyDirectory();
  }

  private FileException refused(String name, String text) throws IOException {
    Map<String, String> texts =
        new HashMap<>(Map.of("grad4j.checkpoint", "1", "grad4j.epoch", "2", "grad4j.batch", "0"));
    texts.put(name, text);
    SafeTensors.write(file(), List.of(), texts);
    return catchThrowableOfType(FileException.class, () -> Checkpoint.load(file()));
  }

  @Test
  void files_that_are_no_checkpoints_are_refused() throws IOException {
    SafeTensors.write(file(), List.of());
    assertThatThrownBy(() -> Checkpoint.load(file()))
        .isInstanceOf(FileException.class)
        .hasMessage(
            file()
                + ": a checkpoint tells which batch comes next, but this safetensors file does not;"
                + " SafeTensors reads its tensors");
    assertThat(refused("grad4j.checkpoint", "2")).hasMessageContaining("but this has version 2");
    assertThat(refused("grad4j.epoch", "-1")).hasMessageContaining("here it is \"-1\"");
    assertThat(refused("grad4j.batch", "")).hasMessageContaining("here it is \"\"");
    assertThat(refused("grad4j.seed", "9223372036854775808")).isNotNull();
    assertThat(refused("note", "well")).isNull();
  }

  @Test
  void other_programs_read_the_parameters() throws IOException {
    Checkpoint.save(file(), state(1.5, 0), START);
    byte[] bytes = Files.readAllBytes(file());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text)
        .contains("\"w\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]}")
        .contains("\"grad4j.epoch\":\"0\"");
  }
}
