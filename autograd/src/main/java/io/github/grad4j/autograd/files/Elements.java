package io.github.grad4j.autograd.files;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.TensorType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The elements of a tensor as bytes of a file, one after the other. */
final class Elements {
  /** How many bytes are read or written at once; a whole number of elements of every type. */
  static final int CHUNK = 1 << 16;

  private Elements() {}

  /** Takes the element of number {@code i} from a buffer. */
  private interface Taker {
    void take(int i, ByteBuffer chunk) throws IOException;
  }

  /** Puts the element of number {@code i} into a buffer. */
  private interface Giver {
    void give(int i, ByteBuffer chunk);
  }

  /** How many bytes the elements take. */
  static long bytes(TensorType type) {
    return (long) type.shape().size() * type.dataType().width();
  }

  /**
   * Reads elements, of which {@link Source#left} told that they are there.
   *
   * @param place where the element of a number stands in c order
   * @return makes a constant of them
   */
  static Supplier<Constant> read(
      Source source, TensorType type, ByteOrder order, IntUnaryOperator place) throws IOException {
    int n = type.shape().size();
    switch (type.dataType()) {
      case FLOAT -> {
        float[] values = new float[n];
        read(source, type, order, (i, chunk) -> values[place.applyAsInt(i)] = chunk.getFloat());
        return () -> Constant.of(values, type.shape());
      }
      case DOUBLE -> {
        double[] values = new double[n];
        read(source, type, order, (i, chunk) -> values[place.applyAsInt(i)] = chunk.getDouble());
        return () -> Constant.of(values, type.shape());
      }
      case LONG -> {
        long[] values = new long[n];
        read(source, type, order, (i, chunk) -> values[place.applyAsInt(i)] = chunk.getLong());
        return () -> Constant.of(values, type.shape());
      }
      default -> {
        boolean[] values = new boolean[n];
        read(
            source,
            type,
            order,
            (i, chunk) -> values[place.applyAsInt(i)] = truth(source, i, chunk.get()));
        return () -> Constant.of(values, type.shape());
      }
    }
  }

  private static boolean truth(Source source, int i, byte value) throws FileException {
    if (value != 0 && value != 1) {
      throw source.mistake(
          "a truth value is 0 or 1, but element "
              + i
              + " is "
              + value
              + "; the file is damaged, or its elements are of another type");
    }
    return value == 1;
  }

  private static void read(Source source, TensorType type, ByteOrder order, Taker taker)
      throws IOException {
    int n = type.shape().size();
    int width = type.dataType().width();
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, bytes(type))).order(order);
    chunk.flip();
    for (int i = 0; i < n; i++) {
      if (!chunk.hasRemaining()) {
        chunk.clear().limit((int) Math.min(CHUNK, (long) (n - i) * width));
        source.fill(chunk);
        chunk.flip();
      }
      taker.take(i, chunk);
    }
  }

  /** Writes the elements of an array that is dense in c order, little-endian. */
  static void write(INDArray array, TensorType type, OutputStream out) throws IOException {
    DataBuffer data = array.data();
    write(
        out,
        type,
        switch (type.dataType()) {
          case FLOAT -> (i, chunk) -> chunk.putFloat(data.getFloat(i));
          case DOUBLE -> (i, chunk) -> chunk.putDouble(data.getDouble(i));
          case LONG -> (i, chunk) -> chunk.putLong(data.getLong(i));
          default -> (i, chunk) -> chunk.put((byte) data.getInt(i));
        });
  }

  private static void write(OutputStream out, TensorType type, Giver giver) throws IOException {
    ByteBuffer chunk =
        ByteBuffer.allocate((int) Math.min(CHUNK, bytes(type))).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < type.shape().size(); i++) {
      if (!chunk.hasRemaining()) {
        out.write(chunk.array(), 0, chunk.position());
        chunk.clear();
      }
      giver.give(i, chunk);
    }
    out.write(chunk.array(), 0, chunk.position());
  }
}
