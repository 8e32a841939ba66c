package io.github.grad4j.autograd.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a graph as JSON. */
final class GraphJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final Graph graph;
  private final JsonGenerator out;

  private GraphJson(Graph graph, JsonGenerator out) {
    this.graph = graph;
    this.out = out;
  }

  static String of(Graph graph) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      new GraphJson(graph, out).write();
    } catch (IOException e) {
      // A text in memory takes all that is written.
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write() throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("boxes");
    for (Box box : graph.boxes()) {
      write(box);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(Box box) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", box.number());
    out.writeStringField("kind", box.kind().toString());
    out.writeStringField("title", box.title());
    out.writeNumberField("tensors", box.tensors().size());
    out.writeObjectFieldStart("ops");
    for (Map.Entry<String, Integer> op : box.ops().entrySet()) {
      out.writeNumberField(op.getKey(), op.getValue());
    }
    out.writeEndObject();
    out.writeNumberField("parameters", box.parameters());
    out.writeNumberField("bytes", box.bytes());
    writeTexts("where", box.lines());
    List<Integer> inputs =
        box.kind() == Box.Kind.FOLDED
            ? List.copyOf(box.sources().keySet())
            : box.edges().stream().map(Box.Edge::from).toList();
    out.writeArrayFieldStart("inputs");
    for (int input : inputs) {
      out.writeNumber(input);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("results");
    for (Tensor result : box.results()) {
      write(result);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(Tensor result) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", graph.name(result));
    out.writeStringField("type", result.type().dataType().toString());
    int[] sizes = result.shape().sizes();
    out.writeFieldName("shape");
    out.writeArray(sizes, 0, sizes.length);
    out.writeBooleanField("output", graph.isOutput(result));
    writeTexts("assignedTo", graph.assigned(result).stream().map(Variable::name).toList());
    write("value", graph.value(result));
    write("gradient", graph.gradient(result));
    out.writeEndObject();
  }

  private void write(String field, Optional<Amount> amount) throws IOException {
    if (amount.isPresent()) {
      out.writeObjectFieldStart(field);
      out.writeNumberField("of", amount.get().type().shape().size());
      out.writeArrayFieldStart("numbers");
      for (double number : amount.get().numbers()) {
        out.writeNumber(number);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
  }

  private void writeTexts(String field, Collection<String> texts) throws IOException {
    out.writeArrayFieldStart(field);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
