package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Elementwise kernels in integers: a scalar function applied to one tile of all operands after the
 * other.
 *
 * <p>A tile fits the first-level cache. Element i of every operand of the output's size is read
 * before element i of the output is written, so that the output may lie over such an operand.
 */
public final class LongTiles {
  private static final int LENGTH = 512;

  private LongTiles() {}

  /** A scalar function of integers over a tile. */
  @FunctionalInterface
  public interface Function {
    /**
     * Applies the function to the first {@code n} elements.
     *
     * @param inputs one array for each input
     * @param output the results
     * @param n how many elements
     */
    void apply(long[][] inputs, long[] output, int n);
  }

  /**
   * A kernel that computes in integers; operands are LONG or BOOL.
   *
   * @param function the scalar function
   * @param inputs slots that broadcast to the output's shape
   * @param output the slot written
   * @return the kernel
   */
  public static Kernel of(Function function, List<Slot> inputs, Slot output) {
    int size = output.size();
    int length = Math.min(LENGTH, size);
    Walk[] walks = walks(inputs, output.shape());
    Slot[] sources = inputs.toArray(Slot[]::new);
    long[][] tiles = new long[sources.length][length];
    long[] results = new long[length];
    return () -> {
      for (Walk walk : walks) {
        walk.go(0);
      }
      for (int start = 0; start < size; start += length) {
        int n = Math.min(length, size - start);
        for (int i = 0; i < sources.length; i++) {
          walks[i].readLongs(sources[i], tiles[i], n);
        }
        function.apply(tiles, results, n);
        writeLongs(output, start, results, n);
      }
    };
  }

  private static Walk[] walks(List<Slot> inputs, Shape shape) {
    return inputs.stream().map(input -> Walk.broadcast(input.shape(), shape)).toArray(Walk[]::new);
  }

  private static void writeLongs(Slot output, int start, long[] values, int n) {
    if (output.type().isInteger()) {
      LongBuffer target = output.longs();
      target.put(start, values, 0, n);
    } else {
      ByteBuffer target = output.bytes();
      for (int i = 0; i < n; i++) {
        target.put(start + i, (byte) values[i]);
      }
    }
  }
}
