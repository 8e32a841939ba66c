package io.github.grad4j.autograd.models;

/**
 * Linear equations with a symmetric matrix that has no negative eigenvalue and maps ones to 0, as
 * Hessians with respect to a softmax's logits do.
 */
final class SymmetricSystem {
  private SymmetricSystem() {}

  /**
   * The solution whose elements sum to 0, for a right side whose elements do; NaN or infinite if
   * there are more such vectors than one.
   *
   * @param matrix used up
   * @param right not changed
   */
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += matrix[i][i];
    }
    // A multiple of the matrix of ones changes nothing but the eigenvalue 0 of the ones.
    for (double[] row : matrix) {
      for (int j = 0; j < n; j++) {
        row[j] += trace / n;
      }
    }
    double[] x = right.clone();
    // Gauss without pivots, which positive definite matrices do not need.
    for (int i = 0; i < n; i++) {
      for (int below = i + 1; below < n; below++) {
        double factor = matrix[below][i] / matrix[i][i];
        for (int j = i; j < n; j++) {
          matrix[below][j] -= factor * matrix[i][j];
        }
        x[below] -= factor * x[i];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        x[i] -= matrix[i][j] * x[j];
      }
      x[i] /= matrix[i][i];
    }
    return x;
  }
}
