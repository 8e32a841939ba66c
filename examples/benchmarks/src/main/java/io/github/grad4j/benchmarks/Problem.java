package io.github.grad4j.benchmarks;

import java.util.SplittableRandom;

/**
 * The softmax regression that every contender trains: one batch, the same bits for all of them.
 *
 * <p>The images have the size of MNIST's and as many pixels that are not zero, a fifth; which those
 * are depends on the class, so that there is something to learn. Parameters start at zero.
 *
 * @param batch the number of examples
 * @param rule how a step moves the parameters
 */
record Problem(int batch, Rule rule) {
  static final int FEATURES = 784;
  static final int CLASSES = 10;

  /** After how many steps losses are compared. */
  static final int CHECKED_STEPS = 100;

  /** How far a contender's loss may then be from the one in double precision. */
  static final double TOLERANCE = 1e-5;

  private static final long SEED = 20240501;

  /** How likely a pixel is not zero, where the class favours it and where it does not. */
  private static final double LIKELY = 0.3;

  private static final double UNLIKELY = 0.08;

  /** Pixels in c order. */
  float[] images() {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] favoured = new SplittableRandom(SEED + 1).ints(FEATURES, 0, 1 << CLASSES).toArray();
    float[] images = new float[batch * FEATURES];
    for (int i = 0; i < images.length; i++) {
      boolean likely = (favoured[i % FEATURES] >> label(i / FEATURES) & 1) == 1;
      if (random.nextDouble() < (likely ? LIKELY : UNLIKELY)) {
        images[i] = (float) random.nextDouble();
      }
    }
    return images;
  }

  /** One-hot labels in c order. */
  float[] labels() {
    float[] labels = new float[batch * CLASSES];
    for (int i = 0; i < batch; i++) {
      labels[i * CLASSES + label(i)] = 1;
    }
    return labels;
  }

  private static int label(int example) {
    return example % CLASSES;
  }

  /** How many steps make one measured block: long enough for a clock, short enough for a round. */
  int stepsPerBlock() {
    return switch (batch) {
      case 32 -> 256;
      case 128 -> 128;
      case 1024 -> 32;
      default -> 8;
    };
  }

  /**
   * The mean loss after {@link #CHECKED_STEPS} steps, worked out in double precision by plain loops
   * that share nothing with any contender; a test does it again, save for the largest batch.
   */
  double expectedLoss() {
    boolean sgd = rule == Rule.SGD;
    return switch (batch) {
      case 32 -> sgd ? 0.1938959 : 0.0618940;
      case 128 -> sgd ? 0.7459598 : 0.1723758;
      case 1024 -> sgd ? 1.3041946 : 0.3103914;
      case 8192 -> sgd ? 1.4033289 : 0.3251420;
      default -> throw new IllegalArgumentException("no expected loss for a batch of " + batch);
    };
  }

  /** Trains a contender a little and throws unless it then has the expected loss. */
  void check(String contender, Step step) {
    step.train(CHECKED_STEPS);
    double loss = step.loss();
    if (!(Math.abs(loss - expectedLoss()) <= TOLERANCE)) {
      throw new IllegalStateException(
          contender
              + " has loss "
              + loss
              + " after "
              + CHECKED_STEPS
              + " steps of "
              + rule
              + " on a batch of "
              + batch
              + ", but it should be "
              + expectedLoss());
    }
  }
}
