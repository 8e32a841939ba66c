package io.github.grad4j.autograd.data;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The classes of a file: given, or numbered as they are met until all are known. */
final class CsvClasses {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

  private final boolean given;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** None if they are to be learned from the file. */
  CsvClasses(List<String> names) {
    given = !names.isEmpty();
    names.forEach(this::add);
  }

  private int add(String name) {
    names.add(name);
    ids.put(name, ids.size());
    return ids.size() - 1;
  }

  /** The number of a class; empty if it is none of those given. */
  OptionalInt id(String name) {
    Integer id = ids.get(name);
    if (id != null) {
      return OptionalInt.of(id);
    }
    return given ? OptionalInt.empty() : OptionalInt.of(add(name));
  }

  /** In the order of their numbers. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** In the order that classes have when they are not given. */
  List<String> sortedNames() {
    boolean integers = names.stream().allMatch(name -> INTEGER.matcher(name).matches());
    Comparator<String> byValue = Comparator.comparing(BigInteger::new);
    Comparator<String> byText = Comparator.naturalOrder();
    // "07" and "7" are two names.
    return names.stream().sorted(integers ? byValue.thenComparing(byText) : byText).toList();
  }

  /** The examples of a file that was read to its end; takes over the arrays. */
  Dataset dataset(INDArray features, long[] labels, List<String> featureNames) {
    if (given) {
      return Dataset.ofClasses(features, labels, names(), featureNames);
    }
    List<String> sorted = sortedNames();
    CsvClasses byName = new CsvClasses(sorted);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = byName.id(names.get((int) labels[i])).orElseThrow();
    }
    return Dataset.ofClasses(features, labels, sorted, featureNames);
  }
}
