package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan does in a run, as data: the lines of {@link Plan#toString}.
 *
 * <p>It is made by {@link Plan#program()}.
 *
 * @param tensors the plan's tensors, of equal ones one, each at the place whose number {@code
 *     toString} calls it by
 * @param steps the kernels in their order
 * @param outputs for each of the plan's outputs the tensor in whose memory a run leaves it: an
 *     equal one, or one with the same elements in another shape
 * @param updates for each variable that is updated the tensor, found in the same way, that it is
 *     assigned
 */
public record PlannedProgram(
    List<Tensor> tensors,
    List<Step> steps,
    Map<Tensor, Tensor> outputs,
    Map<Variable, Tensor> updates) {

  /**
   * Copies the lists and the maps.
   *
   * @param tensors the plan's tensors
   * @param steps the kernels in their order
   * @param outputs for each output the tensor in whose memory it is
   * @param updates for each updated variable the tensor that it is assigned
   * @throws ArgumentException if one of them is null
   */
  public PlannedProgram {
    tensors = ArgumentException.<Tensor>copyOf(tensors, "tensors");
    steps = ArgumentException.<Step>copyOf(steps, "steps");
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(outputs, "outputs")));
    updates = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(updates, "updates")));
  }

  /**
   * What one kernel computes.
   *
   * @param nodes the ops, more than one if they are computed together
   * @param reads the tensors in whose memory it finds what it needs, in the order of the inputs;
   *     those of fused ops each once
   * @param writes those of the nodes that it leaves in memory; the others only its own nodes need
   * @param once whether it ran when the plan was made, and no run repeats it
   */
  public record Step(List<Node> nodes, List<Tensor> reads, List<Node> writes, boolean once) {

    /**
     * Copies the lists.
     *
     * @param nodes the ops
     * @param reads the tensors that it reads
     * @param writes the nodes that it leaves in memory
     * @param once whether no run repeats it
     * @throws ArgumentException if a list or an element is null
     */
    public Step {
      nodes = ArgumentException.<Node>copyOf(nodes, "nodes");
      reads = ArgumentException.<Tensor>copyOf(reads, "reads");
      writes = ArgumentException.<Node>copyOf(writes, "writes");
    }
  }
}
