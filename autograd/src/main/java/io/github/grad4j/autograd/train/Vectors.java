package io.github.grad4j.autograd.train;

import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.stream.DoubleStream;

/** Java vectors: the elements of several tensors, one after the other. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** a + scale·b. */
  static double[] plus(double[] a, double scale, double[] b) {
    double[] sum = a.clone();
    add(sum, scale, b);
    return sum;
  }

  /** a ← a + scale·b. */
  static void add(double[] a, double scale, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += scale * b[i];
    }
  }

  static double[] times(double scale, double[] a) {
    double[] product = new double[a.length];
    add(product, scale, a);
    return product;
  }

  /** Outputs of a plan's last run. */
  static double[] read(Plan plan, List<? extends Tensor> outputs) {
    return outputs.stream()
        .flatMapToDouble(output -> DoubleStream.of(plan.doubles(output)))
        .toArray();
  }
}
