package io.github.grad4j.autograd.check;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A formula made an op, with derivative rules of its own, right or wrong. */
record RuledOp(Function<List<Tensor>, Tensor> formula, List<Rule> rules) implements Op {
  /** For an input whose gradient is not given at all. */
  static final Rule NONE = (x, y, g) -> g;

  /** Pulls a cotangent back to one input. */
  interface Rule {
    Tensor vjp(List<Tensor> x, Tensor y, Tensor g);
  }

  /** A rule that pushes a tangent forward as well. */
  interface Scaling extends Rule {}

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return formula.apply(leaves(inputs)).type();
  }

  private static List<Tensor> leaves(List<TensorType> types) {
    List<Tensor> leaves = new ArrayList<>();
    types.forEach(type -> leaves.add(new Input("x" + leaves.size(), type)));
    return leaves;
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    List<Tensor> leaves = leaves(inputs.stream().map(Slot::type).toList());
    Tensor result = formula.apply(leaves);
    Plan plan = Plan.of(result);
    return () -> {
      for (int k = 0; k < leaves.size(); k++) {
        double[] numbers = new double[inputs.get(k).size()];
        inputs.get(k).read(0, numbers, numbers.length);
        if (leaves.get(k) instanceof Input leaf) {
          plan.feed(leaf, numbers);
        }
      }
      double[] numbers = plan.run().doubles(result);
      output.write(0, numbers, numbers.length);
    };
  }

  @Override
  public List<Partial> partials(Node y) {
    return rules.stream().map(rule -> partial(rule, y)).toList();
  }

  /** The forward mode is the adjoint of the rule, so that nothing but differences can tell. */
  private static Partial partial(Rule rule, Node y) {
    if (rule instanceof Scaling) {
      return Partial.symmetric(t -> rule.vjp(y.inputs(), y, t));
    }
    return rule == NONE
        ? Partial.none()
        : Partial.of(t -> adjoint(rule, y, t), g -> rule.vjp(y.inputs(), y, g));
  }

  private static Tensor adjoint(Rule rule, Node y, Tensor tangent) {
    Input cotangent = new Input("cotangent", y.type());
    Tensor pulled = rule.vjp(y.inputs(), y, cotangent);
    return Autograd.vjp(pulled, List.of(cotangent), tangent).get(0);
  }
}
