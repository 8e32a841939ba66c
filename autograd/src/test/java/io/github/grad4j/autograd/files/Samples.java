package io.github.grad4j.autograd.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The files that Python wrote, what is in them, and files made byte by byte.
 *
 * <p>Python 3.11 with NumPy 2.4.6 and safetensors 0.8.0 wrote them, from the values below.
 */
final class Samples {
  static final float[] W = {1.5f, -2.25f, 3, 0.1f, -0.0f, Float.POSITIVE_INFINITY};
  static final double[] B = {1.0 / 3, -Math.PI};

  /** Not a double. */
  static final long N = -9_007_199_254_740_993L;

  static final boolean[] M = {true, false, true};

  private Samples() {}

  static Variable w() {
    return Variable.of("w", W, Shape.of(2, 3));
  }

  static Variable b() {
    return Variable.of("b", B, Shape.of(2));
  }

  static Variable n() {
    return Variable.of("n", Constant.of(N));
  }

  static Variable m() {
    return Variable.of("m", Constant.of(M));
  }

  /** A variable without elements. */
  static Variable e() {
    return Variable.of("e", new float[0], Shape.of(0, 4));
  }

  static List<Variable> all() {
    return List.of(w(), b(), n(), m(), e());
  }

  static Path python(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(Samples.class.getResource("/files/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file in the safetensors format, whatever its parts say. */
  static byte[] safeTensors(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  /** A file of one array in NumPy's format, whatever its parts say. */
  static byte[] npy(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(10 + text.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) text.length)
        .put(text)
        .array();
  }

  static Path write(Path folder, String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** The elements in c order, each as the bits it is stored in. */
  static long[] bits(Tensor tensor) {
    try (INDArray value = tensor.evaluate()) {
      DataBuffer data = value.data();
      return LongStream.range(0, tensor.shape().size())
          .map(
              i ->
                  switch (tensor.type().dataType()) {
                    case FLOAT -> Float.floatToRawIntBits(data.getFloat(i));
                    case DOUBLE -> Double.doubleToRawLongBits(data.getDouble(i));
                    default -> data.getLong(i);
                  })
          .toArray();
    }
  }

  static void assertHolds(NamedTensors tensors, List<Variable> variables) {
    for (Variable variable : variables) {
      String name = variable.name();
      assertThat(tensors.type(name)).as(name).isEqualTo(variable.type());
      assertThat(tensors.constant(name).type()).as(name).isEqualTo(variable.type());
      assertThat(bits(tensors.constant(name))).as(name).isEqualTo(bits(variable));
    }
  }

  /** The bytes that this thread took from the heap meanwhile. */
  static long allocated(ThrowingRunnable action) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    action.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** What may fail to read a file. */
  interface ThrowingRunnable {
    void run() throws IOException;
  }
}
