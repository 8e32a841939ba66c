package io.github.grad4j.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Formulas as a table: one row for each different tensor, inputs before the rows that use them.
 *
 * <p>Rows are numbered from 0; the passes of a plan work on these numbers.
 */
final class Program {
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<int[]> inputs = new ArrayList<>();
  private final Map<Tensor, Integer> rows = new HashMap<>();

  private Program() {}

  /**
   * The table of some formulas, in which equal ones are the same row: the same op on the same rows,
   * or small constants of the same bits.
   */
  static Program sharing(List<Tensor> formulas) {
    Program program = new Program();
    Map<Object, Integer> seen = new HashMap<>();
    for (Tensor tensor : Tensors.order(formulas)) {
      int[] inputs = program.rowsOf(tensor);
      Object key = key(tensor, inputs);
      Integer row = seen.putIfAbsent(key, program.tensors.size());
      if (row == null) {
        row = program.tensors.size();
        program.tensors.add(tensor);
        program.inputs.add(inputs);
      }
      program.rows.put(tensor, row);
    }
    return program;
  }

  private int[] rowsOf(Tensor tensor) {
    if (!(tensor instanceof Node node)) {
      return new int[0];
    }
    int[] found = new int[node.inputs().size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = row(node.input(i));
    }
    return found;
  }

  /** What equal tensors have in common. */
  private static Object key(Tensor tensor, int[] inputs) {
    if (tensor instanceof Node node) {
      return new NodeKey(node.op(), inputs);
    }
    if (tensor instanceof Constant constant) {
      return constant
          .bits()
          .<Object>map(bits -> new ConstantKey(constant.type(), bits))
          .orElse(constant);
    }
    return tensor;
  }

  /** An op on some rows. */
  private static final class NodeKey {
    private final Op op;
    private final int[] inputs;
    private final int hash;

    NodeKey(Op op, int[] inputs) {
      this.op = op;
      this.inputs = inputs;
      this.hash = 31 * op.hashCode() + Arrays.hashCode(inputs);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof NodeKey key
          && hash == key.hash
          && op.equals(key.op)
          && Arrays.equals(inputs, key.inputs);
    }
  }

  private record ConstantKey(TensorType type, List<Long> bits) {}

  int size() {
    return tensors.size();
  }

  Tensor tensor(int row) {
    return tensors.get(row);
  }

  TensorType type(int row) {
    return tensors.get(row).type();
  }

  int[] inputs(int row) {
    return inputs.get(row);
  }

  /** The row that stands for a tensor of the formulas. */
  int row(Tensor tensor) {
    Integer row = rows.get(tensor);
    if (row == null) {
      throw new IllegalStateException(tensor + " is not part of the program");
    }
    return row;
  }
}
