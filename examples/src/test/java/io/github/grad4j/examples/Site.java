package io.github.grad4j.examples;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * The static site: the pages of the documentation, the sources that they link to, and the Javadoc.
 *
 * <p>{@code ./mvnw -q -Psite} writes the page of operations anew and then the site, to {@code
 * target/site}. It needs no network to be read. A link that leads nowhere is an error.
 */
public final class Site {
  private static final String HTTP = "https?://.*";
  private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)(//.*)$");
  private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  private static final List<String> MODULES = List.of("core", "ops", "autograd");

  private final Path folder;
  private final Map<Path, Page> pages = new LinkedHashMap<>();
  private final Map<Node, String> anchors = new HashMap<>();

  /** Folders and programs, which become pages. */
  private final Set<Path> sources = new LinkedHashSet<>();

  /** Pictures, notebooks and data, which stay as they are. */
  private final Set<Path> copies = new LinkedHashSet<>();

  private final Page guide = Page.of("docs/guide/README.md");
  private final String template = resource("site.html");
  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .extensions(List.of(TablesExtension.create()))
          .attributeProviderFactory(context -> this::setAnchor)
          .build();

  /**
   * A site that is not written yet.
   *
   * @param folder where to
   */
  Site(Path folder) throws Exception {
    this.folder = folder;
    for (Page page : Page.all()) {
      pages.put(page.path().normalize(), page);
      page.titles().forEach(title -> anchors.put(title.node(), title.anchor()));
    }
  }

  /**
   * Writes the page of operations and the site.
   *
   * @param args none
   */
  public static void main(String[] args) throws Exception {
    Files.writeString(Operations.PATH, Operations.page());
    Path folder = Page.ROOT.resolve("target/site");
    delete(folder);
    Site site = new Site(folder);
    site.writePages();
    site.unpack("katex", "katex.min.js", "katex.min.css", ".woff2", "LICENSE");
    site.unpack("mermaid", "mermaid.min.js", "LICENSE");
    site.writeJavadoc();
    List<String> broken = site.brokenLinks();
    if (!broken.isEmpty()) {
      throw new AssertionError("links that lead nowhere:\n" + String.join("\n", broken));
    }
    System.out.println(folder.resolve("index.html"));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Writes all pages, the sources they link to, the stylesheet and the script. */
  void writePages() throws Exception {
    Map<Path, String> contents = new LinkedHashMap<>();
    for (Page page : pages.values()) {
      contents.put(page.path(), content(page));
    }
    for (Map.Entry<Path, String> entry : contents.entrySet()) {
      Page page = pageAt(entry.getKey());
      write(target(page.path()), title(page), entry.getValue(), navigation(page));
    }
    for (Path file : copies) {
      copy(file);
    }
    for (Path source : sources) {
      String name = Page.ROOT.relativize(source).toString().replace('\\', '/');
      String content = Files.isDirectory(source) ? listing(source) : code(source);
      write(target(source), name, "<h1>" + escaped(name) + "</h1>\n" + content, navigation(guide));
    }
    for (String asset : List.of("site.css", "site.js")) {
      Path file = folder.resolve("assets").resolve(asset);
      Files.createDirectories(file.getParent());
      Files.writeString(file, resource(asset));
    }
  }

  private Page pageAt(Path path) {
    return Objects.requireNonNull(pages.get(path.normalize()), path.toString());
  }

  /** Where a file of the project is in the site. */
  private Path target(Path file) {
    String path = Page.ROOT.relativize(file.normalize()).toString();
    if (Files.isDirectory(file)) {
      return folder.resolve(path).resolve("index.html");
    }
    if (path.endsWith("README.md")) {
      return folder.resolve(path).resolveSibling("index.html");
    }
    return folder.resolve(isCopied(file) ? path : path.replaceAll("\\.md$", "") + ".html");
  }

  private static boolean isCopied(Path file) {
    String name = file.getFileName().toString();
    return name.contains(".") && !name.matches(".*\\.(md|java)");
  }

  private void copy(Path file) throws IOException {
    Path copy = folder.resolve(relative(Page.ROOT, file));
    Files.createDirectories(copy.resolveSibling(""));
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String title(Page page) {
    return page.titles().get(0).text();
  }

  private void write(Path file, String title, String content, UnaryOperator<String> navigation)
      throws IOException {
    String root = "../".repeat(folder.relativize(file).getNameCount() - 1);
    String scripts =
        content.contains("class=\"diagram")
            ? "<script src=\"" + root + "assets/mermaid/mermaid.min.js\"></script>"
            : "";
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        template
            .replace("{title}", escaped(title))
            .replace("{navigation}", navigation.apply(root))
            .replace("{scripts}", scripts)
            .replace("{root}", root)
            .replace("{content}", content));
  }

  /** What the page of the guide lists, and the headings of the current page. */
  private UnaryOperator<String> navigation(Page current) {
    return root -> {
      StringBuilder html = new StringBuilder();
      html.append("<a class=\"home\" href=\"").append(root).append("index.html\">Grad4J</a>\n");
      guide
          .document()
          .accept(
              new AbstractVisitor() {
                @Override
                public void visit(OrderedList list) {
                  append(list);
                }

                @Override
                public void visit(BulletList list) {
                  append(list);
                }

                private void append(Node list) {
                  html.append("<ul>\n");
                  visitChildren(list);
                  html.append("</ul>\n");
                }

                @Override
                public void visit(Link link) {
                  if (link.getParent().getParent() instanceof ListItem) {
                    html.append(item(current, link, root));
                  }
                }
              });
      html.append("<ul>\n<li><a href=\"").append(root);
      html.append("javadoc/index.html\">Javadoc</a></li>\n</ul>");
      return html.toString();
    };
  }

  private String item(Page current, Link link, String root) {
    Path file = guide.path().resolveSibling(link.getDestination().replaceAll("#.*", ""));
    boolean isCurrent =
        file.normalize().equals(current.path().normalize()) && !link.getDestination().contains("#");
    String address =
        root + relative(folder, target(file)) + link.getDestination().replaceAll("^[^#]*", "");
    return "<li><a href=\""
        + address
        + (isCurrent ? "\" aria-current=\"page\">" : "\">")
        + escaped(Page.words(link))
        + "</a>"
        + (isCurrent ? sections(current) : "")
        + "</li>\n";
  }

  private static String sections(Page page) {
    return page.titles().stream()
        .filter(title -> title.level() == 2)
        .map(
            title ->
                "<li><a href=\"#" + title.anchor() + "\">" + escaped(title.text()) + "</a></li>\n")
        .collect(joining("", "\n<ul>\n", "</ul>\n"));
  }

  private static String relative(Path from, Path to) {
    return from.relativize(to).toString().replace('\\', '/');
  }

  private void setAnchor(Node node, String tag, Map<String, String> attributes) {
    String anchor = anchors.get(node);
    if (anchor != null) {
      attributes.put("id", anchor);
    }
  }

  /** The page in HTML, its links leading to where their targets are in the site. */
  private String content(Page page) {
    List<Node> nodes = new ArrayList<>();
    collect(page.document(), nodes);
    for (Node node : nodes) {
      if (node instanceof Link link) {
        link.setDestination(address(page, link.getDestination()));
      } else if (node instanceof Image image) {
        image.setDestination(address(page, image.getDestination()));
      } else if (node instanceof Code code) {
        setMath(code);
      } else if (node instanceof FencedCodeBlock block) {
        replace(block, html(block));
      } else if (node instanceof TableBlock) {
        node.insertBefore(html("<div class=\"table\">"));
        node.insertAfter(html("</div>"));
      }
    }
    return renderer.render(page.document());
  }

  private static void collect(Node node, List<Node> nodes) {
    nodes.add(node);
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      collect(child, nodes);
    }
  }

  private String address(Page page, String address) {
    if (address.matches(HTTP) || address.startsWith("#")) {
      return address;
    }
    String[] parts = address.split("#", 2);
    Path file = page.path().resolveSibling(parts[0]).normalize();
    if (!pages.containsKey(file)) {
      (isCopied(file) ? copies : sources).add(file);
    }
    String path = relative(target(page.path()).resolveSibling(""), target(file));
    return parts.length == 1 ? path : path + "#" + parts[1];
  }

  /** Code between dollars is a formula. */
  private static void setMath(Code code) {
    if (code.getPrevious() instanceof Text before
        && code.getNext() instanceof Text after
        && before.getLiteral().endsWith("$")
        && after.getLiteral().startsWith("$")) {
      before.setLiteral(before.getLiteral().substring(0, before.getLiteral().length() - 1));
      after.setLiteral(after.getLiteral().substring(1));
      HtmlInline math = new HtmlInline();
      math.setLiteral("<span class=\"math\">" + escaped(code.getLiteral()) + "</span>");
      replace(code, math);
    }
  }

  private static void replace(Node node, Node other) {
    node.insertAfter(other);
    node.unlink();
  }

  private static HtmlBlock html(String literal) {
    HtmlBlock html = new HtmlBlock();
    html.setLiteral(literal);
    return html;
  }

  private static HtmlBlock html(FencedCodeBlock block) {
    String text = escaped(block.getLiteral());
    return html(
        switch (block.getInfo() == null ? "" : block.getInfo()) {
          case "math" -> "<div class=\"math display\">" + text + "</div>";
          case "mermaid" -> "<pre class=\"diagram mermaid\">" + text + "</pre>";
          case "text" -> "<pre class=\"output\"><code>" + text + "</code></pre>";
          case "java", "java test" -> java(text);
          default -> "<pre><code>" + text + "</code></pre>";
        });
  }

  private static String java(String text) {
    String code = COMMENT.matcher(text).replaceAll("$1<span class=\"comment\">$2</span>");
    return "<pre><code>" + code + "</code></pre>";
  }

  private static String code(Path source) throws IOException {
    String text = escaped(Files.readString(source));
    return source.toString().endsWith(".java")
        ? java(text)
        : "<pre><code>" + text + "</code></pre>";
  }

  /** The pages and files of a folder. */
  private String listing(Path source) throws IOException {
    try (Stream<Path> files = Files.list(source)) {
      StringBuilder html = new StringBuilder("<ul>\n");
      for (Path file : files.sorted().toList()) {
        Page page = pages.get(file.normalize());
        if (page != null) {
          html.append("<li><a href=\"").append(target(file).getFileName()).append("\">");
          html.append(escaped(title(page))).append("</a></li>\n");
        } else {
          copy(file);
          html.append("<li><a href=\"").append(file.getFileName()).append("\">");
          html.append(file.getFileName()).append("</a></li>\n");
        }
      }
      return html.append("</ul>\n").toString();
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Copies files out of a library's jar, by the ends of their names. */
  private void unpack(String library, String... ends) throws IOException {
    Path jar =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> path.getFileName().toString().startsWith(library + "-"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(library + " is in the profile 'site' only"));
    try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of());
        Stream<Path> files = Files.walk(zip.getPath("META-INF/resources/webjars", library))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (Stream.of(ends)
            .anyMatch(end -> end.startsWith(".") ? name.endsWith(end) : name.equals(end))) {
          String place = name.endsWith(".woff2") ? "fonts/" + name : name;
          Path copy = folder.resolve("assets").resolve(library).resolve(place);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  private void writeJavadoc() {
    String paths =
        MODULES.stream()
            .map(module -> Page.ROOT.resolve(module).resolve("src/main/java").toString())
            .collect(joining(File.pathSeparator));
    int result =
        ToolProvider.findFirst("javadoc")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-quiet",
                "-notimestamp",
                "-Xdoclint:none",
                "-encoding",
                "UTF-8",
                "-windowtitle",
                "Grad4J",
                "-doctitle",
                "Grad4J",
                "-bottom",
                "<a href=\"{@docRoot}/../index.html\">Grad4J</a>",
                "-classpath",
                System.getProperty("java.class.path"),
                "-sourcepath",
                paths,
                "-subpackages",
                "io.github.grad4j",
                "-exclude",
                "io.github.grad4j.ops.internal",
                "-d",
                folder.resolve("javadoc").toString());
    if (result != 0) {
      throw new AssertionError("javadoc failed");
    }
  }

  /** The links of the site's own pages that lead nowhere. */
  List<String> brokenLinks() throws IOException {
    List<String> broken = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(this::isOwnPage).toList()) {
        Matcher matcher = REFERENCE.matcher(Files.readString(file));
        while (matcher.find()) {
          String address = matcher.group(1);
          if (!address.matches(HTTP) && !leadsSomewhere(file, address)) {
            broken.add(relative(folder, file) + ": " + address);
          }
        }
      }
    }
    return broken;
  }

  private boolean isOwnPage(Path file) {
    return file.toString().endsWith(".html") && !file.startsWith(folder.resolve("javadoc"));
  }

  private static boolean leadsSomewhere(Path file, String address) throws IOException {
    String[] parts = address.split("#", 2);
    Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
    return Files.isRegularFile(target)
        && (parts.length == 1 || Files.readString(target).contains("id=\"" + parts[1] + "\""));
  }
}
