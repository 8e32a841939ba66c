package io.github.grad4j.autograd.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Which examples are held out, so that every stratum loses the same share. */
final class Stratification {
  private Stratification() {}

  /**
   * Draws a share of every stratum.
   *
   * @param strata the stratum of each example, from 0
   * @param share of the examples, in (0, 1)
   * @return for each example whether it is held out
   */
  static boolean[] heldOut(int[] strata, double share, long seed) {
    int count = IntStream.of(strata).max().orElse(-1) + 1;
    List<List<Integer>> members = new ArrayList<>();
    for (int stratum = 0; stratum < count; stratum++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < strata.length; i++) {
      members.get(strata[i]).add(i);
    }
    int[] quotas = quotas(members.stream().mapToInt(List::size).toArray(), share);
    Random random = new Random(seed);
    boolean[] held = new boolean[strata.length];
    for (int stratum = 0; stratum < count; stratum++) {
      Collections.shuffle(members.get(stratum), random);
      members.get(stratum).subList(0, quotas[stratum]).forEach(i -> held[i] = true);
    }
    return held;
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
