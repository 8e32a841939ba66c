package io.github.grad4j.core;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What an op must keep to, whoever wrote it: its methods return something, and throw exceptions of
 * ours only.
 */
final class Contract {
  private Contract() {}

  /**
   * What a method of an op returns.
   *
   * @param method its name in messages
   * @throws OpException if it returns null, or throws what is no exception of ours
   */
  static <T> T call(Op op, String method, Supplier<T> call) {
    T result;
    try {
      result = call.get();
    } catch (Grad4jException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(op, method, e);
    }
    if (result == null) {
      throw new OpException(method + " of " + knownAs(op) + " returned null; correct the op");
    }
    return result;
  }

  /**
   * Runs a kernel.
   *
   * @param node the node to blame if it fails, asked only then
   */
  static void run(Kernel kernel, Supplier<Node> node) {
    try {
      kernel.run();
    } catch (Grad4jException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(node.get().op(), "the kernel", e);
    }
  }

  private static OpException failed(Op op, String method, RuntimeException cause) {
    return new OpException(
        method + " of " + knownAs(op) + " threw " + cause + "; correct the op", cause);
  }

  /** Checks that messages can call the op and its inputs something, and that they are as many. */
  static void requireInputs(Op op, int count) {
    String name = call(op, "name()", op::name);
    if (name.isBlank()) {
      throw new OpException(
          "name() of "
              + knownAs(op)
              + " is blank; return the word by which formulas call the op, or do not override it");
    }
    List<String> names = call(op, "inputNames()", op::inputNames);
    if (names.stream().anyMatch(Objects::isNull)) {
      throw new OpException(
          "inputNames() of " + name + " has a null among " + names + "; correct the op");
    }
    if (!names.isEmpty() && names.size() != count) {
      throw new ArgumentException(
          "takes "
              + names.size()
              + (names.size() == 1 ? " input (" : " inputs (")
              + String.join(", ", names)
              + ") but got "
              + count
              + "; give one tensor for each");
    }
  }

  /** What messages call an op, even one that breaks the contract: its name or that of its class. */
  static String knownAs(Op op) {
    try {
      String name = op.name();
      if (name != null && !name.isBlank()) {
        return name;
      }
    } catch (RuntimeException e) {
      // Whoever calls name() next tells of it.
    }
    return op.getClass().getName();
  }

  /** What messages call an input of an op, even of one that breaks the contract. */
  static String knownAs(Op op, int index) {
    try {
      String name = op.inputName(index);
      if (name != null) {
        return name;
      }
    } catch (RuntimeException e) {
      // As above.
    }
    return "input " + index;
  }
}
