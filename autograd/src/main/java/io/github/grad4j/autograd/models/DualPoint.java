package io.github.grad4j.autograd.models;

import java.util.Arrays;

/**
 * A feasible point of the dual of softmax regression: rows q with the sums of the labels' rows, and
 * with the same sums over the examples. All in c order, {@code [n, classes]}.
 */
final class DualPoint {
  /** Newton's method doubles the right digits in each step once it is near. */
  private static final int STEPS = 50;

  /** A sum over the examples that misses by no more, as a share of them all, is one of rounding. */
  private static final double ROUNDING = 1e-13;

  private final double[] elements;
  private final double[] labels;
  private final int classes;

  private DualPoint(double[] elements, double[] labels, int classes) {
    this.elements = elements;
    this.labels = labels;
    this.classes = classes;
  }

  /** The point that belongs to the model with the best bias for its weights. */
  static DualPoint of(double[] logP, double[] labels, int classes) {
    double[] sums = columnSums(labels, classes);
    double rounding = ROUNDING * Arrays.stream(sums).sum();
    double[] bias = new double[classes];
    double[] q = probabilities(logP, bias, labels);
    for (int step = 0; step < STEPS; step++) {
      double[] missing = difference(sums, columnSums(q, classes));
      double worst = largest(missing);
      double[] change = SymmetricSystem.solve(curvature(q, labels, classes), missing);
      double length = largest(change);
      if (worst <= rounding || !(length < Double.POSITIVE_INFINITY)) {
        break;
      }
      for (int k = 0; k < classes; k++) {
        bias[k] += change[k] / Math.max(1, length);
      }
      q = probabilities(logP, bias, labels);
    }
    return new DualPoint(moved(q, sums, classes), labels, classes);
  }

  private static double[] columnSums(double[] rows, int classes) {
    double[] sums = new double[classes];
    for (int i = 0; i < rows.length; i++) {
      sums[i % classes] += rows[i];
    }
    return sums;
  }

  private static double rowSum(double[] rows, int from, int classes) {
    double sum = 0;
    for (int k = from; k < from + classes; k++) {
      sum += rows[k];
    }
    return sum;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int i = 0; i < a.length; i++) {
      difference[i] -= b[i];
    }
    return difference;
  }

  /** The largest magnitude; NaN if there is one. */
  private static double largest(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).reduce(0, Math::max);
  }

  /** Softmax of log-probabilities plus a bias, times the sum of the labels, row by row. */
  private static double[] probabilities(double[] logP, double[] bias, double[] labels) {
    int classes = bias.length;
    double[] p = new double[logP.length];
    for (int row = 0; row < p.length; row += classes) {
      double max = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        max = Math.max(max, logP[row + k] + bias[k]);
      }
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        p[row + k] = Math.exp(logP[row + k] + bias[k] - max);
        sum += p[row + k];
      }
      double scale = rowSum(labels, row, classes) / sum;
      for (int k = 0; k < classes; k++) {
        p[row + k] *= scale;
      }
    }
    return p;
  }

  /** The Hessian with respect to the bias: Σ S·(diag s - s·sᵀ), where q = S·s. */
  private static double[][] curvature(double[] q, double[] labels, int classes) {
    double[][] sum = new double[classes][classes];
    for (int row = 0; row < q.length; row += classes) {
      double scale = rowSum(labels, row, classes);
      for (int j = 0; j < classes && scale > 0; j++) {
        double qj = q[row + j];
        for (int k = 0; k < classes; k++) {
          sum[j][k] -= qj * q[row + k] / scale;
        }
        sum[j][j] += qj;
      }
    }
    return sum;
  }

  /**
   * Rows with exactly these column sums: a class with too much keeps a share of it in each row, and
   * what it gives is divided among the classes with too little.
   */
  private static double[] moved(double[] q, double[] sums, int classes) {
    double[] missing = difference(sums, columnSums(q, classes));
    double all = Arrays.stream(missing).filter(m -> m > 0).sum();
    double[] moved = q.clone();
    for (int row = 0; row < q.length && all > 0; row += classes) {
      double given = 0;
      for (int k = 0; k < classes; k++) {
        if (missing[k] < 0) {
          double kept = q[row + k] * (sums[k] / (sums[k] - missing[k]));
          given += q[row + k] - kept;
          moved[row + k] = kept;
        }
      }
      for (int k = 0; k < classes; k++) {
        moved[row + k] += missing[k] > 0 ? given * missing[k] / all : 0;
      }
    }
    return moved;
  }

  /** q. */
  double[] elements() {
    return elements;
  }

  /** Σ H(q) = -Σ q·ln(q/S). */
  double entropy() {
    double sum = 0;
    for (int i = 0; i < elements.length; i++) {
      double total = rowSum(labels, i - i % classes, classes);
      sum -= elements[i] > 0 ? elements[i] * Math.log(elements[i] / total) : 0;
    }
    return sum;
  }

  /** s·q + (1-s)·y, which is feasible too. */
  DualPoint towardsLabels(double s) {
    if (s == 1) {
      return this;
    }
    double[] between = new double[elements.length];
    Arrays.setAll(between, i -> s * elements[i] + (1 - s) * labels[i]);
    return new DualPoint(between, labels, classes);
  }

  /** Σ q·ln(q/p), where p has the rows' sums. */
  double divergence(double[] logP) {
    double sum = 0;
    for (int i = 0; i < elements.length; i++) {
      double total = rowSum(labels, i - i % classes, classes);
      sum += elements[i] > 0 ? elements[i] * (Math.log(elements[i] / total) - logP[i]) : 0;
    }
    return sum;
  }
}
