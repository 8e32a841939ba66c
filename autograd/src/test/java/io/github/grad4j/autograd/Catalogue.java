package io.github.grad4j.autograd;

import io.github.grad4j.core.Example;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.Log;
import io.github.grad4j.ops.Losses;
import io.github.grad4j.ops.Ops;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** The ops as they are found: the public classes of their package, in its folder or jar. */
public final class Catalogue {
  private static final String PACKAGE = "io.github.grad4j.ops";

  /** The classes that forward to the files of the ops. */
  static final Set<Class<?>> INDEX = Set.of(Ops.class, Losses.class);

  private Catalogue() {}

  /** Every primitive and every composite. */
  static List<Class<?>> ops() {
    return classes().stream()
        .filter(type -> !INDEX.contains(type))
        .filter(type -> !type.isInterface())
        .filter(type -> isPrimitive(type) || !factories(type).isEmpty())
        .toList();
  }

  private static boolean isPrimitive(Class<?> type) {
    return Op.class.isAssignableFrom(type);
  }

  /** An instance of every primitive. */
  public static List<Op> primitives() throws ReflectiveOperationException {
    List<Op> primitives = new ArrayList<>();
    for (Class<?> type : ops()) {
      if (isPrimitive(type)) {
        primitives.add(instance(type));
      }
    }
    return primitives;
  }

  /** The public static methods of a class that make a tensor which is not a leaf. */
  static List<Method> factories(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> method.getReturnType() == Tensor.class)
        .toList();
  }

  /** The public classes of the package of ops, in order of their names. */
  static List<Class<?>> classes() {
    try {
      URI location = Log.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(location);
      if (Files.isDirectory(path)) {
        return classes(path);
      }
      try (FileSystem jar = FileSystems.newFileSystem(path, Map.of())) {
        return classes(jar.getPath("/"));
      }
    } catch (IOException | URISyntaxException | ClassNotFoundException e) {
      throw new AssertionError("the classes of " + PACKAGE + " were not found", e);
    }
  }

  private static List<Class<?>> classes(Path root) throws IOException, ClassNotFoundException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(root.resolve(PACKAGE.replace('.', '/')))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[A-Z]\\w*\\.class"))
          .sorted()
          .forEach(name -> names.add(PACKAGE + "." + name.replace(".class", "")));
    }
    List<Class<?>> classes = new ArrayList<>();
    for (String name : names) {
      Class<?> type = Class.forName(name);
      if (Modifier.isPublic(type.getModifiers())) {
        classes.add(type);
      }
    }
    return classes;
  }

  /** The examples of a primitive, from any instance, or of a composite, from its static method. */
  @SuppressWarnings("unchecked") // What does not return examples fails when one is used.
  static List<Example> examples(Class<?> type) {
    try {
      if (isPrimitive(type)) {
        return instance(type).examples();
      }
      return (List<Example>) type.getMethod("examples").invoke(null);
    } catch (NoSuchMethodException e) {
      return List.of();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " does not tell its examples", e);
    }
  }

  /** A record whose components are empty, zero and false, which does not matter to examples. */
  private static Op instance(Class<?> type) throws ReflectiveOperationException {
    try {
      return instance(type, 0);
    } catch (InvocationTargetException e) {
      // The record refuses 0.
      return instance(type, 1);
    }
  }

  private static Op instance(Class<?> type, double number) throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Object[] components = Arrays.stream(types).map(t -> neutral(t, number)).toArray();
    return (Op) type.getDeclaredConstructor(types).newInstance(components);
  }

  private static Object neutral(Class<?> type, double number) {
    if (type == int.class) {
      return (int) number;
    }
    if (type == long.class) {
      return (long) number;
    }
    if (type == double.class) {
      return number;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == List.class) {
      return List.of();
    }
    if (type == OptionalLong.class) {
      return OptionalLong.empty();
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    throw new AssertionError(
        "an op's component is a number, a list of numbers or an enum, not " + type);
  }
}
