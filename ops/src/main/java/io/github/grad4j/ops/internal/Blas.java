package io.github.grad4j.ops.internal;

import io.github.grad4j.core.BackendException;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Parts;
import io.github.grad4j.core.Slot;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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
    Product product = Product.of(a.shape(), transposeA, b.shape(), transposeB, output.shape());
    // A larger product OpenBLAS divides among threads of its own.
    int worth =
        product.largestCall() > Product.SMALL
            ? product.pieces()
            : (int) Math.max(1, Product.WORTH / product.effort());
    return Parts.of(
        product.pieces(), worth, (from, to) -> bind(product.calls(from, to), a, b, output));
  }

  private static Kernel bind(List<Product.Call> products, Slot a, Slot b, Slot output) {
    Product.Call[] calls = products.toArray(Product.Call[]::new);
    if (output.holds(DataType.FLOAT)) {
      Cursor<FloatPointer> cursorA = new Cursor<>(a, p -> new FloatPointer((FloatPointer) p));
      Cursor<FloatPointer> cursorB = new Cursor<>(b, p -> new FloatPointer((FloatPointer) p));
      Cursor<FloatPointer> cursorC = new Cursor<>(output, p -> new FloatPointer((FloatPointer) p));
      return () -> {
        for (Product.Call call : calls) {
          multiply(call, cursorA.at(call.a()), cursorB.at(call.b()), cursorC.at(call.c()));
        }
      };
    }
    Cursor<DoublePointer> cursorA = new Cursor<>(a, p -> new DoublePointer((DoublePointer) p));
    Cursor<DoublePointer> cursorB = new Cursor<>(b, p -> new DoublePointer((DoublePointer) p));
    Cursor<DoublePointer> cursorC = new Cursor<>(output, p -> new DoublePointer((DoublePointer) p));
    return () -> {
      for (Product.Call call : calls) {
        multiply(call, cursorA.at(call.a()), cursorB.at(call.b()), cursorC.at(call.c()));
      }
    };
  }

  private static void multiply(Product.Call call, FloatPointer a, FloatPointer b, FloatPointer c) {
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        flag(call.transposeA()),
        flag(call.transposeB()),
        call.rows(),
        call.columns(),
        call.inner(),
        1,
        a,
        call.strideA(),
        b,
        call.strideB(),
        call.beta(),
        c,
        call.columns());
  }

  private static void multiply(
      Product.Call call, DoublePointer a, DoublePointer b, DoublePointer c) {
    openblas_nolapack.cblas_dgemm(
        openblas_nolapack.CblasRowMajor,
        flag(call.transposeA()),
        flag(call.transposeB()),
        call.rows(),
        call.columns(),
        call.inner(),
        1,
        a,
        call.strideA(),
        b,
        call.strideB(),
        call.beta(),
        c,
        call.columns());
  }

  private static int flag(boolean transpose) {
    return transpose ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
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
