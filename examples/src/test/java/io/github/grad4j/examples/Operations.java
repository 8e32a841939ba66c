package io.github.grad4j.examples;

import static java.util.stream.Collectors.joining;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/** The page of all operations, written from the sources of the ops and from their examples. */
final class Operations {
  static final Path PATH = Page.ROOT.resolve("docs/guide/operations.md");

  private static final int WIDTH = 120;
  private static final long SEED = 42;

  /** More numbers than this are not read by anybody. */
  private static final int MOST_NUMBERS = 12;

  private static final String HEAD =
      """
      # Operations

      Written from the sources by `./mvnw -q -Psite`; do not edit. `import static io.github.grad4j.ops.Ops.*;` and
      `import static io.github.grad4j.ops.Losses.*;` bring all of them. What happens at kinks, ties, zeros and infinities
      is also listed in the [conventions](../conventions.md).

      Where nothing else is said, elements are FLOAT or DOUBLE, shapes [broadcast](axes.md#broadcasting) only where it is
      told, an angle is in radians, and NaN in gives NaN out. A Java number beside a tensor takes the tensor's type.
      """;

  private static final String IMPORTS =
      """
      import static io.github.grad4j.ops.Losses.*;
      import static io.github.grad4j.ops.Ops.*;
      import io.github.grad4j.core.*;
      import java.util.List;
      import org.nd4j.linalg.api.buffer.DataType;
      """;

  private final OpSources sources = new OpSources();
  private final Map<String, String> describedAt = new HashMap<>();
  private final StringBuilder page = new StringBuilder();

  private Operations() throws Exception {}

  /** The text of the page. */
  static String page() throws Exception {
    Operations operations = new Operations();
    operations.write();
    return operations.page.toString();
  }

  private void write() throws Exception {
    page.append(HEAD).append('\n');
    Map<String, List<String>> groups = groups();
    groups.forEach(
        (group, names) ->
            page.append("- **")
                .append(group)
                .append("**: ")
                .append(
                    names.stream()
                        .map(n -> "[`" + n + "`](#" + n.toLowerCase(Locale.ROOT) + ")")
                        .collect(joining(", ")))
                .append('\n'));
    page.append("\nThe examples need\n\n```java\n").append(IMPORTS).append("```\n");
    for (Map.Entry<String, List<String>> group : groups.entrySet()) {
      page.append("\n## ").append(group.getKey()).append('\n');
      for (String name : group.getValue()) {
        write(name, sources.factories(name));
      }
    }
  }

  /** The table of the README: what belongs together. */
  private static Map<String, List<String>> groups() throws Exception {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String line : Page.of("README.md").section("Operations")) {
      String[] cells = line.split("\\|", -1);
      if (line.startsWith("| ") && !cells[1].isBlank()) {
        groups.put(
            cells[1].strip(),
            Pattern.compile("`(\\w+)`")
                .matcher(cells[2])
                .results()
                .map(name -> name.group(1))
                .toList());
      }
    }
    return groups;
  }

  private void write(String name, List<OpSources.Factory> overloads) throws Exception {
    page.append("\n### ").append(name).append('\n');
    OpSources.Description first = overloads.get(0).description();
    String op = first.see();
    Optional<OpSources.Description> described = sources.description(op);
    if (described.isEmpty()) {
      page.append('\n');
      overloads.forEach(
          overload -> {
            String text = overload.description().paragraphs().get(0);
            page.append(wrapped("- `" + overload.signature() + "`: " + text)).append('\n');
          });
    } else {
      page.append("\n```\n");
      overloads.forEach(overload -> page.append(overload.signature()).append('\n'));
      page.append("```\n");
    }
    Optional<Shown> shown = shown(name, op, overloads);
    if (describedAt.containsKey(op)) {
      String before = describedAt.get(op);
      first.paragraphs().forEach(this::paragraph);
      shown.ifPresent(this::formulas);
      paragraph("More at [" + before + "](#" + before.toLowerCase(Locale.ROOT) + ").");
    } else if (described.isPresent()) {
      describedAt.put(op, name);
      List<String> paragraphs = described.get().paragraphs();
      paragraph(paragraphs.get(0));
      shown.ifPresent(this::formulas);
      paragraphs.subList(1, paragraphs.size()).forEach(this::paragraph);
    }
    parameters(overloads);
    shown.ifPresent(example -> page.append("\n```java\n").append(example.code()).append("\n```\n"));
  }

  /** A paragraph, its labels in bold. */
  private void paragraph(String text) {
    page.append('\n')
        .append(wrapped(text.replaceAll("(^|\\. )(\\p{Lu}\\p{L}+:) ", "$1**$2** ")))
        .append('\n');
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.strip().split(" ", -1)) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        lines.append('\n');
        column = 0;
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }

  private void parameters(List<OpSources.Factory> overloads) {
    Map<String, String> parameters = new LinkedHashMap<>();
    overloads.forEach(
        overload -> overload.description().parameters().forEach(parameters::putIfAbsent));
    page.append('\n');
    parameters.forEach(
        (name, text) -> page.append(wrapped("- `" + name + "`: " + text)).append('\n'));
    page.append(wrapped("- result: " + overloads.get(0).description().result())).append('\n');
  }

  /**
   * An example as a user would write it, with its result as a comment, and the result's formula.
   */
  private record Shown(String op, String code, Tensor result) {}

  /** The first example of a factory that is short enough. */
  private Optional<Shown> shown(String name, String op, List<OpSources.Factory> overloads)
      throws Exception {
    for (OpSources.Written written : sources.examples(op)) {
      List<Example> examples = examples(Class.forName("io.github.grad4j.ops." + op));
      Example example =
          examples.stream()
              .filter(e -> e.name().equals(written.example()))
              .findFirst()
              .orElseThrow();
      if (written.called().equals(name) && isShort(example)) {
        return Optional.of(shown(op, written, example, overloads));
      }
    }
    return Optional.empty();
  }

  private static boolean isShort(Example example) {
    return example.domains().stream()
        .map(Domain::shape)
        .allMatch(s -> s.size() > 0 && s.size() <= MOST_NUMBERS && s.rank() <= 2);
  }

  private static Shown shown(
      String op, OpSources.Written written, Example example, List<OpSources.Factory> overloads) {
    Random random = new Random(SEED);
    List<Tensor> inputs = new ArrayList<>();
    StringBuilder code = new StringBuilder();
    List<String> names = names(written, example.domains().size(), overloads);
    for (int i = 0; i < names.size(); i++) {
      Domain domain = example.domains().get(i);
      double[] values =
          DoubleStream.of(domain.sample(random)).map(v -> Math.round(v * 100) / 100.0).toArray();
      inputs.add(tensor(domain, values));
      code.append("Tensor ").append(names.get(i)).append(" = ").append(code(domain, values));
      code.append(";\n");
    }
    code.append("System.out.println(").append(formula(written, names)).append(".evaluate());\n");
    Tensor result = example.formula().apply(inputs);
    String numbers = result.evaluate().toString().replaceAll("\\s+", " ");
    code.append("// ").append(numbers.replace("[ ", "[").replace(", ]", "]"));
    return new Shown(op, code.toString(), result);
  }

  /** The op and its derivatives as the op's file writes them, if the result is a node of it. */
  private void formulas(Shown shown) {
    if (!(shown.result() instanceof Node node)
        || !node.op().getClass().getSimpleName().equals(shown.op())) {
      return;
    }
    List<String> names =
        node.op().inputNames().isEmpty() ? letters(node.inputs().size()) : node.op().inputNames();
    List<String> inputs = names.stream().map(Operations::symbol).toList();
    String output = names.contains("y") ? "z" : "y";
    Notation notation = node.op().notation();
    Notation.Symbols symbols =
        new Notation.Symbols(node.op().inputNames(), inputs, output, "\\bar{" + output + "}");
    page.append("\n```math\n\\begin{aligned}\n");
    page.append(output).append(" &= ").append(notation.value(symbols));
    for (int i = 0; i < inputs.size(); i++) {
      if (notation.derivatives().isEmpty() || !node.input(i).type().isFloating()) {
        continue;
      }
      page.append(" \\cr\n\\frac{\\partial ").append(output).append("}{\\partial ");
      page.append(inputs.get(i)).append("} &= ").append(notation.local(i, symbols));
    }
    page.append("\n\\end{aligned}\n```\n");
  }

  private static String symbol(String name) {
    return name.length() == 1 ? name : "\\mathrm{" + name + "}";
  }

  private static List<String> letters(int count) {
    return IntStream.range(0, count).mapToObj(i -> String.valueOf((char) ('a' + i))).toList();
  }

  /** The factory's names of the inputs that it is given directly; letters for others. */
  private static List<String> names(
      OpSources.Written written, int count, List<OpSources.Factory> overloads) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int argument = written.arguments().indexOf(written.inputs() + ".get(" + i + ")");
      names.add(
          overloads.stream()
              .map(OpSources.Factory::parameters)
              .filter(parameters -> parameters.size() == written.arguments().size())
              .filter(parameters -> argument >= 0)
              .map(parameters -> parameters.get(argument))
              .findFirst()
              .orElse(letters(count).get(i)));
    }
    return names.stream().distinct().count() == count ? names : letters(count);
  }

  private static String formula(OpSources.Written written, List<String> names) {
    String formula = written.formula().replaceAll("\\b(?:Axes|Range)\\.", "");
    for (int i = 0; i < names.size(); i++) {
      formula = formula.replace(written.inputs() + ".get(" + i + ")", names.get(i));
    }
    return formula.replaceAll(
        "\\b" + written.inputs() + "\\b", "List.of(" + String.join(", ", names) + ")");
  }

  private static Tensor tensor(Domain domain, double[] values) {
    if (domain.isFloating()) {
      return Constant.of(values, domain.shape());
    }
    return domain.kind() == Domain.Kind.BOOLEAN
        ? Constant.of(booleans(values), domain.shape())
        : Constant.of(longs(values), domain.shape());
  }

  private static long[] longs(double[] values) {
    return DoubleStream.of(values).mapToLong(value -> (long) value).toArray();
  }

  private static boolean[] booleans(double[] values) {
    boolean[] booleans = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      booleans[i] = values[i] != 0;
    }
    return booleans;
  }

  /** What a user would write for these values. */
  private static String code(Domain domain, double[] values) {
    Shape shape = domain.shape();
    String type =
        domain.isFloating() ? "double" : domain.kind() == Domain.Kind.BOOLEAN ? "boolean" : "long";
    List<String> numbers = DoubleStream.of(values).mapToObj(value -> number(type, value)).toList();
    if (shape.rank() == 0) {
      return "constant(" + numbers.get(0) + ")";
    }
    if (shape.rank() == 2 && domain.isFloating()) {
      int columns = shape.size(1);
      return "constant(new double[][] {"
          + IntStream.range(0, shape.size(0))
              .mapToObj(row -> braces(numbers.subList(row * columns, (row + 1) * columns)))
              .collect(joining(", "))
          + "})";
    }
    String flat = "constant(new " + type + "[] " + braces(numbers) + ")";
    return shape.rank() == 1
        ? flat
        : "reshape("
            + flat
            + ", "
            + shape.toList().stream().map(String::valueOf).collect(joining(", "))
            + ")";
  }

  private static String braces(List<String> numbers) {
    return "{" + String.join(", ", numbers) + "}";
  }

  private static String number(String type, double value) {
    return switch (type) {
      case "boolean" -> String.valueOf(value != 0);
      case "long" -> String.valueOf((long) value);
      default -> String.valueOf(value);
    };
  }

  /** The examples of a primitive, from any instance, or of a composite, from its static method. */
  @SuppressWarnings("unchecked")
  private static List<Example> examples(Class<?> type) throws ReflectiveOperationException {
    return Op.class.isAssignableFrom(type)
        ? instance(type).examples()
        : (List<Example>) type.getMethod("examples").invoke(null);
  }

  /** A record whose components are empty, zero and false, or one; examples are the same for all. */
  private static Op instance(Class<?> type) throws ReflectiveOperationException {
    try {
      return instance(type, 0);
    } catch (InvocationTargetException refused) {
      return instance(type, 1);
    }
  }

  private static Op instance(Class<?> type, int number) throws ReflectiveOperationException {
    Class<?>[] types =
        Stream.of(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Map<Class<?>, Object> neutral =
        Map.of(
            int.class,
            number,
            long.class,
            (long) number,
            double.class,
            (double) number,
            boolean.class,
            false,
            List.class,
            List.of(),
            OptionalLong.class,
            OptionalLong.empty(),
            DataType.class,
            DataType.DOUBLE);
    return (Op)
        type.getDeclaredConstructor(types)
            .newInstance(Stream.of(types).map(neutral::get).toArray());
  }
}
