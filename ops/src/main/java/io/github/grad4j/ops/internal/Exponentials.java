package io.github.grad4j.ops.internal;

/** Exponentials and logarithms of arrays, by the fastest {@link Lanes} there are. */
public final class Exponentials {
  /** What is shorter is not worth vectors, nor the race for them. */
  private static final int SHORT = 64;

  private static final int DRILL = 512;
  private static final int REST = 3;

  private static final Warmed EXP = new Warmed(Exponentials::drillExp);
  private static final Warmed LOG = new Warmed(Exponentials::drillLog);

  private Exponentials() {}

  private static Warmed.Drill drillExp() {
    float[] x = new float[DRILL + REST];
    float[] y = new float[DRILL + REST];
    return lanes -> {
      lanes.exp(x, y, DRILL);
      lanes.exp(x, y, DRILL + REST);
    };
  }

  private static Warmed.Drill drillLog() {
    float[] x = new float[DRILL + REST];
    float[] y = new float[DRILL + REST];
    return lanes -> {
      lanes.log(x, y, DRILL);
      lanes.log(x, y, DRILL + REST);
    };
  }

  /**
   * Sets elements to the exponential of others.
   *
   * @param x the exponents
   * @param y eˣ within 1 ulp, written; may be x
   * @param n how many
   */
  public static void exp(float[] x, float[] y, int n) {
    (n < SHORT ? Warmed.plain() : EXP.lanes()).exp(x, y, n);
  }

  /**
   * Sets elements to the natural logarithm of others.
   *
   * @param x the numbers
   * @param y ln x within 1 ulp, written; may be x
   * @param n how many
   */
  public static void log(float[] x, float[] y, int n) {
    (n < SHORT ? Warmed.plain() : LOG.lanes()).log(x, y, n);
  }
}
