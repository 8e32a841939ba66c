package io.github.grad4j.benchmarks;

/** How a step moves the parameters. */
public enum Rule {
  /** Gradient descent with a fixed step. */
  SGD(0.05),
  /** Adam, with its usual constants. */
  ADAM(0.001);

  static final double BETA1 = 0.9;
  static final double BETA2 = 0.999;
  static final double EPSILON = 1e-8;

  private final double learningRate;

  Rule(double learningRate) {
    this.learningRate = learningRate;
  }

  double learningRate() {
    return learningRate;
  }
}
