package io.github.grad4j.autograd.check;

import java.util.List;

/**
 * One element of a derivative beside what finite differences say.
 *
 * @param index the position of the element, one number for each axis
 * @param analytic the derivative as differentiated
 * @param numeric the derivative by finite differences
 * @param errorBar how far off {@code numeric} may be, truncation and rounding together
 * @param left the slope to the left of the point
 * @param right the slope to the right of the point
 * @param remainderOrder the order of the Taylor remainder as the step shrinks: about 2 for a right
 *     derivative, about 1 for a wrong one; NaN where it was not needed or rounding hides it
 */
public record ElementReport(
    List<Integer> index,
    double analytic,
    double numeric,
    double errorBar,
    double left,
    double right,
    double remainderOrder) {
  /**
   * Copies the index.
   *
   * @param index the position of the element, one number for each axis
   * @param analytic the derivative as differentiated
   * @param numeric the derivative by finite differences
   * @param errorBar how far off {@code numeric} may be
   * @param left the slope to the left of the point
   * @param right the slope to the right of the point
   * @param remainderOrder the order of the Taylor remainder
   */
  public ElementReport {
    index = List.copyOf(index);
  }

  /**
   * How many times too large the derivative is.
   *
   * @return analytic over numeric; NaN if both are 0
   */
  public double ratio() {
    return analytic / numeric;
  }

  /**
   * The distance of both numbers in units of the last place of the larger.
   *
   * @return the distance, not rounded
   */
  public double ulps() {
    double unit = Math.ulp(Math.max(Math.abs(analytic), Math.abs(numeric)));
    return Math.abs(analytic - numeric) / unit;
  }
}
