package io.github.grad4j.benchmarks;

import java.util.Arrays;

/** The {@link Problem} in double precision and plain loops, from the formulas of a textbook. */
final class PlainTraining {
  private static final int FEATURES = Problem.FEATURES;
  private static final int CLASSES = Problem.CLASSES;

  private final Problem problem;
  private final float[] images;
  private final float[] labels;
  private final double[] w = new double[FEATURES * CLASSES];
  private final double[] b = new double[CLASSES];
  private final double[] slopeOfW = new double[w.length];
  private final double[] slopeOfB = new double[CLASSES];
  private final double[][] first = {new double[w.length], new double[CLASSES]};
  private final double[][] second = {new double[w.length], new double[CLASSES]};

  PlainTraining(Problem problem) {
    this.problem = problem;
    images = problem.images();
    labels = problem.labels();
  }

  /** The mean loss after some steps from zero. */
  double lossAfter(int steps) {
    for (int t = 1; t <= steps; t++) {
      lossAndSlopes();
      update(w, slopeOfW, first[0], second[0], t);
      update(b, slopeOfB, first[1], second[1], t);
    }
    return lossAndSlopes();
  }

  private double lossAndSlopes() {
    Arrays.fill(slopeOfW, 0);
    Arrays.fill(slopeOfB, 0);
    double loss = 0;
    for (int i = 0; i < problem.batch(); i++) {
      double[] z = b.clone();
      for (int k = 0; k < FEATURES; k++) {
        float x = images[i * FEATURES + k];
        if (x != 0) {
          for (int c = 0; c < CLASSES; c++) {
            z[c] += x * w[k * CLASSES + c];
          }
        }
      }
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        sum += Math.exp(z[c]);
      }
      for (int c = 0; c < CLASSES; c++) {
        float label = labels[i * CLASSES + c];
        loss += label * (Math.log(sum) - z[c]);
        z[c] = (Math.exp(z[c]) / sum - label) / problem.batch();
        slopeOfB[c] += z[c];
      }
      for (int k = 0; k < FEATURES; k++) {
        float x = images[i * FEATURES + k];
        if (x != 0) {
          for (int c = 0; c < CLASSES; c++) {
            slopeOfW[k * CLASSES + c] += x * z[c];
          }
        }
      }
    }
    return loss / problem.batch();
  }

  private void update(double[] p, double[] slope, double[] m, double[] v, int t) {
    double rate = problem.rule().learningRate();
    for (int i = 0; i < p.length; i++) {
      switch (problem.rule()) {
        case SGD -> p[i] -= rate * slope[i];
        case ADAM -> {
          m[i] = Rule.BETA1 * m[i] + (1 - Rule.BETA1) * slope[i];
          v[i] = Rule.BETA2 * v[i] + (1 - Rule.BETA2) * slope[i] * slope[i];
          double unbiased =
              rate * Math.sqrt(1 - Math.pow(Rule.BETA2, t)) / (1 - Math.pow(Rule.BETA1, t));
          p[i] -= unbiased * m[i] / (Math.sqrt(v[i]) + Rule.EPSILON);
        }
      }
    }
  }
}
