package io.github.grad4j.autograd.models;

import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.LogSoftmax.logSoftmax;
import static io.github.grad4j.ops.MatMul.matmulTransposeA;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.autograd.train.Batch;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How far a softmax regression with an L2 penalty on its weights is from the least loss at most:
 * the gap between its loss and a value of the dual problem, below which no loss can be.
 *
 * <pre>{@code
 * try (DualityGap gap = new DualityGap(model, dataset.all(), 0.01)) {
 *   System.out.println(gap.certify()); // loss 0.24367723, within 3.1E-7 of the optimum
 * }
 * }</pre>
 *
 * <p>{@code fit.measuring("gap", () -> gap.certify().gap())} tells it after each epoch of a {@link
 * io.github.grad4j.autograd.train.Fit}.
 *
 * <p>It holds for whatever the parameters are at the time, however they were found. The loss is
 *
 * <pre>P(W, b) = 1/n · Σᵢ (Sᵢ·lse(zᵢ) - ⟨yᵢ, zᵢ⟩) + λ/2·‖W‖²,   zᵢ = xᵢ·W + b</pre>
 *
 * <p>that is {@code add(model.loss(x, labels), l2Penalty(λ, model.w()))}, the bias being free; Sᵢ =
 * Σ yᵢ is 1 for classes. By Fenchel's duality (Rockafellar, Convex Analysis, 1970, section 31; for
 * this loss without a bias, Yu, Huang and Lin 2011, doi:10.1007/s10994-010-5221-8) it is at least
 *
 * <pre>
 * D(q) = 1/n · Σᵢ H(qᵢ) - 1/(2λ)·‖V‖²,   V = 1/n · Σᵢ xᵢᵀ(qᵢ - yᵢ),   H(qᵢ) = -Σₖ qᵢₖ·ln(qᵢₖ/Sᵢ)
 * </pre>
 *
 * <p>for any q with qᵢₖ ≥ 0, Σₖ qᵢₖ = Sᵢ, and, as the bias is free, Σᵢ qᵢ = Σᵢ yᵢ. That is seen at
 * once, too: with p = S·softmax(z), the last condition cancels the bias from
 *
 * <pre>gap = P(W, b) - D(q) = 1/n · Σᵢₖ qᵢₖ·ln(qᵢₖ/pᵢₖ) + 1/(2λ)·‖λW + V‖²</pre>
 *
 * <p>of which both terms are 0 or positive. It is computed in this form, in which nothing cancels.
 *
 * <p><b>The dual point.</b> p itself satisfies the last condition only where the bias is optimal
 * for W. Newton's method finds the bias that is, and q = S·softmax of its logits; then the gap is
 * what the bias can gain, plus {@code ‖∇Φ(W)‖²/(2λ)} with Φ(W) = min P(W, ·): the bound by strong
 * convexity. What that leaves of the condition is met exactly: classes with too much give a share
 * of it in each example, and those with too little take it up. Far from the optimum, q·s + y·(1-s)
 * is better; with s = min(1, λ·H̄/‖V‖²), H̄ being the mean of H(qᵢ), it is never worse than s = 1,
 * and the gap is never more than the loss, as D ≥ s·H̄ - s²·‖V‖²/(2λ), H being concave.
 *
 * <p>All is computed in DOUBLE, also of a FLOAT model, whose parameters are taken as they are. For
 * what rounding may have taken from the gap, a unit in the last place for each of its terms is
 * added to it, and {@value #ULPS} units in the last place of the loss, which is summed with
 * compensation. It holds a copy of the examples. For one thread at a time.
 */
public final class DualityGap implements AutoCloseable {
  private static final int ULPS = 8;

  private final double strength;
  private final int examples;
  private final int classes;
  private final Input dual;
  private final Tensor logProbabilities;
  private final Tensor labels;
  private final Tensor weights;
  private final Tensor shift;
  private final Plan plan;

  /**
   * The gap of a model on the examples that it is trained on.
   *
   * @param model whose parameters are looked at
   * @param examples all of them: features of the model's width, and LONG classes or one label of 0
   *     or more for each class
   * @param strength λ, positive; without a penalty, ask {@link Separation}
   * @throws ArgumentException if the strength is not positive and finite, or a label is negative
   * @throws io.github.grad4j.core.ShapeException if the examples do not fit the model
   */
  public DualityGap(SoftmaxRegression model, Batch examples, double strength) {
    ArgumentException.requireNonNull(model, "model");
    ArgumentException.requireNonNull(examples, "examples");
    if (!(strength > 0 && strength < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException(
          "the strength of the penalty is positive and finite, but it is "
              + strength
              + "; without a penalty ask Separation whether there is an optimum at all");
    }
    this.strength = strength;
    this.examples = examples.size();
    this.classes = model.classes();
    Input features = new Input("features", examples.features().type());
    Input given = new Input("labels", examples.labels().type());
    Tensor x = cast(features, DataType.DOUBLE);
    weights = cast(model.w(), DataType.DOUBLE);
    logProbabilities = logSoftmax(Affine.affine(x, weights, cast(model.b(), DataType.DOUBLE)));
    labels = Labels.perClass(given, classes);
    dual = new Input("q", logProbabilities.type());
    shift = matmulTransposeA(x, subtract(dual, labels));
    plan = Plan.of(List.of(logProbabilities, labels, weights, shift));
    plan.feed(features, examples.features());
    plan.feed(given, examples.labels());
    plan.feed(dual, new double[this.examples * classes]);
  }

  /**
   * The loss and the gap where the parameters are now.
   *
   * @return both
   * @throws NonFiniteException if the loss is not finite
   * @throws io.github.grad4j.core.PlanException if this is closed
   */
  public Certificate certify() {
    plan.run();
    double[] logP = plan.doubles(logProbabilities);
    double[] y = Labels.requireNonNegative(plan.doubles(labels), classes);
    double[] w = plan.doubles(weights);
    double loss = crossEntropy(y, logP) / examples + strength / 2 * squaredNorm(w);
    if (!Double.isFinite(loss)) {
      throw new NonFiniteException(
          "the loss is "
              + loss
              + ", of which nothing is known; NonFiniteStory tells where it began");
    }
    DualPoint q = DualPoint.of(logP, y, classes);
    double[] v = plan.feed(dual, q.elements()).run().doubles(shift);
    for (int i = 0; i < v.length; i++) {
      v[i] /= examples;
    }
    double squared = squaredNorm(v);
    double best = strength * q.entropy() / examples / squared;
    // NaN where both are 0.
    double share = best < 1 ? best : 1;
    double distance = 0;
    for (int i = 0; i < w.length; i++) {
      double difference = strength * w[i] + share * v[i];
      distance += difference * difference;
    }
    double gap = q.towardsLabels(share).divergence(logP) / examples + distance / (2 * strength);
    double enough = Math.max(0, gap) * (1 + y.length * Math.ulp(1.0));
    return new Certificate(loss, enough + ULPS * Math.ulp(loss));
  }

  /** The sum over all examples, compensated (A. Neumaier 1974). */
  private static double crossEntropy(double[] y, double[] logP) {
    double sum = 0;
    double lost = 0;
    for (int i = 0; i < y.length; i++) {
      double term = y[i] == 0 ? 0 : -y[i] * logP[i];
      double total = sum + term;
      lost += sum >= term ? (sum - total) + term : (term - total) + sum;
      sum = total;
    }
    return Double.isInfinite(sum) ? sum : sum + lost;
  }

  private static double squaredNorm(double[] a) {
    return DoubleStream.of(a).map(x -> x * x).sum();
  }

  /** Gives the plan's memory back. */
  @Override
  public void close() {
    plan.close();
  }
}
