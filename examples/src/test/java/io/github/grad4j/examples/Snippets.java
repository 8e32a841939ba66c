package io.github.grad4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Test;

/**
 * The Java of a page, compiled and run.
 *
 * <p>The blocks under one heading are one program. An import holds to the end of the page. A block
 * whose fence says {@code java test} is the body of a test class of its own.
 *
 * <p>What a block prints stands in a block of text, or a diagram, that follows it, or in comments
 * behind its calls of println. Spaces do not count, and … stands for anything.
 */
final class Snippets {
  private static final Pattern SHOWN =
      Pattern.compile("System\\.out\\.println\\(.*\\);(?:\\s*//(.*))?$");
  private static final Set<String> OUTPUTS = Set.of("text", "mermaid");
  private static final String BLOCK_END = "\f";

  private final Page page;
  private final List<Program> programs;

  /** Blocks that are one class. */
  record Program(String name, List<Page.Code> blocks) {
    boolean isTest() {
      return blocks.get(0).info().equals("java test");
    }

    int line() {
      return blocks.get(0).line();
    }

    String className() {
      return "Line" + line();
    }
  }

  private Snippets(Page page, List<Program> programs) {
    this.page = page;
    this.programs = programs;
  }

  static Snippets of(Page page) {
    List<Program> programs = new ArrayList<>();
    List<Page.Title> titles = page.titles();
    for (int i = 0; i < titles.size(); i++) {
      int from = titles.get(i).line();
      int to = i + 1 < titles.size() ? titles.get(i + 1).line() : Integer.MAX_VALUE;
      String name = titles.get(i).text();
      List<Page.Code> below =
          page.codes().stream().filter(code -> code.line() > from && code.line() < to).toList();
      List<Page.Code> statements =
          below.stream().filter(code -> code.info().equals("java")).toList();
      if (!statements.isEmpty()) {
        programs.add(new Program(name, statements));
      }
      below.stream()
          .filter(code -> code.info().equals("java test"))
          .forEach(
              code -> programs.add(new Program(name + ", line " + code.line(), List.of(code))));
    }
    return new Snippets(page, programs);
  }

  List<Program> programs() {
    return programs;
  }

  /** The program under a heading. */
  Program program(String heading) {
    return programs.stream()
        .filter(program -> program.name().equals(heading))
        .findFirst()
        .orElseThrow(() -> new AssertionError(page + " has no program under " + heading));
  }

  static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  /** Compiles all programs of the page into a folder. */
  void compile(Path folder) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<String> options =
          List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  options,
                  null,
                  programs.stream().map(program -> new Source(page, source(program))).toList())
              .call();
      assertThat(compiled).as("%s%n%s", page, messages).isTrue();
    }
  }

  /** A page as the compiler sees it, so that its messages name the page and its lines. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(Page page, String text) {
      super(URI.create("string:///" + page), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return !simpleName.equals("package-info");
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** A class of as many lines as the page, with each line of code where it stands there. */
  private String source(Program program) {
    String[] lines = new String[(int) page.text().lines().count()];
    Arrays.fill(lines, "");
    List<Page.Code> blocks = program.blocks();
    Page.Code last = blocks.get(blocks.size() - 1);
    lines[0] =
        page.codes().stream()
            .filter(code -> code.info().startsWith("java") && code.line() <= last.line())
            .flatMap(code -> code.lines().stream())
            .filter(Snippets::isImport)
            .distinct()
            .collect(joining(" "));
    for (Page.Code block : blocks) {
      List<String> code = block.lines();
      for (int i = 0; i < code.size(); i++) {
        lines[block.line() + i] = isImport(code.get(i)) ? "" : code.get(i);
      }
      lines[block.lastLine() - 1] = block.equals(last) ? "" : "System.out.print('\\f');";
    }
    lines[program.line() - 1] =
        "final class "
            + program.className()
            + (program.isTest() ? " {" : " { static void main() throws Exception {");
    lines[last.lastLine() - 1] += program.isTest() ? "}" : "}}";
    return String.join("\n", lines);
  }

  /** Runs a program that was compiled into a folder. */
  Printed run(Program program, Path folder) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Class<?> compiled = loader.loadClass(program.className());
      if (!program.isTest()) {
        Method main = compiled.getDeclaredMethod("main");
        main.setAccessible(true);
        return Printed.by(() -> main.invoke(null));
      }
      List<Method> tests =
          Stream.of(compiled.getDeclaredMethods())
              .filter(method -> method.isAnnotationPresent(Test.class))
              .toList();
      assertThat(tests).as("tests in %s, line %s", page, program.line()).isNotEmpty();
      Constructor<?> constructor = compiled.getDeclaredConstructor();
      constructor.setAccessible(true);
      return Printed.by(
          () -> {
            for (Method test : tests) {
              test.setAccessible(true);
              test.invoke(constructor.newInstance());
            }
          });
    }
  }

  /** Compiles and runs all, and tells where a page does not show what is printed. */
  List<String> mismatches(Path folder) throws Exception {
    compile(folder);
    List<String> mismatches = new ArrayList<>();
    for (Program program : programs) {
      String[] printed = String.join("\n", run(program, folder).lines()).split(BLOCK_END, -1);
      for (int i = 0; i < printed.length; i++) {
        Page.Code block = program.blocks().get(i);
        String shown = shown(block);
        String pattern =
            Stream.of(shown.replaceAll("\\s", "").split("…", -1))
                .map(Pattern::quote)
                .collect(joining(".*"));
        if (!Pattern.matches(pattern, printed[i].replaceAll("\\s", ""))) {
          mismatches.add(
              String.format(
                  "%s:%d shows%n%s%nand prints%n%s%n", page, block.line(), shown, printed[i]));
        }
      }
    }
    return mismatches;
  }

  private static String shown(Page.Code block) {
    Node next = block.node().getNext();
    if (next instanceof FencedCodeBlock output && OUTPUTS.contains(output.getInfo())) {
      return output.getLiteral();
    }
    StringBuilder shown = new StringBuilder();
    boolean goesOn = false;
    for (String line : block.lines()) {
      Matcher matcher = SHOWN.matcher(line);
      if (matcher.find()) {
        shown.append(matcher.group(1) == null ? "" : matcher.group(1)).append('\n');
        goesOn = true;
      } else if (goesOn && line.strip().startsWith("//")) {
        shown.append(line.strip().substring(2)).append('\n');
      } else {
        goesOn = false;
      }
    }
    return shown.toString();
  }

  /** The path of the page within the project. */
  @Override
  public String toString() {
    return page.toString();
  }
}
