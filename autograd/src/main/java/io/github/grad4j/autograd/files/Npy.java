package io.github.grad4j.autograd.files;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Files of one array each, which NumPy's {@code numpy.save} and {@code numpy.load} write and read.
 *
 * <pre>{@code
 * Npy.write(Path.of("w.npy"), w);
 * Constant back = Npy.read(Path.of("w.npy"));
 * }</pre>
 *
 * <p>FLOAT, DOUBLE, LONG and BOOL are float32, float64, int64 and bool; files with others are
 * refused, those with pickled objects of Python above all. Values are kept bit for bit.
 *
 * <p><b>Written</b> files are in c order, little-endian, in version 1.0 of the format, and take
 * their name when they are complete. <b>Read</b> files may have version 1.0, 2.0 or 3.0, c or
 * fortran order, and either order of bytes; what they say of themselves is checked before memory is
 * taken.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The
 *     format</a>
 */
public final class Npy {
  private Npy() {}

  /**
   * Writes the value that a formula has now.
   *
   * @param file where; a file that is there is replaced
   * @param tensor what is written: a variable, a constant, or a formula of these, which is computed
   * @throws io.github.grad4j.core.PlanException if the formula has an input
   * @throws IOException if it cannot be written; a file that is there then stays as it was
   */
  public static void write(Path file, Tensor tensor) throws IOException {
    ArgumentException.requireNonNull(file, "file");
    try (INDArray value = ArgumentException.requireNonNull(tensor, "tensor").evaluate()) {
      AtomicFile.write(
          file,
          out -> {
            out.write(NpyHeader.bytes(tensor.type()));
            Elements.write(value, tensor.type(), out);
          });
    }
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its array
   * @throws FileException if it is not a whole file of the format, or holds elements of a type that
   *     no tensor has
   * @throws IOException if it cannot be read
   */
  public static Constant read(Path file) throws IOException {
    try (Source source = Source.open(ArgumentException.requireNonNull(file, "file"))) {
      return read(source).value().get();
    }
  }

  /** Reads all that a source has. */
  static NamedTensors.Stored read(Source source) throws IOException {
    NpyHeader header = NpyHeader.read(source);
    return new NamedTensors.Stored(
        header.type(), Elements.read(source, header.type(), header.order(), header.place()));
  }
}
