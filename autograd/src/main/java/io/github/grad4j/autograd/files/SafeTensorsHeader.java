package io.github.grad4j.autograd.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Variable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands before the data of a safetensors file.
 *
 * @param entries the tensors in the order of their data, which they fill without a gap
 * @param metadata the texts
 */
record SafeTensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  /** The format's own limit. */
  private static final int MAX_BYTES = 100_000_000;

  private static final String METADATA = "__metadata__";
  private static final String DTYPE = "dtype";
  private static final String SHAPE = "shape";
  private static final String OFFSETS = "data_offsets";

  /** The header, a tensor or the texts, and a list: nothing is nested deeper. */
  private static final int DEPTH = 3;

  /** Data begins at a multiple of this. */
  private static final int ALIGNMENT = Long.BYTES;

  /*
   * Neither a table of all names ever seen, which a hostile file could fill, nor a guess at the
   * encoding; the length of names and texts is limited by that of the header.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNameLength(MAX_BYTES)
                  .maxStringLength(MAX_BYTES)
                  .build())
          .build();

  /**
   * Where a tensor's elements stand.
   *
   * @param begin the first byte, counted from the header's end
   * @param end behind the last
   */
  record Entry(String name, TensorType type, long begin, long end) {}

  /** Checks that the format takes the name of a tensor. */
  static void requireFree(String name) {
    if (name.equals(METADATA)) {
      throw new ArgumentException(
          "the format keeps texts under the name " + METADATA + "; give the variable another name");
    }
  }

  /** The header of a file, with the length before it. */
  static byte[] bytes(List<Variable> variables, Map<String, String> metadata) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(json)) {
      out.writeStartObject();
      if (!metadata.isEmpty()) {
        out.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> text : metadata.entrySet()) {
          out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
      }
      long offset = 0;
      for (Variable variable : variables) {
        long end = offset + Elements.bytes(variable.type());
        out.writeObjectFieldStart(variable.name());
        out.writeStringField(DTYPE, SafeTensorsType.of(variable.type()).name());
        out.writeFieldName(SHAPE);
        int[] sizes = variable.shape().sizes();
        out.writeArray(sizes, 0, sizes.length);
        out.writeFieldName(OFFSETS);
        out.writeArray(new long[] {offset, end}, 0, 2);
        out.writeEndObject();
        offset = end;
      }
      out.writeEndObject();
    }
    int length = (json.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (length > MAX_BYTES) {
      throw new ArgumentException(
          "names, shapes and texts take at most "
              + MAX_BYTES
              + " bytes in a file, but these take "
              + length
              + "; keep long texts elsewhere");
    }
    json.writeBytes(" ".repeat(length - json.size()).getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(Long.BYTES + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(json.toByteArray())
        .array();
  }

  /** Reads the header; the elements of the first tensor follow it. */
  static SafeTensorsHeader read(Source source) throws IOException {
    String foreign = source.kind();
    String kind =
        foreign.equals(FileKind.SAFE_TENSORS)
            ? "the file was cut short or is damaged, copy it again"
            : foreign;
    if (source.left() < Long.BYTES) {
      throw source.mistake(
          "a safetensors file begins with 8 bytes that tell the length of its header, but it has "
              + source.left()
              + " bytes; "
              + kind);
    }
    long length = ByteBuffer.wrap(source.read(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > MAX_BYTES) {
      throw source.mistake(
          "a safetensors file begins with the length of its header, at most "
              + MAX_BYTES
              + " bytes, but its first 8 bytes are the number "
              + Long.toUnsignedString(length)
              + "; "
              + kind);
    }
    if (length > source.left()) {
      throw source.mistake(
          "the header is said to take "
              + length
              + " bytes, but only "
              + source.left()
              + " follow; "
              + kind);
    }
    byte[] json = source.read((int) length);
    if (json.length == 0 || json[0] != '{') {
      throw source.mistake(
          "the header of a safetensors file begins with {, but this does not; " + kind);
    }
    return new Reader(source).read(json);
  }

  /** Reads the JSON of one header. */
  private static final class Reader {
    private final Source source;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    Reader(Source source) {
      this.source = source;
    }

    SafeTensorsHeader read(byte[] bytes) throws IOException {
      try (JsonParser json =
          JSON.createParser(
              new InputStreamReader(
                  new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder()))) {
        expect(json.nextToken() == JsonToken.START_OBJECT, json, "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          readField(json);
        }
        expect(json.nextToken() == null, json, "the end");
      } catch (JsonProcessingException e) {
        throw source.mistake(
            "the header of a safetensors file is JSON, but this is not: "
                + Source.brief(e.getOriginalMessage())
                + "; the file is damaged, copy it again",
            e);
      } catch (CharacterCodingException | CharConversionException e) {
        throw source.mistake(
            "the header of a safetensors file is UTF-8, but this is not; the file is damaged, copy"
                + " it again",
            e);
      }
      entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
      requireTiled();
      source.requireHeap();
      return new SafeTensorsHeader(List.copyOf(entries), metadata);
    }

    private void readField(JsonParser json) throws IOException {
      String name = json.currentName();
      if (!names.add(name)) {
        throw source.mistake(
            "every name stands once, but "
                + Source.brief(name)
                + " stands twice; write the file anew");
      }
      expect(json.nextToken() == JsonToken.START_OBJECT, json, "an object for each name");
      if (name.equals(METADATA)) {
        readMetadata(json);
      } else {
        readTensor(json, name);
      }
    }

    private void readMetadata(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        expect(
            json.nextToken() == JsonToken.VALUE_STRING, json, "a text for each name of metadata");
        if (metadata.put(key, json.getText()) != null) {
          throw source.mistake(
              "every name stands once, but metadata "
                  + Source.brief(key)
                  + " stands twice; write the file anew");
        }
      }
    }

    private void readTensor(JsonParser json, String name) throws IOException {
      String dtype = "";
      List<Long> sizes = List.of();
      List<Long> offsets = List.of();
      Set<String> keys = new HashSet<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        switch (key) {
          case DTYPE -> {
            expect(json.hasToken(JsonToken.VALUE_STRING), json, "a text for " + DTYPE);
            dtype = json.getText();
          }
          case SHAPE -> sizes = readNumbers(json, SHAPE);
          case OFFSETS -> offsets = readNumbers(json, OFFSETS);
          default -> expect(false, json, "dtype, shape and data_offsets alone for a tensor");
        }
        expect(keys.add(key), json, "each key of a tensor once");
      }
      expect(keys.size() == 3, json, "dtype, shape and data_offsets for a tensor");
      expect(offsets.size() == 2, json, "two data_offsets for a tensor");
      entries.add(entry(name, dtype, sizes, offsets.get(0), offsets.get(1)));
    }

    private List<Long> readNumbers(JsonParser json, String what) throws IOException {
      expect(json.hasToken(JsonToken.START_ARRAY), json, "a list for " + what);
      List<Long> numbers = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        expect(json.hasToken(JsonToken.VALUE_NUMBER_INT), json, "whole numbers for " + what);
        // One too many is enough to refuse it.
        if (numbers.size() <= Source.MAX_RANK) {
          numbers.add(json.getLongValue());
        }
      }
      return numbers;
    }

    private Entry entry(String name, String dtype, List<Long> sizes, long begin, long end)
        throws FileException {
      SafeTensorsType element =
          SafeTensorsType.named(dtype)
              .orElseThrow(
                  () ->
                      source.mistake(
                          "tensor "
                              + Source.brief(name)
                              + " has dtype "
                              + Source.brief(dtype)
                              + ", but tensors hold F32, F64, I64 or BOOL; convert it to one of"
                              + " these before it is saved"));
      TensorType type = source.type("tensor " + Source.brief(name), element.dataType(), sizes);
      if (begin < 0 || end < begin || end - begin != Elements.bytes(type)) {
        throw source.mistake(
            "tensor "
                + Source.brief(name)
                + " of type "
                + type
                + " takes "
                + Elements.bytes(type)
                + " bytes, but its data_offsets are ["
                + begin
                + ", "
                + end
                + "]; the file is damaged, or was written wrongly");
      }
      return new Entry(name, type, begin, end);
    }

    /** Checks that the tensors fill the data, without a gap and without sharing a byte. */
    private void requireTiled() throws FileException {
      long at = 0;
      for (Entry entry : entries) {
        if (entry.begin() != at) {
          throw source.mistake(
              "every byte of the data belongs to one tensor, but tensor "
                  + Source.brief(entry.name())
                  + " begins at byte "
                  + entry.begin()
                  + " of the data where byte "
                  + at
                  + " is next; the file is damaged, or was written wrongly");
        }
        at = entry.end();
      }
      if (at != source.left()) {
        throw source.mistake(
            "the tensors take "
                + at
                + " bytes of data, but "
                + source.left()
                + " bytes follow the header; the file was cut short or something was added, copy it"
                + " again");
      }
    }

    private void expect(boolean rule, JsonParser json, String what) throws FileException {
      if (!rule) {
        throw source.mistake(
            "the header of a safetensors file has "
                + what
                + ", but character "
                + json.currentTokenLocation().getCharOffset()
                + " of this begins something else; the file is damaged, or was written wrongly");
      }
    }
  }
}
