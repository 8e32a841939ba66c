package io.github.grad4j.core;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * An operation on tensors: its types, its numbers, its derivative.
 *
 * <p>An op is a record whose components are lists and numbers, so that equal ops on the same inputs
 * are computed once. It holds no state.
 */
public interface Op {
  /**
   * The type of the output.
   *
   * @param inputs the types of the inputs
   * @return the output's type
   * @throws ShapeException if the shapes do not fit
   * @throws TypeException if the element types do not fit
   */
  TensorType infer(List<TensorType> inputs);

  /**
   * Binds the op to memory, once for each plan.
   *
   * <p>May choose a kernel, build objects and pack buffers; everything that need not be repeated in
   * each run belongs here. Never called when the output has no elements.
   *
   * @param inputs the inputs' memory
   * @param output the output's memory, of the inferred type; holds anything at first
   * @return the kernel
   */
  Kernel bind(List<Slot> inputs, Slot output);

  /**
   * The derivative at a node of this op: one pair of linear maps for each input.
   *
   * @param y the node; its inputs are the point at which the maps are taken
   * @return as many partials as there are inputs
   */
  List<Partial> partials(Node y);

  /**
   * Formulas on which every automatic check runs the op.
   *
   * @return the examples; an op without any fails the checks
   */
  default List<Example> examples() {
    return List.of();
  }

  /**
   * The op's name as formulas are written.
   *
   * @return the record's name with a small first letter, {@code anonymous op} for a class without a
   *     name
   */
  default String name() {
    String simple = getClass().getSimpleName();
    if (simple.isEmpty()) {
      return "anonymous op";
    }
    return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
  }

  /**
   * What the inputs are called, and so how many there are: the op is applied to as many tensors.
   *
   * @return one name for each input, such as {@code labels}; empty, as by default, for an op that
   *     takes any number of inputs and checks it in {@link #infer}
   */
  default List<String> inputNames() {
    return List.of();
  }

  /**
   * What error messages call an input.
   *
   * @param index which input, from 0
   * @return its name among {@link #inputNames()}, or {@code input 0} if it has none
   */
  default String inputName(int index) {
    List<String> names = inputNames();
    return index < names.size() ? names.get(index) : "input " + index;
  }

  /**
   * How the op and its derivatives are written in LaTeX.
   *
   * @return templates; by default the op's name before its operands, and derivatives in general
   */
  default Notation notation() {
    return Notation.named(name());
  }

  /**
   * The same op for a formula rewritten in another precision.
   *
   * <p>Only ops that name an element type themselves have anything to change.
   *
   * @param from the element type given up
   * @param to the element type taken instead
   * @return the op in which {@code from} is replaced by {@code to}
   */
  default Op retyped(DataType from, DataType to) {
    return this;
  }

  /**
   * The node of this op on these inputs.
   *
   * @param inputs the inputs
   * @return the node, its type inferred
   * @throws ShapeException if the shapes do not fit
   * @throws TypeException if the element types do not fit
   * @throws ArgumentException if the inputs are not as many as the op has, or one is null
   * @throws OpException if a method of the op returns null or throws what is none of these
   */
  default Tensor on(Tensor... inputs) {
    return Node.of(this, Arrays.asList(ArgumentException.requireNonNull(inputs, "inputs")));
  }

  /**
   * The node of this op on these inputs.
   *
   * @param inputs the inputs
   * @return the node, its type inferred
   * @throws ShapeException if the shapes do not fit
   * @throws TypeException if the element types do not fit
   * @throws ArgumentException if the inputs are not as many as the op has, or one is null
   * @throws OpException if a method of the op returns null or throws what is none of these
   */
  default Tensor on(List<Tensor> inputs) {
    return Node.of(this, inputs);
  }
}
