package io.github.grad4j.ops;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Label smoothing: a part of each example's probability spread evenly over all classes, y = (1 -
 * smoothing)·labels + smoothing/classes (Szegedy et al. 2016, doi:10.1109/CVPR.2016.308).
 *
 * <p>Shape: that of the labels, one per class along the last axis. Labels that sum to 1 still do.
 *
 * <p>Derivative: scaling by 1 - smoothing.
 */
public final class SmoothLabels {
  private SmoothLabels() {}

  /**
   * Smoothed labels.
   *
   * @param labels FLOAT or DOUBLE, of rank 1 or more
   * @param smoothing the part spread, from 0 (none) to 1 (all)
   * @return of the labels' type and shape
   * @throws ArgumentException if the smoothing is outside [0, 1]
   * @throws io.github.grad4j.core.ShapeException if labels are a scalar
   * @throws io.github.grad4j.core.TypeException if labels are not FLOAT or DOUBLE
   */
  public static Tensor smoothLabels(Tensor labels, double smoothing) {
    Composites.requireFloating("labels", labels);
    if (!(smoothing >= 0 && smoothing <= 1)) {
      throw new ArgumentException(
          "smoothing is the part of the labels that is spread, in [0, 1], but it is " + smoothing);
    }
    int classes = Reducing.count(labels.shape(), Axes.axes(-1).of(labels));
    return add(multiply(labels, 1 - smoothing), smoothing / classes);
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "matrix", List.of(Domain.between(0, 1, 2, 4)), in -> smoothLabels(in.get(0), 0.1)));
  }
}
