package io.github.grad4j.autograd.data;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.core.ArgumentException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which examples are learned from, and which are held out to show what was learned.
 *
 * <p>For what is no data set yet, such as texts; a {@link Dataset} has its own {@link
 * Dataset#split}.
 *
 * @param training the indices of the examples learned from
 * @param test the indices of the examples held out
 */
public record Holdout(List<Integer> training, List<Integer> test) {
  /**
   * Copies the indices.
   *
   * @param training the indices of the examples learned from
   * @param test the indices of the examples held out
   */
  public Holdout {
    training = ArgumentException.copyOf(training, "training");
    test = ArgumentException.copyOf(test, "test");
  }

  /**
   * Holds out the same share of every class.
   *
   * <p>{@code round(share · n)} examples are held out, halves being rounded up. Of n<sub>c</sub>
   * examples of class c these are at least {@code floor(q)}, where {@code q = share ·
   * n}<sub>c</sub>; those still missing come one each from the classes with the largest remainders
   * {@code q - floor(q)}, of equal ones from the first. Which examples of a class is random.
   *
   * @param classes the class of each example
   * @param share of the examples that are held out, in (0, 1), as the decimal number it is written
   * @param seed fixes which; equal seeds give equal parts on every machine
   * @return both parts, each in the order of the examples
   * @throws ArgumentException if the share is outside (0, 1), or leaves a part without examples
   */
  public static Holdout stratified(long[] classes, double share, long seed) {
    requireNonNull(classes, "classes");
    if (!(share > 0 && share < 1)) {
      throw new ArgumentException("the share held out is in (0, 1), but it is " + share);
    }
    Map<Long, List<Integer>> members =
        IntStream.range(0, classes.length)
            .boxed()
            .collect(Collectors.groupingBy(i -> classes[i], TreeMap::new, Collectors.toList()));
    int[] quotas = quotas(members.values().stream().mapToInt(List::size).toArray(), share);
    Random random = new Random(seed);
    Set<Integer> held = new HashSet<>();
    int stratum = 0;
    for (List<Integer> alike : members.values()) {
      Collections.shuffle(alike, random);
      held.addAll(alike.subList(0, quotas[stratum]));
      stratum++;
    }
    Map<Boolean, List<Integer>> parts =
        IntStream.range(0, classes.length)
            .boxed()
            .collect(Collectors.partitioningBy(held::contains));
    if (held.isEmpty() || held.size() == classes.length) {
      throw new ArgumentException(
          "a share of "
              + share
              + " of "
              + classes.length
              + " examples leaves a part without any; hold out another share");
    }
    return new Holdout(parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()));
  }

  /** Hamilton's method of the largest remainder, in decimals: 0.1 of 30 is 3, not a bit more. */
  static int[] quotas(int[] sizes, double share) {
    BigDecimal decimal = BigDecimal.valueOf(share);
    List<BigDecimal> exact =
        IntStream.of(sizes).mapToObj(size -> decimal.multiply(BigDecimal.valueOf(size))).toList();
    int[] quotas = exact.stream().mapToInt(BigDecimal::intValue).toArray();
    int all =
        decimal
            .multiply(BigDecimal.valueOf(IntStream.of(sizes).sum()))
            .setScale(0, RoundingMode.HALF_UP)
            .intValue();
    // Sorting is stable: of equal remainders the first stratum gives.
    IntStream.range(0, sizes.length)
        .boxed()
        .sorted(Comparator.comparing(i -> BigDecimal.valueOf(quotas[i]).subtract(exact.get(i))))
        .limit(all - IntStream.of(quotas).sum())
        .forEach(i -> quotas[i]++);
    return quotas;
  }
}
