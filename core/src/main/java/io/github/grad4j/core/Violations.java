package io.github.grad4j.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules that are checked together, so that one exception tells of all that are broken.
 *
 * <p>For what several independent rules hold of, such as the labels and logits of a loss:
 *
 * <pre>{@code
 * Violations violations = new Violations();
 * violations.check(() -> requireSameType(labels, logits));
 * violations.check(() -> requireSameShape(labels, logits));
 * violations.throwIfAny("Labels hold one probability per class");
 * }</pre>
 *
 * <p>For one thread.
 */
public final class Violations {
  private final List<Grad4jException> found = new ArrayList<>();

  /** Rules of which none was checked yet. */
  public Violations() {}

  /**
   * Checks a rule that makes sense whatever became of the others.
   *
   * @param rule throws an exception of ours if it is broken
   */
  public void check(Runnable rule) {
    try {
      rule.run();
    } catch (Grad4jException e) {
      found.add(e);
    }
  }

  /**
   * Whether no rule was broken so far, for those that make sense only then.
   *
   * @return false once a rule was broken
   */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Throws what was found, if anything: the one exception, or the first, telling of all. */
  public void throwIfAny() {
    throwIfAny("");
  }

  /**
   * Throws what was found, if anything: the one exception, or the first, telling of all.
   *
   * @param wayOut what helps whichever rule was broken, behind them all; may be empty
   */
  public void throwIfAny(String wayOut) {
    if (found.isEmpty()) {
      return;
    }
    Set<String> rules = new LinkedHashSet<>();
    found.forEach(e -> rules.add(e.rule()));
    Grad4jException first = found.get(0);
    first.tell(rules.size() == 1 ? sentence(first.rule(), wayOut) : list(rules, wayOut));
    throw first;
  }

  private static String sentence(String rule, String wayOut) {
    if (wayOut.isEmpty()) {
      return rule;
    }
    int end = rule.indexOf('\n');
    String picture = end < 0 ? "" : rule.substring(end);
    return (end < 0 ? rule : rule.substring(0, end)) + ". " + wayOut + picture;
  }

  private static String list(Set<String> rules, String wayOut) {
    StringBuilder list = new StringBuilder("breaks " + rules.size() + " rules");
    int number = 0;
    for (String rule : rules) {
      number++;
      list.append("\n  ").append(number).append(". ").append(rule.replace("\n", "\n   "));
    }
    return wayOut.isEmpty() ? list.toString() : list.append("\n  ").append(wayOut).toString();
  }
}
