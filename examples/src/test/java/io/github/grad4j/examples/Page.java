package io.github.grad4j.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** A page of the documentation: its headings, blocks of code and links, in order. */
final class Page {
  static final Path ROOT = Path.of(System.getProperty("grad4j.root"));
  private static final Path DOCS = ROOT.resolve("docs");

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  private final Path path;
  private final String text;
  private final Node document;
  private final List<Title> titles = new ArrayList<>();
  private final List<Code> codes = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  /** A heading; its anchor is what GitHub makes of it. */
  record Title(int level, String text, String anchor, int line, Node node) {}

  /** A fenced block; {@code line} is that of its opening fence, the first of the page being 1. */
  record Code(String info, String text, int line, Node node) {
    List<String> lines() {
      return text.lines().toList();
    }

    int lastLine() {
      return line + lines().size() + 1;
    }
  }

  /** What a link leads to. */
  record Target(String address, int line) {}

  private Page(Path path) throws Exception {
    this.path = path;
    text = Files.readString(path);
    document = PARSER.parse(text);
    Map<String, Integer> anchors = new HashMap<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            String words = words(heading);
            String anchor = anchor(words);
            int before = anchors.merge(anchor, 1, Integer::sum) - 1;
            String unique = before == 0 ? anchor : anchor + "-" + before;
            titles.add(new Title(heading.getLevel(), words, unique, line(heading), heading));
            visitChildren(heading);
          }

          @Override
          public void visit(FencedCodeBlock block) {
            String info = block.getInfo() == null ? "" : block.getInfo();
            codes.add(new Code(info, block.getLiteral(), line(block), block));
          }

          @Override
          public void visit(Image image) {
            targets.add(new Target(image.getDestination(), line(image)));
          }

          @Override
          public void visit(Link link) {
            targets.add(new Target(link.getDestination(), line(link)));
            visitChildren(link);
          }
        });
  }

  static Page of(String path) throws Exception {
    return at(ROOT.resolve(path));
  }

  static Page at(Path path) throws Exception {
    return new Page(path);
  }

  /** Every page of the project. */
  static List<Page> all() throws Exception {
    List<Path> paths = new ArrayList<>(List.of(ROOT.resolve("examples/notebooks/README.md")));
    try (Stream<Path> files = Files.list(ROOT)) {
      files.forEach(paths::add);
    }
    try (Stream<Path> files = Files.walk(DOCS)) {
      files.forEach(paths::add);
    }
    List<Page> pages = new ArrayList<>();
    for (Path path :
        paths.stream().filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
      pages.add(new Page(path));
    }
    return pages;
  }

  Path path() {
    return path;
  }

  String text() {
    return text;
  }

  Node document() {
    return document;
  }

  List<Title> titles() {
    return titles;
  }

  List<Code> codes() {
    return codes;
  }

  List<Target> targets() {
    return targets;
  }

  /** The lines below a heading, up to the next of its level or above. */
  List<String> section(String heading) {
    Title from = title(heading);
    return text.lines().toList().subList(from.line(), end(from) - 1);
  }

  /** The blocks below a heading, up to the next of its level or above. */
  List<Code> codes(String heading) {
    Title from = title(heading);
    return codes.stream()
        .filter(code -> code.line() > from.line() && code.line() < end(from))
        .toList();
  }

  private Title title(String heading) {
    return titles.stream()
        .filter(title -> title.text().equals(heading))
        .findFirst()
        .orElseThrow(() -> new AssertionError(this + " has no heading " + heading));
  }

  private int end(Title from) {
    return titles.stream()
        .filter(title -> title.line() > from.line() && title.level() <= from.level())
        .mapToInt(Title::line)
        .findFirst()
        .orElse((int) text.lines().count() + 1);
  }

  private static int line(Node node) {
    return node.getSourceSpans().get(0).getLineIndex() + 1;
  }

  /** The text of a node without its markup. */
  static String words(Node node) {
    StringBuilder words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            words.append(part.getLiteral());
          }

          @Override
          public void visit(org.commonmark.node.Code part) {
            words.append(part.getLiteral());
          }
        });
    return words.toString();
  }

  private static String anchor(String words) {
    return words
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
        .replace(' ', '-');
  }

  /** The path within the project. */
  @Override
  public String toString() {
    return ROOT.relativize(path).toString().replace('\\', '/');
  }
}
