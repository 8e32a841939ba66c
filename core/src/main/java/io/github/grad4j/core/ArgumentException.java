package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An argument that no call takes: a number outside of the range it must lie in, a number of inputs
 * that an op does not have, or null.
 */
public final class ArgumentException extends Grad4jException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake described by {@code message}.
   *
   * @param message the rule, what came instead, the way out
   */
  public ArgumentException(String message) {
    super(message);
  }

  /**
   * Checks that an argument was given.
   *
   * @param <T> the argument's type
   * @param argument the argument
   * @param name what messages call it
   * @return the argument
   * @throws ArgumentException if it is null
   */
  public static <T> T requireNonNull(@Nullable T argument, String name) {
    if (argument == null) {
      throw new ArgumentException(name + " is null; every argument must be given");
    }
    return argument;
  }

  /**
   * Checks that a collection and all its elements were given, and copies it.
   *
   * @param <T> the elements' type
   * @param argument the collection
   * @param name what messages call it
   * @return an unmodifiable copy
   * @throws ArgumentException if the collection or an element is null
   */
  public static <T> List<T> copyOf(
      @Nullable Collection<? extends @Nullable T> argument, String name) {
    List<T> copy = new ArrayList<>();
    for (T element : requireNonNull(argument, name)) {
      copy.add(requireNonNull(element, name + "[" + copy.size() + "]"));
    }
    return List.copyOf(copy);
  }
}
