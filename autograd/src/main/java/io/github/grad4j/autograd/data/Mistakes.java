package io.github.grad4j.autograd.data;

import io.github.grad4j.autograd.files.FileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the lines of a file, told together. */
final class Mistakes {
  /** So many are told. */
  private static final int MOST = 10;

  private static final int LONGEST_VALUE = 40;

  private final Path file;
  private final List<String> found = new ArrayList<>();

  Mistakes(Path file) {
    this.file = file;
  }

  /** Adds one, unless there are enough. */
  void add(long line, String mistake) {
    if (!areEnough()) {
      found.add("line " + line + ": " + mistake);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  boolean areEnough() {
    return found.size() == MOST;
  }

  /** All that were found, one on each line if they are several. */
  FileException exception() {
    if (found.size() == 1) {
      return new FileException(file, found.get(0));
    }
    StringBuilder list = new StringBuilder();
    list.append(found.size()).append(areEnough() ? " mistakes, perhaps more" : " mistakes");
    for (int i = 0; i < found.size(); i++) {
      list.append("\n  ").append(i + 1).append(". ").append(found.get(i));
    }
    return new FileException(file, list.toString());
  }

  /** A value as it stands in the file, on one line and not too long. */
  static String quoted(String value) {
    StringBuilder text = new StringBuilder("'");
    value
        .codePoints()
        .limit(LONGEST_VALUE)
        .map(c -> Character.isISOControl(c) ? '\ufffd' : c)
        .forEach(text::appendCodePoint);
    return text.append(value.codePointCount(0, value.length()) > LONGEST_VALUE ? "…'" : "'")
        .toString();
  }
}
