package io.github.grad4j.ops.internal;

/** Where the greatest or least element of a line stands: the first such, or the first NaN. */
public final class Extreme implements Reductions.Accumulator {
  private final double sign;
  private double best;
  private int place;
  private int seen;

  private Extreme(double sign) {
    this.sign = sign;
  }

  /**
   * Looks for the greatest element.
   *
   * @return the reduction
   */
  public static Extreme greatest() {
    return new Extreme(1);
  }

  /**
   * Looks for the least element.
   *
   * @return the reduction
   */
  public static Extreme least() {
    return new Extreme(-1);
  }

  @Override
  public void reset() {
    place = 0;
    seen = 0;
  }

  @Override
  public void add(double[] tile, int from, int n) {
    for (int i = 0; i < n; i++) {
      consider(tile[from + i], seen + i);
    }
    seen += n;
  }

  @Override
  public void add(float[] tile, int from, int n) {
    for (int i = 0; i < n; i++) {
      consider(tile[from + i], seen + i);
    }
    seen += n;
  }

  private void consider(double element, int at) {
    double value = sign * element;
    // Not "value > best": a NaN beats every number, and nothing beats a NaN.
    if (at == 0 || (!(value <= best) && !Double.isNaN(best))) {
      best = value;
      place = at;
    }
  }

  @Override
  public double result() {
    return place;
  }
}
