package io.github.grad4j.ops.internal;

/**
 * The greatest or least element of a line, or where it stands: the first such, or the first NaN.
 *
 * <p>The least is the greatest of the negated elements.
 */
public final class Extreme implements Reductions.Accumulator {
  private final float sign;
  private final boolean isPlace;
  private double best;
  private int place;
  private int seen;

  private Extreme(float sign, boolean isPlace) {
    this.sign = sign;
    this.isPlace = isPlace;
  }

  /**
   * Looks for the greatest element.
   *
   * @return a reduction to it; to NaN if one is NaN, to -∞ if there is none
   */
  public static Extreme greatest() {
    return new Extreme(1, false);
  }

  /**
   * Looks for the least element.
   *
   * @return a reduction to it; to NaN if one is NaN, to ∞ if there is none
   */
  public static Extreme least() {
    return new Extreme(-1, false);
  }

  /**
   * Looks for the place of the greatest element.
   *
   * @return a reduction to its index in the line
   */
  public static Extreme placeOfGreatest() {
    return new Extreme(1, true);
  }

  /**
   * Looks for the place of the least element.
   *
   * @return a reduction to its index in the line
   */
  public static Extreme placeOfLeast() {
    return new Extreme(-1, true);
  }

  @Override
  public void reset() {
    best = Double.NEGATIVE_INFINITY;
    place = 0;
    seen = 0;
  }

  // A branch that is seldom taken is faster than Math.max, each of which waits for the last.

  @Override
  public void add(double[] tile, int from, int n) {
    double m = best;
    int at = place;
    for (int i = Double.isNaN(m) ? n : 0; i < n; i++) {
      double value = sign * tile[from + i];
      if (!(value <= m)) {
        m = value;
        at = seen + i;
        if (Double.isNaN(m)) {
          break;
        }
      }
    }
    if (m == 0) {
      // The greater zero, which no comparison tells from the other.
      for (int i = from; i < from + n; i++) {
        m = Math.max(m, sign * tile[i]);
      }
    }
    best = m;
    place = at;
    seen += n;
  }

  @Override
  public void add(float[] tile, int from, int n) {
    float m = (float) best;
    int at = place;
    for (int i = Float.isNaN(m) ? n : 0; i < n; i++) {
      float value = sign * tile[from + i];
      if (!(value <= m)) {
        m = value;
        at = seen + i;
        if (Float.isNaN(m)) {
          break;
        }
      }
    }
    if (m == 0) {
      for (int i = from; i < from + n; i++) {
        m = Math.max(m, sign * tile[i]);
      }
    }
    best = m;
    place = at;
    seen += n;
  }

  @Override
  public double result() {
    return isPlace ? place : sign * best;
  }
}
