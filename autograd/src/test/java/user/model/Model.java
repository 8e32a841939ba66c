package user.model;

import static io.github.grad4j.ops.Ops.log;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.reduceSum;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Tensor;

/** A user's program, outside of the library, whose lines error messages and origins name. */
public final class Model {
  private Model() {}

  /** The formula Σ x·ln x, all on one line. */
  public static Tensor entropy(Tensor x) {
    return reduceSum(multiply(x, log(x)));
  }

  /** Asks for what only a scalar has. */
  public static Tensor gradientOfVector(Tensor x) {
    Tensor y = log(x);
    return Autograd.gradient(y, x);
  }
}
