package io.github.grad4j.autograd.files;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import io.github.grad4j.core.Violations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The tensors that were read from a file, by name.
 *
 * <pre>{@code
 * NamedTensors file = SafeTensors.read(Path.of("net.safetensors"));
 * file.assignTo(List.of(w, b));
 * }</pre>
 *
 * <p>The values are on Java's heap and the file is closed. Nothing changes them; any number of
 * threads may share them.
 */
public final class NamedTensors {
  private final Path file;
  private final Map<String, Stored> tensors;
  private final Map<String, String> metadata;

  /**
   * What was read of one tensor.
   *
   * @param value makes a constant of it
   */
  record Stored(TensorType type, Supplier<Constant> value) {}

  /**
   * @param file names the tensors' origin in messages
   */
  NamedTensors(Path file, Map<String, Stored> tensors, Map<String, String> metadata) {
    this.file = file;
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * What the tensors are called.
   *
   * @return the names in the order of the file, unmodifiable
   */
  public Set<String> names() {
    return tensors.keySet();
  }

  /**
   * What is known of a tensor before any number.
   *
   * @param name what the file calls it
   * @return element type and shape
   * @throws ArgumentException if the file has no such tensor
   */
  public TensorType type(String name) {
    return stored(name).type();
  }

  /**
   * The value of a tensor.
   *
   * @param name what the file calls it
   * @return a new constant
   * @throws ArgumentException if the file has no such tensor
   */
  public Constant constant(String name) {
    return stored(name).value().get();
  }

  /**
   * What the file says beside its tensors.
   *
   * @return texts by name, unmodifiable; empty for a format that has none
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Assigns the tensors to the variables of the same names: to all of them, or to none if one does
   * not fit. Tensors without a variable are left out.
   *
   * @param variables what is assigned; for each there must be a tensor of its name, element type
   *     and shape
   * @throws ArgumentException if the file has no tensor of a variable's name, or two variables have
   *     the same
   * @throws ShapeException if a shape differs
   * @throws TypeException if an element type differs
   * @throws io.github.grad4j.core.ConcurrentUseException if another thread uses a variable
   */
  public void assignTo(List<Variable> variables) {
    List<Variable> assigned = ArgumentException.copyOf(variables, "variables");
    Violations violations = new Violations();
    Set<String> seen = new HashSet<>();
    for (Variable variable : assigned) {
      violations.check(() -> requireFits(variable));
      violations.check(() -> requireNew(variable.name(), seen));
    }
    violations.throwIfAny("No variable was assigned");
    List<Update> updates = new ArrayList<>();
    for (Variable variable : assigned) {
      updates.add(new Update(variable, constant(variable.name())));
    }
    // A plan needs all its variables alone before it assigns the first.
    try (Plan plan = Plan.of(List.of(), updates)) {
      plan.run();
    }
  }

  /** Checks that a name was not seen before, and that a file takes it. */
  static void requireName(String name, Set<String> seen) {
    requireEncodable(name);
    requireNew(name, seen);
  }

  /** Checks that a text can be written. */
  static void requireEncodable(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new ArgumentException(
          "texts in files are of whole characters, but \""
              + text
              + "\" has half a pair of surrogates; take it out");
    }
  }

  private static void requireNew(String name, Set<String> seen) {
    if (!seen.add(name)) {
      throw new ArgumentException(
          "tensors in a file have different names, but two variables are called "
              + name
              + "; give them different names");
    }
  }

  private void requireFits(Variable variable) {
    TensorType type = stored(variable.name()).type();
    if (!type.shape().equals(variable.shape())) {
      throw new ShapeException(
          "variable "
              + variable.name()
              + " has shape "
              + variable.shape()
              + " but its tensor in "
              + file
              + " has shape "
              + type.shape()
              + "; build the model that was saved");
    }
    if (type.dataType() != variable.type().dataType()) {
      throw new TypeException(
          "variable "
              + variable.name()
              + " holds "
              + variable.type().dataType()
              + " but its tensor in "
              + file
              + " "
              + type.dataType()
              + "; make the variable of that type, or cast constant(\""
              + variable.name()
              + "\")");
    }
  }

  private Stored stored(String name) {
    Stored stored = tensors.get(ArgumentException.requireNonNull(name, "name"));
    if (stored == null) {
      throw new ArgumentException(
          file
              + " has no tensor "
              + name
              + ", its tensors are "
              + Source.brief(tensors.keySet().toString()));
    }
    return stored;
  }

  /** The file, and the name and type of each tensor, one a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file.toString());
    tensors.forEach(
        (name, stored) -> text.append("\n  ").append(name).append(' ').append(stored.type()));
    return text.toString();
  }
}
