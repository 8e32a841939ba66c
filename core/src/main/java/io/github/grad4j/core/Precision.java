package io.github.grad4j.core;

import java.util.Arrays;

/**
 * What differs between tiles of floats and tiles of doubles.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
interface Precision<T> {
  /** Float arithmetic, for operands that are FLOAT or BOOL. */
  Precision<float[]> SINGLE = new Floats();

  /** Double arithmetic, for operands of any type. */
  Precision<double[]> DOUBLE = new Doubles();

  /** How many bytes an element takes. */
  int width();

  /** A new tile. */
  T tile(int length);

  /** An array for so many tiles, which holds none yet. */
  T[] tiles(int count);

  /** An op as a function of tiles of a certain length. */
  Function<T> function(Pointwise op, int inputs, int length);

  /** Reads {@code n} elements, the first to index {@code to} of the tile. */
  void read(Slot source, int from, T tile, int to, int n);

  /** Writes the first {@code n} elements of a tile. */
  void write(Slot target, int to, T tile, int n);

  /** Sets {@code n} elements from index {@code to} on to one of a slot's. */
  void fill(Slot source, int from, T tile, int to, int n);

  /** See {@link #SINGLE}. */
  record Floats() implements Precision<float[]> {
    @Override
    public int width() {
      return Float.BYTES;
    }

    @Override
    public float[] tile(int length) {
      return new float[length];
    }

    @Override
    public float[][] tiles(int count) {
      return new float[count][];
    }

    @Override
    public Function<float[]> function(Pointwise op, int inputs, int length) {
      return op instanceof SinglePrecision single ? single::apply : new Widened(op, inputs, length);
    }

    @Override
    public void read(Slot source, int from, float[] tile, int to, int n) {
      source.read(from, tile, to, n);
    }

    @Override
    public void write(Slot target, int to, float[] tile, int n) {
      target.write(to, tile, n);
    }

    @Override
    public void fill(Slot source, int from, float[] tile, int to, int n) {
      Arrays.fill(tile, to, to + n, (float) source.get(from));
    }
  }

  /** See {@link #DOUBLE}. */
  record Doubles() implements Precision<double[]> {
    @Override
    public int width() {
      return Double.BYTES;
    }

    @Override
    public double[] tile(int length) {
      return new double[length];
    }

    @Override
    public double[][] tiles(int count) {
      return new double[count][];
    }

    @Override
    public Function<double[]> function(Pointwise op, int inputs, int length) {
      return op::apply;
    }

    @Override
    public void read(Slot source, int from, double[] tile, int to, int n) {
      source.read(from, tile, to, n);
    }

    @Override
    public void write(Slot target, int to, double[] tile, int n) {
      target.write(to, tile, n);
    }

    @Override
    public void fill(Slot source, int from, double[] tile, int to, int n) {
      Arrays.fill(tile, to, to + n, source.get(from));
    }
  }

  /** A function of tiles. */
  @FunctionalInterface
  interface Function<T> {
    /** Computes the first {@code n} elements; the output may be one of the inputs. */
    void apply(T[] inputs, T output, int n);
  }

  /**
   * An op that knows doubles only, applied to floats.
   *
   * <p>Tiles are widened and narrowed in loops of their own: in one loop with a call such as {@code
   * Math.exp}, the conversions make each element wait for the one before on JDK 17, whose code for
   * them needlessly reads the register that the last result came in.
   */
  final class Widened implements Function<float[]> {
    private final Pointwise op;
    private final double[][] wide;
    private final double[] result;

    private Widened(Pointwise op, int inputs, int length) {
      this.op = op;
      this.wide = new double[inputs][length];
      this.result = new double[length];
    }

    @Override
    public void apply(float[][] inputs, float[] output, int n) {
      for (int i = 0; i < wide.length; i++) {
        widen(inputs[i], wide[i], n);
      }
      op.apply(wide, result, n);
      for (int i = 0; i < n; i++) {
        output[i] = (float) result[i];
      }
    }

    private static void widen(float[] from, double[] to, int n) {
      for (int i = 0; i < n; i++) {
        to[i] = from[i];
      }
    }
  }
}
