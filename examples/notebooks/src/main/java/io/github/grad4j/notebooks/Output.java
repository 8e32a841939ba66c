package io.github.grad4j.notebooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Something that a cell put out.
 *
 * @param kind {@code stdout}, {@code stderr}, {@code display}, {@code result} or {@code error}
 * @param data the forms it has, by media type; of a stream and an error {@code text/plain} alone
 */
record Output(String kind, Map<String, String> data) {
  static final String TEXT = "text/plain";
  static final String ERROR = "error";

  private static final Pattern COLOR = Pattern.compile("\u001b\\[[\\d;]*m");

  /** What a cell put out; a stream that came in pieces is one. */
  static List<Output> all(JsonNode outputs) {
    List<Output> all = new ArrayList<>();
    for (JsonNode output : outputs) {
      Output next = of(output);
      int last = all.size() - 1;
      if (last >= 0 && next.isStream() && all.get(last).kind().equals(next.kind())) {
        String text = all.get(last).text() + next.text();
        all.set(last, new Output(next.kind(), Map.of(TEXT, text)));
      } else {
        all.add(next);
      }
    }
    return all;
  }

  private static Output of(JsonNode output) {
    String type = output.path("output_type").asText();
    if (type.equals("stream")) {
      return new Output(output.path("name").asText(), Map.of(TEXT, lines(output.path("text"))));
    }
    if (type.equals("error")) {
      // A cell that does not compile has no message, only the trace, in colors.
      String message = output.path("evalue").asText();
      String trace = COLOR.matcher(joined(output.path("traceback"), "\n")).replaceAll("");
      String what = output.path("ename").asText() + ": " + (message.isEmpty() ? trace : message);
      return new Output(ERROR, Map.of(TEXT, what));
    }
    Map<String, String> data = new TreeMap<>();
    output.path("data").properties().forEach(e -> data.put(e.getKey(), lines(e.getValue())));
    return new Output(type.equals("execute_result") ? "result" : "display", data);
  }

  /** A text, which a notebook may hold as a list of lines. */
  static String lines(JsonNode text) {
    return text.isArray() ? joined(text, "") : text.asText();
  }

  private static String joined(JsonNode texts, String between) {
    List<String> all = new ArrayList<>();
    texts.forEach(text -> all.add(text.asText()));
    return String.join(between, all);
  }

  String text() {
    return data.getOrDefault(TEXT, "");
  }

  private boolean isStream() {
    return kind.startsWith("std");
  }
}
