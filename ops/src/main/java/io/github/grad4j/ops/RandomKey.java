package io.github.grad4j.ops;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;

/** The key of random numbers: a LONG scalar, of which they are a pure function. */
public final class RandomKey {
  private RandomKey() {}

  /**
   * A key.
   *
   * <p>Every use needs a key of its own; {@link FoldIn} makes more of one. A key that changes from
   * run to run is an input or a variable, or is folded with one.
   *
   * @param seed any number
   * @return a LONG scalar that holds the seed
   */
  public static Constant randomKey(long seed) {
    return Constant.of(new long[] {seed}, Shape.scalar());
  }
}
