package io.github.grad4j.core;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.BooleanPointer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A stretch of native memory, and the raw views of it that kernels use.
 *
 * <p>It holds the ND4J buffer as well: a pointer or a direct buffer alone would let the garbage
 * collector free the memory beneath. The memory may be exchanged between runs, which is how an
 * input is read in place; kernels therefore ask for the views in each run.
 */
final class Block {
  private static final FloatBuffer NO_FLOATS = FloatBuffer.allocate(0);
  private static final DoubleBuffer NO_DOUBLES = DoubleBuffer.allocate(0);
  private static final LongBuffer NO_LONGS = LongBuffer.allocate(0);
  private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

  private DataBuffer buffer;
  private long offset;
  private Pointer pointer;
  private FloatBuffer floats = NO_FLOATS;
  private DoubleBuffer doubles = NO_DOUBLES;
  private LongBuffer longs = NO_LONGS;
  private ByteBuffer bytes = NO_BYTES;

  /** The {@code length} elements of a buffer from {@code offset} on. */
  Block(DataBuffer buffer, long offset, int length) {
    this.buffer = buffer;
    this.offset = offset;
    this.pointer = view(buffer.dataType(), length);
  }

  /** New memory. */
  static Block allocate(DataType type, int length) {
    return new Block(Memory.allocate(type, length), 0, length);
  }

  /** Exchanges the memory for another stretch of the same type and length. */
  void point(DataBuffer newBuffer, long newOffset, int length) {
    buffer = newBuffer;
    offset = newOffset;
    pointer = view(newBuffer.dataType(), length);
  }

  /**
   * Makes the raw views. Their pointers begin at the first element: one that is merely positioned
   * there makes a ByteBuffer of which index 0 is the buffer's beginning.
   */
  private Pointer view(DataType type, int length) {
    Pointer base = buffer.pointer();
    switch (type) {
      case FLOAT -> {
        FloatPointer p = ((FloatPointer) base).getPointer(offset).limit(length);
        floats = length == 0 ? NO_FLOATS : p.asBuffer();
        return p;
      }
      case DOUBLE -> {
        DoublePointer p = ((DoublePointer) base).getPointer(offset).limit(length);
        doubles = length == 0 ? NO_DOUBLES : p.asBuffer();
        return p;
      }
      case LONG -> {
        LongPointer p = ((LongPointer) base).getPointer(offset).limit(length);
        longs = length == 0 ? NO_LONGS : p.asBuffer();
        return p;
      }
      case BOOL -> {
        BytePointer p = new BytePointer((BooleanPointer) base).getPointer(offset).limit(length);
        bytes = length == 0 ? NO_BYTES : p.asBuffer();
        return p;
      }
      default -> throw new TypeException("element type " + type + " has no tensors");
    }
  }

  DataBuffer buffer() {
    return buffer;
  }

  long offset() {
    return offset;
  }

  Pointer pointer() {
    return pointer;
  }

  FloatBuffer floats() {
    return floats;
  }

  DoubleBuffer doubles() {
    return doubles;
  }

  LongBuffer longs() {
    return longs;
  }

  ByteBuffer bytes() {
    return bytes;
  }
}
