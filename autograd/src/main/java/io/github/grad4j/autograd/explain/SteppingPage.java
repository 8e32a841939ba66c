package io.github.grad4j.autograd.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.grad4j.autograd.check.InputReport;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An explanation as a page for the browser, on which one steps through the graph: forward, as
 * values appear, and on to the cotangents that come back, with the formula and the numbers of each
 * step.
 *
 * <pre>{@code
 * Files.writeString(Path.of("loss.html"), SteppingPage.of(explain(loss, w, b)));
 * }</pre>
 *
 * <p>The page is one file and needs no network. Its steps are taken with buttons or arrow keys, on
 * a telephone as on a desk. Names may hold any character: the page shows them as text, and runs no
 * script but its own.
 */
public final class SteppingPage {
  private static final JsonFactory JSON = new JsonFactory();

  private final Explanation explanation;
  private final Map<Tensor, Integer> ids = new HashMap<>();
  private final JsonGenerator out;

  private SteppingPage(Explanation explanation, JsonGenerator out) {
    this.explanation = explanation;
    this.out = out;
  }

  /**
   * The page of an explanation.
   *
   * @param explanation what is stepped through
   * @return HTML, to be written as UTF-8
   */
  public static String of(Explanation explanation) {
    ArgumentException.requireNonNull(explanation, "explanation");
    String style = resource("stepping.css");
    String script = resource("stepping.js");
    return resource("stepping.html")
        .replace("{style-hash}", hash(style))
        .replace("{script-hash}", hash(script))
        .replace("{style}", style)
        .replace("{script}", script)
        // Last, so that nothing is looked for in it.
        .replace("{data}", data(explanation));
  }

  private static String resource(String name) {
    try (InputStream in = SteppingPage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By which the page's policy knows its own script and style. */
  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String data(Explanation explanation) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      new SteppingPage(explanation, out).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // JSON has these characters in texts alone, and nothing in HTML ends without one.
    return text.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private void write() throws IOException {
    out.writeStartObject();
    writeText("indices", Indices.legend(explanation).orElse(""));
    out.writeArrayFieldStart("nodes");
    for (ForwardStep step : explanation.forward()) {
      ids.put(step.tensor(), ids.size());
      writeNode(step);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("steps");
    for (ForwardStep step : explanation.forward()) {
      if (step.formula().isPresent()) {
        writeForward(step, step.formula().get());
      }
    }
    for (BackwardStep step : explanation.backward()) {
      writeBackward(step);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("checks");
    for (CheckedGradient gradient : explanation.gradients()) {
      writeCheck(gradient);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void writeNode(ForwardStep step) throws IOException {
    out.writeStartObject();
    writeText("name", step.name().text());
    writeText("type", step.value().type().toString());
    writeText("value", step.value().toString());
    List<Integer> inputs = new ArrayList<>();
    if (step.tensor() instanceof Node node) {
      writeText("op", node.op().name());
      writeText("where", node.where());
      // Numbers are written into the formulas and have no box.
      node.inputs().stream().map(ids::get).filter(Objects::nonNull).distinct().forEach(inputs::add);
    }
    out.writeArrayFieldStart("inputs");
    for (int input : inputs) {
      out.writeNumber(input);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void writeForward(ForwardStep step, Formula formula) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(step.name() + " = " + formula);
    step.numbers().ifPresent(numbers -> lines.add(numbers.text()));
    if (TextPage.isMissing(step.numbers(), step.value())) {
      lines.add(step.name() + " = " + step.value());
    }
    out.writeStartObject();
    out.writeStringField("kind", "forward");
    out.writeNumberField("node", id(step.tensor()));
    writeParts(List.of(lines));
    out.writeEndObject();
  }

  private void writeBackward(BackwardStep step) throws IOException {
    String name = step.name().text();
    List<Contribution> contributions = step.contributions();
    List<List<String>> parts = new ArrayList<>();
    for (Contribution part : contributions) {
      parts.add(lines(part, step.part(parts.size())));
    }
    if (contributions.size() != 1) {
      List<String> whole = new ArrayList<>();
      step.sum().ifPresent(sum -> whole.add(name + " = " + sum));
      whole.add(name + " = " + step.cotangent());
      parts.add(whole);
    }
    out.writeStartObject();
    out.writeStringField("kind", "backward");
    Integer node = ids.get(step.tensor());
    if (node != null) {
      out.writeNumberField("node", node);
    }
    writeText("name", name);
    writeText("cotangent", step.cotangent().toString());
    out.writeArrayFieldStart("from");
    for (Contribution part : contributions) {
      out.writeNumber(id(part.node()));
    }
    out.writeEndArray();
    writeParts(parts);
    out.writeEndObject();
  }

  private static List<String> lines(Contribution part, Formula name) {
    List<String> lines = new ArrayList<>();
    if (!part.derivative().equals(part.local())) {
      lines.add(part.derivative() + " = " + part.local());
    }
    if (!Formulas.isUnit(part.local())) {
      part.localNumbers().ifPresent(numbers -> lines.add(numbers.text()));
      part.slopes()
          .filter(slopes -> TextPage.isMissing(part.localNumbers(), slopes))
          .ifPresent(slopes -> lines.add(part.derivative() + " = " + slopes));
    }
    lines.add(name + " = " + part.formula());
    part.numbers().ifPresent(numbers -> lines.add(name + " = " + numbers));
    lines.add(name + " = " + part.value());
    return lines;
  }

  private void writeParts(List<List<String>> parts) throws IOException {
    out.writeArrayFieldStart("parts");
    for (List<String> part : parts) {
      out.writeStartArray();
      for (String line : part) {
        out.writeString(Label.visible(line));
      }
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private void writeCheck(CheckedGradient gradient) throws IOException {
    InputReport check = gradient.check();
    out.writeStartObject();
    writeText("name", gradient.name().text());
    writeText("gradient", gradient.gradient().toString());
    writeText("differences", TextPage.differences(gradient).map(Numbers::toString).orElse(""));
    writeText("verdict", check.verdict() + (check.remark().isEmpty() ? "" : ", " + check.remark()));
    writeText("farthest", check.worst().map(TextPage::worst).orElse(""));
    out.writeEndObject();
  }

  private int id(Tensor tensor) {
    Integer id = ids.get(tensor);
    if (id == null) {
      throw new IllegalStateException(tensor + " is not part of the graph");
    }
    return id;
  }

  private void writeText(String field, String text) throws IOException {
    out.writeStringField(field, Label.visible(text));
  }
}
