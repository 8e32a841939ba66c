package io.github.grad4j.ops.internal;

import io.github.grad4j.core.BackendException;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;

/** Kernels that call OpenBLAS on the memory of a plan. */
public final class Blas {
  /** Present in the Java part and in the natives of every platform. */
  private static final String VERSION_FILE = "META-INF/maven/org.bytedeco/openblas/pom.properties";

  /**
   * Up to so many multiplications OpenBLAS reads operands where they lie, on processors with
   * AVX-512; beyond, it packs them first, which costs more than the product of a narrow matrix.
   */
  private static final long SMALL = 1_000_000;

  /** Slices of a long operand have a multiple of these rows, of which OpenBLAS makes blocks. */
  private static final int UNIT = 24;

  private static final int LOWEST = 48;
  private static final int HIGHEST = 96;

  /** What is wrong with OpenBLAS on the class path, found out once. */
  private static final Optional<String> PROBLEM = find();

  private Blas() {}

  private static Optional<String> find() {
    Optional<String> mixed = problem(versions(openblas_nolapack.class.getClassLoader()));
    if (mixed.isPresent()) {
      return mixed;
    }
    try {
      Loader.load(openblas_nolapack.class);
      return Optional.empty();
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      return Optional.of(
          "the natives of org.bytedeco:openblas could not be loaded ("
              + e.getMessage()
              + "); add org.bytedeco:openblas with the classifier of this platform to the class"
              + " path, in the version managed by io.github.grad4j:grad4j-bom");
    }
  }

  /** The versions of the jars of OpenBLAS that a loader sees; none if they were repackaged. */
  private static Set<String> versions(ClassLoader loader) {
    Set<String> versions = new TreeSet<>();
    try {
      for (URL file : Collections.list(loader.getResources(VERSION_FILE))) {
        Properties properties = new Properties();
        try (InputStream stream = file.openStream()) {
          properties.load(stream);
        }
        versions.add(properties.getProperty("version", "unknown"));
      }
    } catch (IOException e) {
      throw new BackendException("the version of org.bytedeco:openblas cannot be read: " + e);
    }
    return versions;
  }

  /** What is wrong with a class path that has OpenBLAS in these versions. */
  static Optional<String> problem(Set<String> versions) {
    return versions.size() <= 1
        ? Optional.empty()
        : Optional.of(
            "the Java part and the natives of org.bytedeco:openblas must have one version, but the"
                + " class path has "
                + versions
                + "; let io.github.grad4j:grad4j-bom manage both");
  }

  /**
   * A kernel that multiplies the matrices on the last two axes.
   *
   * @param a of rank 2 or more
   * @param transposeA whether a's last two axes are swapped
   * @param b of rank 2 or more
   * @param transposeB whether b's last two axes are swapped
   * @param output not empty; its leading axes are those of a and b, broadcast
   * @return the kernel
   * @throws BackendException if OpenBLAS on the class path cannot be used
   */
  public static Kernel multiply(
      Slot a, boolean transposeA, Slot b, boolean transposeB, Slot output) {
    if (PROBLEM.isPresent()) {
      throw new BackendException(PROBLEM.get());
    }
    if (a.shape().size(transposeA ? -2 : -1) == 0) {
      return () -> Zeros.fill(output);
    }
    Call[] calls = calls(a.shape(), transposeA, b.shape(), transposeB, output.shape());
    if (output.holds(DataType.FLOAT)) {
      Cursor<FloatPointer> cursorA = new Cursor<>(a, p -> new FloatPointer((FloatPointer) p));
      Cursor<FloatPointer> cursorB = new Cursor<>(b, p -> new FloatPointer((FloatPointer) p));
      Cursor<FloatPointer> cursorC = new Cursor<>(output, p -> new FloatPointer((FloatPointer) p));
      return () -> {
        for (Call call : calls) {
          call.gemm.call(cursorA.at(call.a), cursorB.at(call.b), cursorC.at(call.c), call.beta);
        }
      };
    }
    Cursor<DoublePointer> cursorA = new Cursor<>(a, p -> new DoublePointer((DoublePointer) p));
    Cursor<DoublePointer> cursorB = new Cursor<>(b, p -> new DoublePointer((DoublePointer) p));
    Cursor<DoublePointer> cursorC = new Cursor<>(output, p -> new DoublePointer((DoublePointer) p));
    return () -> {
      for (Call call : calls) {
        call.gemm.call(cursorA.at(call.a), cursorB.at(call.b), cursorC.at(call.c), call.beta);
      }
    };
  }

  /**
   * A product of matrices, and where in the memory of the operands and the result they begin.
   *
   * @param beta 0 to write the result, 1 to add to it
   */
  record Call(Gemm gemm, int a, int b, int c, int beta) {}

  static Call[] calls(Shape a, boolean transposeA, Shape b, boolean transposeB, Shape output) {
    int rows = output.size(-2);
    int columns = output.size(-1);
    int inner = a.size(transposeA ? -2 : -1);
    Shape batch = batch(output);
    if (!transposeA && batch(b).size() == 1) {
      // One matrix for the whole batch: the rows of all batches are the rows of one product.
      rows = output.size() / columns;
      return slices(rows, (long) columns * inner)
          .map(
              slice -> {
                Gemm gemm = new Gemm(slice.length(), columns, inner, false, transposeB);
                return new Call(gemm, slice.from * inner, 0, slice.from * columns, 0);
              })
          .toArray(Call[]::new);
    }
    if (transposeA && !transposeB && batch.size() == 1) {
      int height = rows;
      return slices(inner, (long) rows * columns)
          .map(
              slice -> {
                Gemm gemm = new Gemm(height, columns, slice.length(), true, false);
                int beta = slice.from == 0 ? 0 : 1;
                return new Call(gemm, slice.from * height, slice.from * columns, 0, beta);
              })
          .toArray(Call[]::new);
    }
    Gemm gemm = new Gemm(rows, columns, inner, transposeA, transposeB);
    int[] atA = places(a, batch);
    int[] atB = places(b, batch);
    return IntStream.range(0, atA.length)
        .mapToObj(i -> new Call(gemm, atA[i], atB[i], i * gemm.size(), 0))
        .toArray(Call[]::new);
  }

  /** Some rows of an operand. */
  private record Slice(int from, int length) {}

  /**
   * The rows of a long operand in slices that OpenBLAS multiplies without packing, where these are
   * high enough; else all.
   *
   * @param rows of the long operand
   * @param width how many multiplications each takes
   */
  private static Stream<Slice> slices(int rows, long width) {
    long fitting = Math.min(HIGHEST, SMALL / width / UNIT * UNIT);
    int height = rows * width <= SMALL || fitting < LOWEST ? rows : (int) fitting;
    return IntStream.range(0, (rows + height - 1) / height)
        .map(i -> i * height)
        .mapToObj(from -> new Slice(from, Math.min(height, rows - from)));
  }

  /** The axes before the last two. */
  private static Shape batch(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.sizes(), shape.rank() - 2));
  }

  /** Where the matrix of an operand begins for each matrix of the result. */
  private static int[] places(Shape operand, Shape batch) {
    int matrix = operand.size(-2) * operand.size(-1);
    int[] numbers = Walk.broadcast(batch(operand), batch).places();
    return Arrays.stream(numbers).map(number -> number * matrix).toArray();
  }

  /** One product of c-ordered matrices, C = A·B, either operand read transposed. */
  record Gemm(int rows, int columns, int inner, boolean transposeA, boolean transposeB) {
    int size() {
      return rows * columns;
    }

    private static int flag(boolean transpose) {
      return transpose ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
    }

    private int strideA() {
      return transposeA ? rows : inner;
    }

    private int strideB() {
      return transposeB ? inner : columns;
    }

    void call(FloatPointer a, FloatPointer b, FloatPointer c, int beta) {
      openblas_nolapack.cblas_sgemm(
          openblas_nolapack.CblasRowMajor,
          flag(transposeA),
          flag(transposeB),
          rows,
          columns,
          inner,
          1,
          a,
          strideA(),
          b,
          strideB(),
          beta,
          c,
          columns);
    }

    void call(DoublePointer a, DoublePointer b, DoublePointer c, int beta) {
      openblas_nolapack.cblas_dgemm(
          openblas_nolapack.CblasRowMajor,
          flag(transposeA),
          flag(transposeB),
          rows,
          columns,
          inner,
          1,
          a,
          strideA(),
          b,
          strideB(),
          beta,
          c,
          columns);
    }
  }

  /**
   * A pointer that moves over a slot.
   *
   * <p>It is the kernel's own, for other threads may read the slot through the slot's pointer; it
   * is made anew only when the slot's memory was exchanged.
   */
  private static final class Cursor<P extends Pointer> {
    private final Slot slot;
    private final Function<Pointer, P> copy;
    private Pointer base;
    private P own;

    Cursor(Slot slot, Function<Pointer, P> copy) {
      this.slot = slot;
      this.copy = copy;
      this.base = slot.pointer();
      this.own = copy.apply(base);
    }

    P at(int element) {
      Pointer current = slot.pointer();
      if (!current.equals(base)) {
        base = current;
        own = copy.apply(current);
      }
      own.position(current.position() + element);
      return own;
    }
  }
}
