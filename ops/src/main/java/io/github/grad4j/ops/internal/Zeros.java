package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Slot;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Clears memory. */
public final class Zeros {
  private Zeros() {}

  /**
   * Sets all elements to 0, or to false.
   *
   * @param slot the slot written
   */
  public static void fill(Slot slot) {
    int n = slot.size();
    switch (slot.type().dataType()) {
      case FLOAT -> {
        FloatBuffer target = slot.floats();
        for (int i = 0; i < n; i++) {
          target.put(i, 0);
        }
      }
      case DOUBLE -> {
        DoubleBuffer target = slot.doubles();
        for (int i = 0; i < n; i++) {
          target.put(i, 0);
        }
      }
      case LONG -> {
        LongBuffer target = slot.longs();
        for (int i = 0; i < n; i++) {
          target.put(i, 0);
        }
      }
      default -> {
        ByteBuffer target = slot.bytes();
        for (int i = 0; i < n; i++) {
          target.put(i, (byte) 0);
        }
      }
    }
  }
}
