package io.github.grad4j.benchmarks;

import static io.github.grad4j.benchmarks.SameDiffModel.B;
import static io.github.grad4j.benchmarks.SameDiffModel.LOSS;
import static io.github.grad4j.benchmarks.SameDiffModel.W;
import static java.util.Objects.requireNonNull;

import io.github.grad4j.benchmarks.EagerContender.Parameter;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** SameDiff's gradients and loss in a loop, and ND4J's update of the parameters. */
final class SameDiffLoopContender implements Contender {
  @Override
  public String name() {
    return "samediff-loop";
  }

  @Override
  public Step prepare(int batch, Rule rule) {
    return new Loop(new Problem(batch, rule));
  }

  private static final class Loop implements Step {
    private final Rule rule;
    private final SameDiffModel model;
    private final Map<String, INDArray> placeholders;
    private final Map<String, Parameter> parameters;
    private int taken;

    Loop(Problem problem) {
      rule = problem.rule();
      model = new SameDiffModel(problem);
      placeholders = model.placeholders();
      parameters = Map.of(W, parameter(W), B, parameter(B));
    }

    private Parameter parameter(String name) {
      return new Parameter(model.graph().getVariable(name).getArr());
    }

    @Override
    public double train(int steps) {
      double last = 0;
      for (int i = 0; i < steps; i++) {
        OutAndGrad result =
            model.graph().calculateGradientsAndOutputs(placeholders, List.of(LOSS), List.of(W, B));
        last = requireNonNull(result.getOutputs().get(LOSS)).getDouble(0);
        parameters.forEach((name, p) -> update(p, requireNonNull(result.getGradients().get(name))));
        taken++;
      }
      return last;
    }

    private void update(Parameter p, INDArray gradient) {
      switch (rule) {
        case SGD -> p.value.subi(gradient.muli(rule.learningRate()));
        case ADAM -> {
          Nd4j.exec(EagerContender.adam(rule, gradient, p, taken));
          p.value.subi(p.move);
        }
      }
    }

    @Override
    public double loss() {
      return model.loss();
    }

    @Override
    public void close() {
      // ND4J frees arrays when they are collected.
    }
  }
}
