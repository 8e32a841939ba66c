package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.GreaterEqual.greaterEqual;
import static io.github.grad4j.ops.RandomKey.randomKey;
import static io.github.grad4j.ops.RandomUniform.randomUniform;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.Violations;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor of which a random part of the elements is 0, the others scaled up to keep the mean: y =
 * x/(1 - rate) with probability 1 - rate, else 0.
 *
 * <p>Shape: that of x. An element is dropped whatever it is, even NaN. For predictions leave it
 * out; no mean has to be corrected then.
 *
 * <p>The choice is a pure function of the key, so a formula that is evaluated again, or
 * differentiated, drops the same elements. A new choice in each step needs a new key: {@code
 * foldIn(key, step)} with a step that is an input or a variable.
 *
 * <p>Derivative: selects the kept elements and scales them by 1/(1 - rate).
 *
 * <p>Source: Srivastava et al., "Dropout", JMLR 15 (2014), scaled in training as TensorFlow does.
 */
public final class Dropout {
  private Dropout() {}

  /**
   * A tensor of which a random part of the elements is 0.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param rate the probability that an element is dropped, in [0, 1)
   * @param key a LONG scalar
   * @return of x's type
   * @throws ArgumentException if the rate is outside [0, 1)
   * @throws io.github.grad4j.core.TypeException if x is not FLOAT or DOUBLE, or the key not a LONG
   *     scalar
   */
  public static Tensor dropout(Tensor x, double rate, Tensor key) {
    if (!(rate >= 0 && rate < 1)) {
      throw new ArgumentException(
          "a rate is the part of the elements that is dropped, in [0, 1), but it is " + rate);
    }
    Tensors.check(
        () -> requireFit(x.type(), key.type()), List.of("x", "key"), Arrays.asList(x, key));
    Tensor chance = randomUniform(key, x.shape(), x.type().dataType());
    return where(greaterEqual(chance, rate), divide(x, 1 - rate), 0);
  }

  private static void requireFit(TensorType x, TensorType key) {
    Violations violations = new Violations();
    violations.check(() -> Reducing.requireFloating(x));
    violations.check(() -> Sampling.requireKey(key));
    violations.throwIfAny();
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "matrix", List.of(Domain.real(3, 4)), in -> dropout(in.get(0), 0.5, randomKey(1))),
        new Example(
            "key as input",
            List.of(Domain.real(6), Domain.indices(1000)),
            in -> dropout(in.get(0), 0.25, in.get(1))),
        new Example(
            "nothing dropped", List.of(Domain.real(3)), in -> dropout(in.get(0), 0, randomKey(1))));
  }
}
