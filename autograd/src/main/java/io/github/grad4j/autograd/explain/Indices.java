package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.Notation.Derivative;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the indices in entries of Jacobians are, for pages that have such entries. */
final class Indices {
  private static final Pattern ENTRY = Pattern.compile("\\\\delta_|\\[[ijmn]\\b");
  private static final Pattern ENTRY_OF_PRODUCT = Pattern.compile("\\\\delta_\\{[ij][mn]\\}");

  private Indices() {}

  /** A line of sentences; empty if no entry has an index. */
  static Optional<String> legend(Explanation explanation) {
    List<String> entries =
        explanation.backward().stream()
            .flatMap(step -> step.contributions().stream())
            .map(Indices::template)
            .filter(template -> ENTRY.matcher(template).find())
            .toList();
    List<String> sentences = new ArrayList<>();
    if (entries.stream().anyMatch(entry -> !ENTRY_OF_PRODUCT.matcher(entry).find())) {
      sentences.add(
          "i is an element of the output and j one of the input, counted along the axes that the op"
              + " names; entries that cross other axes are 0.");
    }
    if (entries.stream().anyMatch(entry -> entry.contains("[k]"))) {
      sentences.add("k is every j.");
    }
    if (entries.stream().anyMatch(entry -> ENTRY_OF_PRODUCT.matcher(entry).find())) {
      sentences.add(
          "Of a matrix product, [i, j] is an element of the output and [m, n] one of the input.");
    }
    if (entries.stream().anyMatch(entry -> entry.contains("\\delta_"))) {
      sentences.add("δ is 1 where its indices are equal and 0 elsewhere.");
    }
    return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
  }

  /** The derivative before names are put in, which may look like indices. */
  private static String template(Contribution part) {
    List<Derivative> derivatives = part.node().op().notation().derivatives();
    return derivatives.isEmpty()
        ? ""
        : derivatives.get(Math.min(part.input(), derivatives.size() - 1)).local();
  }
}
