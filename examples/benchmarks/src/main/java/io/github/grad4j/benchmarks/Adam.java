package io.github.grad4j.benchmarks;

import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.autograd.train.Optimizer;
import io.github.grad4j.autograd.train.OptimizerState;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adam as formulas (Kingma and Ba 2015, <a
 * href="https://arxiv.org/abs/1412.6980">arXiv:1412.6980</a>), in the form at the end of its
 * section 2, which ND4J, TensorFlow and DJL compute too: w ← w − α·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v+ε).
 *
 * @param learningRate α, per step
 */
record Adam(double learningRate) implements Optimizer {
  @Override
  public OptimizerState init(List<Variable> variables) {
    return new OptimizerState(
        variables,
        Stream.concat(
                Stream.of(variable("t", constant(0.0))),
                variables.stream().flatMap(w -> Stream.of(zeros("m", w), zeros("v", w))))
            .toList());
  }

  private static Variable zeros(String name, Variable like) {
    return variable(
        name + " of " + like.name(), Nd4j.zeros(like.type().dataType(), like.shape().toLongs()));
  }

  @Override
  public List<Update> updates(Tensor loss, OptimizerState state) {
    Variable t = state.memory().get(0);
    Tensor step = add(t, 1);
    Tensor alpha =
        multiply(divide(sqrt(unbias(step, Rule.BETA2)), unbias(step, Rule.BETA1)), learningRate);
    List<Update> updates = new ArrayList<>();
    updates.add(new Update(t, step));
    List<Tensor> gradients = Autograd.gradients(loss, state.parameters());
    for (int i = 0; i < gradients.size(); i++) {
      Variable w = state.parameters().get(i);
      Variable m = state.memory().get(1 + 2 * i);
      Variable v = state.memory().get(2 + 2 * i);
      Tensor g = gradients.get(i);
      Tensor nextM = add(multiply(m, Rule.BETA1), multiply(g, 1 - Rule.BETA1));
      Tensor nextV = add(multiply(v, Rule.BETA2), multiply(square(g), 1 - Rule.BETA2));
      DataType type = w.type().dataType();
      Tensor move = multiply(divide(nextM, add(sqrt(nextV), Rule.EPSILON)), cast(alpha, type));
      updates.add(new Update(m, nextM));
      updates.add(new Update(v, nextV));
      updates.add(new Update(w, subtract(w, move)));
    }
    return updates;
  }

  /** 1 − βᵗ, without cancellation. */
  private static Tensor unbias(Tensor step, double beta) {
    return negate(expm1(multiply(step, Math.log(beta))));
  }
}
