package io.github.grad4j.autograd.train;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.autograd.files.NamedTensors;
import io.github.grad4j.autograd.files.SafeTensors;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Variable;
import io.github.grad4j.core.Violations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that a training needs to go on as if it had never stopped, bit for bit: the parameters, what
 * the optimizer remembers, and which batch comes next.
 *
 * <pre>{@code
 * Checkpoint.save(file, training.state(), batches.position());
 * ...
 * Checkpoint checkpoint = Checkpoint.load(file);
 * checkpoint.restore(training.state());
 * batches.resume(checkpoint.position());
 * }</pre>
 *
 * <p>It is a file of {@link SafeTensors}, whose parameters other programs can read. It is replaced
 * in one step: whenever a program is killed, the last checkpoint is there as a whole. The model,
 * the optimizer and the data are not in it; build them anew as they were. Of the same bits is the
 * result of the same program on the same machine: another number of threads or other instructions
 * may add in another order.
 */
public final class Checkpoint {
  private static final String PREFIX = "grad4j.";
  private static final String VERSION = PREFIX + "checkpoint";
  private static final String EPOCH = PREFIX + "epoch";
  private static final String BATCH = PREFIX + "batch";
  private static final String SEED = PREFIX + "seed";

  /** What this library writes and reads. */
  private static final String CURRENT = "1";

  private final Path file;
  private final NamedTensors tensors;
  private final Position position;

  private Checkpoint(Path file, NamedTensors tensors, Position position) {
    this.file = file;
    this.tensors = tensors;
    this.position = position;
  }

  /**
   * Writes a checkpoint.
   *
   * @param file where; one that is there is replaced
   * @param state the variables; their names must differ
   * @param position which batch comes next
   * @throws ArgumentException if two variables have the same name
   * @throws IOException if it cannot be written; a file that is there then stays as it was
   */
  public static void save(Path file, OptimizerState state, Position position) throws IOException {
    save(file, state, position, Map.of());
  }

  /**
   * Writes a checkpoint, and texts beside it.
   *
   * @param file where; one that is there is replaced
   * @param state the variables; their names must differ
   * @param position which batch comes next
   * @param metadata whatever else is to be kept, by names that do not begin with {@code grad4j.}
   * @throws ArgumentException if two variables have the same name, or a text has a name that is
   *     taken
   * @throws IOException if it cannot be written; a file that is there then stays as it was
   */
  public static void save(
      Path file, OptimizerState state, Position position, Map<String, String> metadata)
      throws IOException {
    ArgumentException.requireNonNull(position, "position");
    Map<String, String> texts =
        new LinkedHashMap<>(ArgumentException.requireNonNull(metadata, "metadata"));
    Violations violations = new Violations();
    texts.keySet().forEach(name -> violations.check(() -> requireFree(name)));
    violations.throwIfAny();
    texts.put(VERSION, CURRENT);
    texts.put(EPOCH, Integer.toString(position.epoch()));
    texts.put(BATCH, Integer.toString(position.batch()));
    position.seed().ifPresent(seed -> texts.put(SEED, Long.toString(seed)));
    SafeTensors.write(file, variables(state), texts);
  }

  private static void requireFree(String name) {
    if (ArgumentException.requireNonNull(name, "a name of metadata").startsWith(PREFIX)) {
      throw new ArgumentException(
          "names of metadata that begin with "
              + PREFIX
              + " are the checkpoint's own, but one is "
              + name
              + "; choose another");
    }
  }

  private static List<Variable> variables(OptimizerState state) {
    ArgumentException.requireNonNull(state, "state");
    return Stream.concat(state.parameters().stream(), state.memory().stream()).toList();
  }

  /**
   * Reads a checkpoint.
   *
   * @param file the file
   * @return what it holds
   * @throws FileException if it is not a whole checkpoint
   * @throws IOException if it cannot be read
   */
  public static Checkpoint load(Path file) throws IOException {
    NamedTensors tensors = SafeTensors.read(file);
    Map<String, String> texts = tensors.metadata();
    String version = texts.get(VERSION);
    if (version == null) {
      throw new FileException(
          file,
          "a checkpoint tells which batch comes next, but this safetensors file does not;"
              + " SafeTensors reads its tensors");
    }
    if (!version.equals(CURRENT)) {
      throw new FileException(
          file,
          "checkpoints of version "
              + CURRENT
              + " are read, but this has version "
              + version
              + "; read it with the library that wrote it");
    }
    Optional<Long> seed =
        texts.containsKey(SEED)
            ? Optional.of(number(file, texts, SEED, Long::valueOf))
            : Optional.empty();
    return new Checkpoint(
        file,
        tensors,
        new Position(
            number(file, texts, EPOCH, Checkpoint::count),
            number(file, texts, BATCH, Checkpoint::count),
            seed.map(OptionalLong::of).orElse(OptionalLong.empty())));
  }

  private static int count(String text) {
    int count = Integer.parseInt(text);
    if (count < 0) {
      throw new NumberFormatException(text + " is negative");
    }
    return count;
  }

  private static <T> T number(
      Path file, Map<String, String> texts, String name, Function<String, T> parse)
      throws FileException {
    String text = texts.getOrDefault(name, "");
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw new FileException(
          file,
          name
              + " of a checkpoint is a whole number, none negative but the seed, and here it is \""
              + text
              + "\"; the file was changed by hand or is damaged",
          e);
    }
  }

  /**
   * Which batch comes next.
   *
   * @return as it was saved; {@link Batches#resume} goes there
   */
  public Position position() {
    return position;
  }

  /** The names of the variables. */
  Set<String> names() {
    return tensors.names();
  }

  /**
   * What else was kept.
   *
   * @return texts by name, unmodifiable
   */
  public Map<String, String> metadata() {
    Map<String, String> own = new LinkedHashMap<>(tensors.metadata());
    own.keySet().removeIf(name -> name.startsWith(PREFIX));
    return Collections.unmodifiableMap(own);
  }

  /**
   * Gives all variables the values they had: all of them, or none if one does not fit.
   *
   * @param state of the same optimizer for the same parameters
   * @throws ArgumentException if the names of the variables are not those of the checkpoint
   * @throws io.github.grad4j.core.ShapeException if a shape differs
   * @throws io.github.grad4j.core.TypeException if an element type differs
   * @throws io.github.grad4j.core.ConcurrentUseException if another thread uses a variable
   */
  public void restore(OptimizerState state) {
    List<Variable> variables = variables(state);
    Set<String> left = new TreeSet<>(tensors.names());
    variables.forEach(variable -> left.remove(variable.name()));
    if (!left.isEmpty()) {
      throw new ArgumentException(
          file
              + " also holds "
              + left
              + ", for which there is no variable, so no variable was assigned; build the model and"
              + " the optimizer as they were");
    }
    tensors.assignTo(variables);
  }

  /** The file, the position, and the name and type of each tensor. */
  @Override
  public String toString() {
    return position + " in " + tensors;
  }
}
