package io.github.grad4j.autograd.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a check of an op found out.
 *
 * @param seed the seed of all chance; with it the check can be repeated
 * @param findings one for each example and each property that says anything about it
 */
public record OpReport(long seed, List<OpFinding> findings) {
  /**
   * Copies the list.
   *
   * @param seed the seed
   * @param findings one for each example and property
   */
  public OpReport {
    findings = List.copyOf(findings);
  }

  /**
   * Whether every property holds on every example.
   *
   * @return true if there is no complaint
   */
  public boolean isRight() {
    return findings.stream().allMatch(OpFinding::holds);
  }

  /**
   * The same report of the complaints alone.
   *
   * @return a report without the findings that hold
   */
  public OpReport complaints() {
    return new OpReport(seed, findings.stream().filter(finding -> !finding.holds()).toList());
  }

  /**
   * The properties that are looked at.
   *
   * @return each once, in their order
   */
  public Set<OpProperty> properties() {
    Set<OpProperty> properties = EnumSet.noneOf(OpProperty.class);
    findings.forEach(finding -> properties.add(finding.property()));
    return properties;
  }

  /** A table, one example and property a line, and the seed. */
  @Override
  public String toString() {
    int example = width(findings.stream().map(OpFinding::example).toList(), "example");
    int property = width(findings.stream().map(f -> f.property().title()).toList(), "property");
    String format = "%-" + example + "s  %-" + property + "s  %s%n";
    StringBuilder table =
        new StringBuilder(String.format(format, "example", "property", "finding"));
    for (OpFinding finding : findings) {
      table.append(
          String.format(
              format,
              finding.example(),
              finding.property().title(),
              finding.complaint().orElse("holds")));
    }
    return table.append("seed ").append(seed).append(System.lineSeparator()).toString();
  }

  private static int width(List<String> cells, String header) {
    return cells.stream().mapToInt(String::length).reduce(header.length(), Math::max);
  }
}
