package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Slot;

/**
 * A counter-based random number generator: Philox4x32-10.
 *
 * <p>It turns a counter of 128 bits and a key of 64 into 128 random bits, with no state in between,
 * so that any of them can be computed again, in any order.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
 * doi:10.1145/2063384.2063405.
 */
public final class Philox {
  /** The upper half of the counter for uniform numbers: one key gives each op bits of its own. */
  public static final long UNIFORM = 0;

  /** The upper half of the counter for normal numbers. */
  public static final long NORMAL = 1;

  /** The upper half of the counter for new keys. */
  public static final long KEYS = 2;

  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final long WORD = 0xFFFFFFFFL;
  private static final int TILE = 512;

  private long low;
  private long high;

  /** A generator for one kernel; it remembers the last block. */
  public Philox() {}

  /**
   * Computes a block of random bits.
   *
   * @param key the key, its low word first
   * @param counterLow the lower half of the counter
   * @param counterHigh the upper half
   */
  public void compute(long key, long counterLow, long counterHigh) {
    int key0 = (int) key;
    int key1 = (int) (key >>> 32);
    int word0 = (int) counterLow;
    int word1 = (int) (counterLow >>> 32);
    int word2 = (int) counterHigh;
    int word3 = (int) (counterHigh >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (word0 & WORD);
      long product1 = MULTIPLIER_1 * (word2 & WORD);
      word0 = (int) (product1 >>> 32) ^ word1 ^ key0;
      word1 = (int) product1;
      word2 = (int) (product0 >>> 32) ^ word3 ^ key1;
      word3 = (int) product0;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    low = (word0 & WORD) | (long) word1 << 32;
    high = (word2 & WORD) | (long) word3 << 32;
  }

  /**
   * The lower half of the last block.
   *
   * @return 64 random bits
   */
  public long low() {
    return low;
  }

  /**
   * The upper half of the last block.
   *
   * @return 64 random bits
   */
  public long high() {
    return high;
  }

  /** A way to make two numbers of each block. */
  public interface Pair {
    /**
     * Makes two numbers.
     *
     * @param low 64 random bits
     * @param high 64 more
     * @param tile where the numbers go
     * @param at the first one's index; the second follows
     */
    void make(long low, long high, double[] tile, int at);
  }

  /**
   * A kernel that fills a slot; element i depends on the key and i alone.
   *
   * @param stream the upper half of the counter
   * @param key a LONG scalar
   * @param output the slot written
   * @param pair makes elements 2i and 2i + 1 of block i
   * @return the kernel
   */
  public static Kernel fill(long stream, Slot key, Slot output, Pair pair) {
    Philox philox = new Philox();
    double[] tile = new double[TILE];
    return () -> {
      long bits = key.longs().get(0);
      for (int start = 0; start < output.size(); start += TILE) {
        int n = Math.min(TILE, output.size() - start);
        for (int i = 0; i < n; i += 2) {
          philox.compute(bits, (start + i) / 2, stream);
          pair.make(philox.low(), philox.high(), tile, i);
        }
        output.write(start, tile, n);
      }
    };
  }

  /**
   * A number of [0, 1) with 53 random bits.
   *
   * @param bits 64 random bits
   * @return a multiple of 2⁻⁵³
   */
  public static double unit(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }

  /**
   * A number of [0, 1) with 24 random bits, exact in single precision.
   *
   * @param bits 64 random bits
   * @return a multiple of 2⁻²⁴, at most 2⁻²⁴ below {@link #unit}
   */
  public static double floatUnit(long bits) {
    return (bits >>> 40) * 0x1p-24;
  }
}
