package io.github.grad4j.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/**
 * The loops that apply a scalar function to tiles, a copy of them for each class of op.
 *
 * <p>One loop for all ops would make each element a call that no compiler can foresee. So the class
 * {@link Template} is defined anew, as a hidden class, for every op: each copy meets one op only,
 * whose function is compiled into its loops.
 */
interface Loop {
  /** Sets the first {@code n} elements of y to the op's function of those of x. */
  void apply(Unary op, double[] x, double[] y, int n);

  /** The same in single precision. */
  void apply(FloatUnary op, float[] x, float[] y, int n);

  /** Sets the first {@code n} elements of y to the op's function of those of a and b. */
  void apply(Binary op, double[] a, double[] b, double[] y, int n);

  /** The same in single precision. */
  void apply(FloatBinary op, float[] a, float[] b, float[] y, int n);

  /** The loops of an op's class. */
  static Loop of(Elementwise op) {
    return Copies.INSTANCE.get(op.getClass());
  }

  /** The loops, to be copied. */
  final class Template implements Loop {
    @Override
    public void apply(Unary op, double[] x, double[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = op.at(x[i]);
      }
    }

    @Override
    public void apply(FloatUnary op, float[] x, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = op.at(x[i]);
      }
    }

    @Override
    public void apply(Binary op, double[] a, double[] b, double[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = op.at(a[i], b[i]);
      }
    }

    @Override
    public void apply(FloatBinary op, float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = op.at(a[i], b[i]);
      }
    }
  }

  /** A copy of {@link Template} for each class of op, made when first asked for. */
  final class Copies extends ClassValue<Loop> {
    private static final Copies INSTANCE = new Copies();
    private static final byte[] TEMPLATE = template();

    private Copies() {}

    @Override
    protected Loop computeValue(Class<?> op) {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?> copy = lookup.defineHiddenClass(TEMPLATE, true).lookupClass();
        return (Loop) copy.getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the loops of " + op + " cannot be defined", e);
      }
    }

    private static byte[] template() {
      String file = Template.class.getName().replaceFirst(".*\\.", "") + ".class";
      try (InputStream in = Template.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException(file + " is missing beside the library's classes");
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
