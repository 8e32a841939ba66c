package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.AddN.addN;
import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.ReduceNorm1;
import io.github.grad4j.ops.ReduceSumSquare;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is added to a loss so that parameters stay small.
 *
 * <pre>{@code
 * Tensor loss = add(reduceMean(crossEntropy), l2Penalty(0.01, w));
 * }</pre>
 *
 * <p>A bias is usually left out. A penalty is no mean over the batch: the same strength beside a
 * mean loss is the same penalty for every size of batch.
 */
public final class Penalties {
  private Penalties() {}

  /**
   * The L2 penalty: λ/2·Σw², over all elements of all tensors. Its gradient is λ·w.
   *
   * @param strength λ, 0 or positive
   * @param first FLOAT or DOUBLE, of any shape
   * @param rest more, of the first one's element type
   * @return a scalar of that type
   * @throws ArgumentException if the strength is negative or not finite
   */
  public static Tensor l2Penalty(double strength, Tensor first, Tensor... rest) {
    Hyper.requireNonNegative("the strength of a penalty", strength);
    return sum(first, rest, strength / 2, ReduceSumSquare::reduceSumSquare);
  }

  /**
   * The L1 penalty: λ·Σ|w|, over all elements of all tensors. Its gradient is λ·sign(w), 0 where w
   * is 0; elements that it drives towards 0 step over it, and are not exactly 0 in the end.
   *
   * @param strength λ, 0 or positive
   * @param first FLOAT or DOUBLE, of any shape
   * @param rest more, of the first one's element type
   * @return a scalar of that type
   * @throws ArgumentException if the strength is negative or not finite
   */
  public static Tensor l1Penalty(double strength, Tensor first, Tensor... rest) {
    Hyper.requireNonNegative("the strength of a penalty", strength);
    return sum(first, rest, strength, ReduceNorm1::reduceNorm1);
  }

  private static Tensor sum(
      Tensor first, Tensor[] rest, double scale, UnaryOperator<Tensor> measure) {
    List<Tensor> terms = new ArrayList<>();
    terms.add(measure.apply(first));
    for (Tensor tensor : ArgumentException.requireNonNull(rest, "rest")) {
      terms.add(measure.apply(tensor));
    }
    return multiply(addN(terms), scale);
  }
}
