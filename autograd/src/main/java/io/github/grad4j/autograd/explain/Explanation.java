package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A loss and its gradients, step by step with their numbers: what each op computes, what its
 * derivative is and makes of the cotangent that comes back, and finite differences beside each
 * gradient.
 *
 * <pre>{@code
 * System.out.println(explain(loss, w, b));             // plain text
 * Files.writeString(page, explain(loss, w, b).markdown()); // for GitHub and notebooks
 * }</pre>
 *
 * <p>The cotangents are those of {@link io.github.grad4j.autograd.Autograd#gradients}, the
 * differences those of {@link io.github.grad4j.autograd.check.GradientCheck}; formulas are the ops'
 * {@link io.github.grad4j.core.Op#notation() notations}. Every tensor is computed, and each element
 * of the xs moved some twenty times: an explanation is for formulas of few steps and numbers.
 *
 * @param loss what is explained
 * @param forward the tensors, leaves first, the loss last; scalar constants are written into the
 *     formulas instead
 * @param backward the cotangents, that of the loss first
 * @param gradients one for each x, in the order given
 */
public record Explanation(
    Tensor loss,
    List<ForwardStep> forward,
    List<BackwardStep> backward,
    List<CheckedGradient> gradients) {
  /**
   * Copies the lists.
   *
   * @param loss what is explained
   * @param forward the tensors, leaves first
   * @param backward the cotangents, that of the loss first
   * @param gradients one for each x
   * @throws ArgumentException if one of them is null
   */
  public Explanation {
    ArgumentException.requireNonNull(loss, "loss");
    forward = ArgumentException.copyOf(forward, "forward");
    backward = ArgumentException.copyOf(backward, "backward");
    gradients = ArgumentException.copyOf(gradients, "gradients");
  }

  /**
   * The explanation of a loss that is made of constants and variables.
   *
   * @param loss a FLOAT or DOUBLE scalar
   * @param first what the loss is differentiated by: FLOAT or DOUBLE, any tensor of the formula
   * @param rest more of them
   * @return the explanation, at the values that the variables have now
   * @throws io.github.grad4j.core.ShapeException if the loss is not a scalar
   * @throws io.github.grad4j.core.TypeException if the loss or an x is LONG or BOOL
   * @throws ArgumentException if the loss depends on an {@link Input}, which has no value
   */
  public static Explanation explain(Tensor loss, Tensor first, Tensor... rest) {
    List<Tensor> xs = new ArrayList<>();
    xs.add(first);
    xs.addAll(Arrays.asList(ArgumentException.requireNonNull(rest, "rest")));
    return explain(loss, xs, Map.of());
  }

  /**
   * The explanation of a loss at values of its inputs.
   *
   * @param loss a FLOAT or DOUBLE scalar
   * @param xs what the loss is differentiated by: FLOAT or DOUBLE, any tensors of the formula
   * @param inputs a value for each input of the formula
   * @return the explanation
   * @throws io.github.grad4j.core.ShapeException if the loss is not a scalar, or a value does not
   *     have its input's shape
   * @throws io.github.grad4j.core.TypeException if the loss or an x is LONG or BOOL, or a value
   *     does not have its input's element type
   * @throws ArgumentException if an input has no value, or one of the arguments is null
   */
  public static Explanation explain(
      Tensor loss, List<? extends Tensor> xs, Map<Input, Constant> inputs) {
    ArgumentException.requireNonNull(loss, "loss");
    List<Tensor> copy = ArgumentException.copyOf(xs, "xs");
    ArgumentException.requireNonNull(inputs, "inputs")
        .forEach(
            (input, value) -> {
              ArgumentException.requireNonNull(input, "an input");
              ArgumentException.requireNonNull(value, "the value of " + input);
            });
    Derivation derivation =
        new Derivation(loss, copy.stream().distinct().toList(), Map.copyOf(inputs));
    Steps steps = new Steps(derivation);
    return new Explanation(loss, steps.forward(), steps.backward(), steps.gradients());
  }

  /** The explanation as plain text, for a terminal. */
  @Override
  public String toString() {
    return new TextPage(this).toString();
  }

  /**
   * The explanation as Markdown, with the graph in Mermaid and the formulas in LaTeX, as GitHub and
   * notebooks show them.
   *
   * @return the lines
   */
  public String markdown() {
    return new MarkdownPage(this).toString();
  }
}
