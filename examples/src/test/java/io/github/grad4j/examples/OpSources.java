package io.github.grad4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the sources of the ops tell, read by the compiler: Javadoc, signatures and examples. */
final class OpSources {
  private static final Path FOLDER = Page.ROOT.resolve("ops/src/main/java/io/github/grad4j/ops");

  private final Map<String, Description> classes = new HashMap<>();
  private final Map<String, List<Factory>> factories = new LinkedHashMap<>();
  private final Map<String, List<Written>> examples = new HashMap<>();

  /** The paragraphs of a Javadoc comment in Markdown, and its parameters and result. */
  record Description(
      List<String> paragraphs, Map<String, String> parameters, String result, String see) {}

  /** A factory of {@code Ops} or {@code Losses}. */
  record Factory(String name, String signature, List<String> parameters, Description description) {}

  /** The formula of an example: what makes it, what it is called, and what is called. */
  record Written(
      String example, String formula, String inputs, String called, List<String> arguments) {}

  OpSources() throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, UTF_8);
        Stream<Path> files = Files.list(FOLDER)) {
      List<Path> sources =
          files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(trees).scan(unit, null);
      }
    }
  }

  /** The overloads of a factory. */
  List<Factory> factories(String name) {
    return factories.getOrDefault(name, List.of());
  }

  Optional<Description> description(String className) {
    return Optional.ofNullable(classes.get(className));
  }

  List<Written> examples(String className) {
    return examples.getOrDefault(className, List.of());
  }

  private final class Scanner extends TreePathScanner<Void, Void> {
    private final DocTrees trees;

    Scanner(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      describe().ifPresent(text -> classes.putIfAbsent(type.getSimpleName().toString(), text));
      return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      if (List.of("Ops", "Losses").contains(className())
          && method.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
        String name = method.getName().toString();
        String parameters =
            method.getParameters().stream().map(Tree::toString).collect(joining(", "));
        factories
            .computeIfAbsent(name, key -> new ArrayList<>())
            .add(
                new Factory(
                    name,
                    name + "(" + parameters + ")",
                    method.getParameters().stream()
                        .map(parameter -> parameter.getName().toString())
                        .toList(),
                    describe().orElseThrow()));
      }
      return method.getName().contentEquals("examples") ? super.visitMethod(method, null) : null;
    }

    /** {@code new Example("name", domains, in -> formula)}. */
    @Override
    public Void visitNewClass(NewClassTree creation, Void unused) {
      List<? extends ExpressionTree> arguments = creation.getArguments();
      if (creation.getIdentifier().toString().equals("Example")
          && arguments.get(2) instanceof LambdaExpressionTree lambda
          && lambda.getBody() instanceof MethodInvocationTree call) {
        examples
            .computeIfAbsent(className(), key -> new ArrayList<>())
            .add(
                new Written(
                    ((com.sun.source.tree.LiteralTree) arguments.get(0)).getValue().toString(),
                    call.toString(),
                    lambda.getParameters().get(0).getName().toString(),
                    call.getMethodSelect().toString(),
                    call.getArguments().stream().map(Tree::toString).toList()));
      }
      return super.visitNewClass(creation, null);
    }

    private String className() {
      TreePath path = getCurrentPath();
      while (!(path.getLeaf() instanceof ClassTree)) {
        path = path.getParentPath();
      }
      return ((ClassTree) path.getLeaf()).getSimpleName().toString();
    }

    private Optional<Description> describe() {
      return Optional.ofNullable(trees.getDocCommentTree(getCurrentPath())).map(this::description);
    }

    private Description description(DocCommentTree comment) {
      Map<String, String> parameters = new LinkedHashMap<>();
      String result = "";
      String see = "";
      for (DocTree tag : comment.getBlockTags()) {
        if (tag instanceof ParamTree parameter) {
          parameters.put(parameter.getName().toString(), markdown(parameter.getDescription()));
        } else if (tag instanceof ReturnTree returned) {
          result = markdown(returned.getDescription());
        } else if (tag instanceof SeeTree seen) {
          see = seen.getReference().get(0).toString();
        }
      }
      String[] paragraphs = markdown(comment.getFullBody()).split("\n\n");
      return new Description(
          Stream.of(paragraphs).map(String::strip).toList(), parameters, result, see);
    }

    private String markdown(List<? extends DocTree> trees) {
      return trees.stream().map(this::markdown).collect(joining());
    }

    private String markdown(DocTree tree) {
      if (tree instanceof TextTree text) {
        return text.getBody().replace("\n ", "\n").replaceAll("\\s*\n\\s*", " ");
      }
      if (tree instanceof LiteralTree literal) {
        return "`" + literal.getBody().getBody().strip().replaceAll("\\s+", " ") + "`";
      }
      if (tree instanceof LinkTree link) {
        return "`" + link.getReference().getSignature() + "`";
      }
      if (tree instanceof EntityTree entity) {
        String characters = trees.getCharacters(entity);
        return characters.equals("<") ? "&lt;" : characters;
      }
      if (tree instanceof StartElementTree element && element.getName().contentEquals("p")) {
        return "\n\n";
      }
      throw new AssertionError("no Markdown is known for " + tree.getKind() + " " + tree);
    }
  }
}
