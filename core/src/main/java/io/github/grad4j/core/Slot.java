package io.github.grad4j.core;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One dense array in c order, in memory of which a plan decides where it lies.
 *
 * <p>A kernel gets slots when it is bound and asks them for raw buffers, a pointer or an {@link
 * INDArray} in each run, never keeping these: the memory behind an input may change between runs.
 * Several threads may read one slot, so only the buffers' absolute methods may be used.
 */
public final class Slot {
  private final TensorType type;
  private final Block block;

  Slot(TensorType type, Block block) {
    this.type = type;
    this.block = block;
  }

  /**
   * What is known of the array.
   *
   * @return element type and shape
   */
  public TensorType type() {
    return type;
  }

  /**
   * The sizes.
   *
   * @return the shape
   */
  public Shape shape() {
    return type.shape();
  }

  /**
   * The number of elements.
   *
   * @return the product of the sizes
   */
  public int size() {
    return type.shape().size();
  }

  /**
   * The same memory under another shape of as many elements.
   *
   * @param shape the other shape
   * @return a slot that shares this one's memory
   * @throws ShapeException if the number of elements differs
   */
  public Slot as(Shape shape) {
    if (shape.size() != size()) {
      throw new ShapeException("a slot of shape " + shape() + " cannot be seen as " + shape);
    }
    return new Slot(type.withShape(shape), block);
  }

  /**
   * The elements of a FLOAT slot.
   *
   * @return a direct buffer from the first element to the last; use absolute methods only
   */
  public FloatBuffer floats() {
    return block.floats();
  }

  /**
   * The elements of a DOUBLE slot.
   *
   * @return a direct buffer from the first element to the last; use absolute methods only
   */
  public DoubleBuffer doubles() {
    return block.doubles();
  }

  /**
   * The elements of a LONG slot.
   *
   * @return a direct buffer from the first element to the last; use absolute methods only
   */
  public LongBuffer longs() {
    return block.longs();
  }

  /**
   * The elements of a BOOL slot, 0 for false and 1 for true.
   *
   * @return a direct buffer from the first element to the last; use absolute methods only
   */
  public ByteBuffer bytes() {
    return block.bytes();
  }

  /**
   * The first element's address, for native code.
   *
   * @return a pointer of the element type (bytes for BOOL), valid while the plan is open
   */
  public Pointer pointer() {
    return block.pointer();
  }

  /**
   * The slot as an array, for kernels that call ND4J; made anew at each call.
   *
   * @return a view of the slot's memory, valid while the plan is open
   */
  public INDArray array() {
    return Memory.array(block.buffer(), block.offset(), shape());
  }

  /**
   * Reads elements of any type as doubles; a truth value is 0 or 1.
   *
   * @param from the first element read
   * @param tile where they go, from index 0
   * @param n how many
   */
  public void read(int from, double[] tile, int n) {
    read(from, tile, 0, n);
  }

  /** Reads elements to index {@code to} of a tile and the places after. */
  void read(int from, double[] tile, int to, int n) {
    switch (type.dataType()) {
      case DOUBLE -> block.doubles().get(from, tile, to, n);
      case FLOAT -> {
        FloatBuffer source = block.floats();
        for (int i = 0; i < n; i++) {
          tile[to + i] = source.get(from + i);
        }
      }
      case LONG -> {
        LongBuffer source = block.longs();
        for (int i = 0; i < n; i++) {
          tile[to + i] = source.get(from + i);
        }
      }
      default -> {
        ByteBuffer source = block.bytes();
        for (int i = 0; i < n; i++) {
          tile[to + i] = source.get(from + i);
        }
      }
    }
  }

  /** Reads elements of a FLOAT or BOOL slot to index {@code to} of a tile and the places after. */
  void read(int from, float[] tile, int to, int n) {
    if (type.isBoolean()) {
      ByteBuffer source = block.bytes();
      for (int i = 0; i < n; i++) {
        tile[to + i] = source.get(from + i);
      }
    } else {
      block.floats().get(from, tile, to, n);
    }
  }

  /**
   * Writes elements of any type from doubles, rounded to the slot's type; not 0 is true.
   *
   * @param to the first element written
   * @param tile where they come from, from index 0
   * @param n how many
   */
  public void write(int to, double[] tile, int n) {
    switch (type.dataType()) {
      case DOUBLE -> block.doubles().put(to, tile, 0, n);
      case FLOAT -> {
        FloatBuffer target = block.floats();
        for (int i = 0; i < n; i++) {
          target.put(to + i, (float) tile[i]);
        }
      }
      case LONG -> {
        LongBuffer target = block.longs();
        for (int i = 0; i < n; i++) {
          target.put(to + i, (long) tile[i]);
        }
      }
      default -> {
        ByteBuffer target = block.bytes();
        for (int i = 0; i < n; i++) {
          target.put(to + i, (byte) (tile[i] != 0 ? 1 : 0));
        }
      }
    }
  }

  /** Writes elements of a FLOAT or BOOL slot; not 0 is true. */
  void write(int to, float[] tile, int n) {
    if (type.isBoolean()) {
      ByteBuffer target = block.bytes();
      for (int i = 0; i < n; i++) {
        target.put(to + i, (byte) (tile[i] != 0 ? 1 : 0));
      }
    } else {
      block.floats().put(to, tile, 0, n);
    }
  }

  /**
   * Reads one element of any type as a double.
   *
   * @param index which element
   * @return its value
   */
  public double get(int index) {
    return switch (type.dataType()) {
      case DOUBLE -> block.doubles().get(index);
      case FLOAT -> block.floats().get(index);
      case LONG -> block.longs().get(index);
      default -> block.bytes().get(index);
    };
  }

  /**
   * Writes one element of any type from a double, rounded to the slot's type; not 0 is true.
   *
   * @param index which element
   * @param value its value
   */
  public void set(int index, double value) {
    switch (type.dataType()) {
      case DOUBLE -> block.doubles().put(index, value);
      case FLOAT -> block.floats().put(index, (float) value);
      case LONG -> block.longs().put(index, (long) value);
      default -> block.bytes().put(index, (byte) (value != 0 ? 1 : 0));
    }
  }

  /**
   * Copies all elements to a slot of the same element type and number of elements.
   *
   * @param target the slot written
   */
  public void copyTo(Slot target) {
    copyTo(0, target, 0, size());
  }

  /**
   * Copies elements to a slot of the same element type.
   *
   * @param from the first element read
   * @param target the slot written
   * @param to the first element written
   * @param n how many
   */
  public void copyTo(int from, Slot target, int to, int n) {
    if (type.dataType() != target.type.dataType()) {
      throw new TypeException("a slot of " + type + " is not copied to one of " + target.type);
    }
    switch (type.dataType()) {
      case DOUBLE -> target.doubles().put(to, doubles(), from, n);
      case FLOAT -> target.floats().put(to, floats(), from, n);
      case LONG -> target.longs().put(to, longs(), from, n);
      default -> target.bytes().put(to, bytes(), from, n);
    }
  }

  /**
   * Whether the elements are of this type.
   *
   * @param dataType an element type
   * @return true if the slot's is the same
   */
  public boolean holds(DataType dataType) {
    return type.dataType() == dataType;
  }

  /** Whether it holds the same floating-point number everywhere, of zeros with the same sign. */
  boolean isUniform() {
    if (!type.isFloating() || size() == 0) {
      return false;
    }
    long first = Double.doubleToRawLongBits(get(0));
    for (int i = 1; i < size(); i++) {
      if (Double.doubleToRawLongBits(get(i)) != first) {
        return false;
      }
    }
    return true;
  }

  /** The first element. */
  Slot first() {
    return new Slot(type.withShape(Shape.scalar()), block);
  }

  Block block() {
    return block;
  }
}
