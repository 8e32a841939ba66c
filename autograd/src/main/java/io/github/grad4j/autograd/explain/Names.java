package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the tensors of a formula are called: leaves by their names, the rest by number. */
final class Names {
  /** A name with a number behind it, which is set as a subscript, but for v, as nodes are set. */
  private static final Pattern NUMBERED = Pattern.compile("(?!v_?[0-9])([A-Za-z]+)_?([0-9]+)");

  /** What a name is made of that LaTeX has no other use for. */
  private static final Pattern FOREIGN = Pattern.compile("[^\\p{L}\\p{N} _.:/'-]");

  private final Map<Tensor, Formula> names = new HashMap<>();
  private final Map<Tensor, Formula> cotangents = new HashMap<>();

  /**
   * Names of some tensors.
   *
   * @param order the tensors, numbered by their places
   */
  Names(List<Tensor> order) {
    Set<String> taken = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (Tensor tensor : order) {
      if (!taken.add(ownName(tensor))) {
        twice.add(ownName(tensor));
      }
    }
    for (int i = 0; i < order.size(); i++) {
      String own = ownName(order.get(i));
      if (own.isBlank() || twice.contains(own)) {
        put(order.get(i), "%" + i, "v", "_{" + i + "}");
      } else {
        putNamed(order.get(i), own);
      }
    }
  }

  private static String ownName(Tensor tensor) {
    return tensor instanceof Variable variable
        ? variable.name()
        : tensor instanceof Input input ? input.name() : "";
  }

  private void putNamed(Tensor tensor, String own) {
    String text = Label.visible(own);
    Matcher numbered = NUMBERED.matcher(own);
    if (numbered.matches()) {
      put(tensor, text, letters(numbered.group(1)), "_{" + numbered.group(2) + "}");
    } else {
      put(tensor, text, letters(own), "");
    }
  }

  private static String letters(String name) {
    if (name.length() == 1 && Character.isLetter(name.charAt(0))) {
      return name;
    }
    String clean = FOREIGN.matcher(name).replaceAll("?");
    return (clean.chars().allMatch(Character::isLetterOrDigit) ? "\\mathrm{" : "\\text{")
        + clean
        + "}";
  }

  private void put(Tensor tensor, String text, String base, String subscript) {
    String bar = base.length() == 1 ? "\\bar{" : "\\overline{";
    names.put(tensor, new Formula(base + subscript, text));
    cotangents.put(tensor, new Formula(bar + base + "}" + subscript, text + "'"));
  }

  /** A tensor's name. */
  Formula of(Tensor tensor) {
    return found(names, tensor);
  }

  /** The name of a tensor's cotangent. */
  Formula ofCotangent(Tensor tensor) {
    return found(cotangents, tensor);
  }

  private static Formula found(Map<Tensor, Formula> map, Tensor tensor) {
    Formula name = map.get(tensor);
    if (name == null) {
      throw new IllegalStateException(tensor + " is not part of the formula");
    }
    return name;
  }

  /** Whether a tensor is a number that formulas write out instead of naming it. */
  static boolean isWrittenOut(Tensor tensor) {
    return tensor instanceof Constant && tensor.shape().rank() == 0;
  }
}
