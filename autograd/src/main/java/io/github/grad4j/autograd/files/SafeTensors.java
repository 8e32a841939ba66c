package io.github.grad4j.autograd.files;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Variable;
import io.github.grad4j.core.Violations;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Files in the safetensors format, which Python's {@code safetensors} reads and writes.
 *
 * <pre>{@code
 * SafeTensors.write(Path.of("net.safetensors"), List.of(w, b), Map.of("epoch", "10"));
 * SafeTensors.read(Path.of("net.safetensors")).assignTo(List.of(w, b));
 * }</pre>
 *
 * <p>A file is the length of its header, as a little-endian integer of 8 bytes; the header, a JSON
 * object of each tensor's element type, shape and place; and the elements in c order,
 * little-endian. FLOAT, DOUBLE, LONG and BOOL are F32, F64, I64 and BOOL; files with others are
 * refused. Values are kept bit for bit.
 *
 * <p><b>Written</b> files take their name when they are complete and on the disk: a program that is
 * killed before that leaves the old file as it was (and a temporary file beside it). Equal contents
 * give equal bytes, on every machine: tensors are in the order of their element types, LONG first,
 * then DOUBLE, FLOAT and BOOL, and then of their names.
 *
 * <p><b>Read</b> files may come from anywhere. All that the header says is checked, against itself
 * and the length of the file, before memory is taken for a tensor. The format's own rules hold: a
 * header of at most 100,000,000 bytes, no name twice, no byte of the data in no tensor or in two.
 *
 * @see <a href="https://github.com/huggingface/safetensors">The format</a>
 */
public final class SafeTensors {
  private SafeTensors() {}

  /**
   * Writes the values that variables have now.
   *
   * @param file where; a file that is there is replaced
   * @param variables what is written, under their names
   * @throws ArgumentException if two variables have the same name, or one has a name that the
   *     format does not take
   * @throws io.github.grad4j.core.ConcurrentUseException if another thread is assigning one
   * @throws IOException if it cannot be written; a file that is there then stays as it was
   */
  public static void write(Path file, List<Variable> variables) throws IOException {
    write(file, variables, Map.of());
  }

  /**
   * Writes the values that variables have now, and texts beside them.
   *
   * @param file where; a file that is there is replaced
   * @param variables what is written, under their names
   * @param metadata texts by name
   * @throws ArgumentException if two variables have the same name, one has a name that the format
   *     does not take, or names and texts are longer than it takes
   * @throws io.github.grad4j.core.ConcurrentUseException if another thread is assigning one
   * @throws IOException if it cannot be written; a file that is there then stays as it was
   */
  public static void write(Path file, List<Variable> variables, Map<String, String> metadata)
      throws IOException {
    ArgumentException.requireNonNull(file, "file");
    List<Variable> ordered =
        ArgumentException.<Variable>copyOf(variables, "variables").stream()
            .sorted(
                Comparator.comparing((Variable v) -> SafeTensorsType.of(v.type()))
                    .thenComparing(Variable::name))
            .toList();
    Map<String, String> texts = new TreeMap<>();
    ArgumentException.requireNonNull(metadata, "metadata")
        .forEach(
            (name, text) ->
                texts.put(
                    ArgumentException.requireNonNull(name, "a name of metadata"),
                    ArgumentException.requireNonNull(text, "metadata " + name)));
    Violations violations = new Violations();
    Set<String> seen = new HashSet<>();
    for (Variable variable : ordered) {
      violations.check(() -> NamedTensors.requireName(variable.name(), seen));
      violations.check(() -> SafeTensorsHeader.requireFree(variable.name()));
    }
    texts.forEach(
        (name, text) -> {
          violations.check(() -> NamedTensors.requireEncodable(name));
          violations.check(() -> NamedTensors.requireEncodable(text));
        });
    violations.throwIfAny();
    byte[] header = SafeTensorsHeader.bytes(ordered, texts);
    try (Plan snapshot = Plan.of(ordered)) {
      snapshot.run();
      AtomicFile.write(
          file,
          out -> {
            out.write(header);
            for (Variable variable : ordered) {
              try (INDArray value = snapshot.value(variable)) {
                Elements.write(value, variable.type(), out);
              }
            }
          });
    }
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its tensors and texts
   * @throws FileException if it is not a whole file of the format, or holds elements of a type that
   *     no tensor has
   * @throws IOException if it cannot be read
   */
  public static NamedTensors read(Path file) throws IOException {
    try (Source source = Source.open(ArgumentException.requireNonNull(file, "file"))) {
      SafeTensorsHeader header = SafeTensorsHeader.read(source);
      Map<String, NamedTensors.Stored> tensors = new LinkedHashMap<>();
      for (SafeTensorsHeader.Entry entry : header.entries()) {
        tensors.put(
            entry.name(),
            new NamedTensors.Stored(
                entry.type(),
                Elements.read(
                    source, entry.type(), ByteOrder.LITTLE_ENDIAN, IntUnaryOperator.identity())));
      }
      return new NamedTensors(file, tensors, header.metadata());
    }
  }
}
