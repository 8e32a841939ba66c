package io.github.grad4j.examples;

import static io.github.grad4j.autograd.train.Penalties.l2Penalty;
import static io.github.grad4j.ops.Losses.sparseSoftmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.constant;
import static io.github.grad4j.ops.Ops.matmul;
import static io.github.grad4j.ops.Ops.reduceMean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.train.Initializers;
import io.github.grad4j.autograd.train.Lbfgs;
import io.github.grad4j.autograd.train.Minimizer;
import io.github.grad4j.autograd.train.Minimum;
import io.github.grad4j.autograd.train.NewtonCg;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** How soon the searches find the best softmax regression of the 1,797 digits. */
class MinimizersOnDigitsTest {
  private static final double TOLERANCE = 1e-6;
  private static final Dataset DIGITS = Digits.load().flattened();
  private static final Constant X = constant(DIGITS.features().castTo(DataType.DOUBLE));
  private static final Constant LABELS = constant(DIGITS.classes());

  private static Minimum minimize(Minimizer search, double lambda) {
    Variable w = Initializers.zeros("w", Shape.of(64, 10), DataType.DOUBLE);
    Variable b = Initializers.zeros("b", Shape.of(10), DataType.DOUBLE);
    Minimum minimum =
        search.minimize(
            add(
                reduceMean(sparseSoftmaxCrossEntropyWithLogits(LABELS, add(matmul(X, w), b))),
                l2Penalty(lambda, w)),
            List.of(w, b));
    assertThat(minimum.converged()).as(minimum.toString()).isTrue();
    assertThat(minimum.gradientNorm()).isLessThanOrEqualTo(TOLERANCE);
    return minimum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1})
  void both_find_the_same_minimum_soon(double lambda) {
    Minimum lbfgs = minimize(new Lbfgs(), lambda);
    Minimum newton = minimize(new NewtonCg(), lambda);
    assertThat(lbfgs.evaluations()).isLessThan(200);
    assertThat(newton.steps()).isLessThan(15);
    // Each is within g²/(2λ) of the least loss, as λ is the least eigenvalue of the Hessian.
    assertThat(lbfgs.loss()).isCloseTo(newton.loss(), within(TOLERANCE * TOLERANCE / lambda));
  }
}
