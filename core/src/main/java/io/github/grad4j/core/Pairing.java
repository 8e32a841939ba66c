package io.github.grad4j.core;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the nodes that one kernel computes together: a loss and its gradient. */
final class Pairing {
  private Pairing() {}

  /**
   * For each row the row of its partner, -1 if it has none.
   *
   * <p>Both rows of a pair name each other; the kernel runs at the earlier. Either both are folded
   * or none is.
   */
  static int[] partners(Program program, BitSet folded) {
    int[] partners = new int[program.size()];
    Arrays.fill(partners, -1);
    Map<Wanted, Integer> wanted = new HashMap<>();
    for (int row = 0; row < program.size(); row++) {
      if (program.tensor(row) instanceof Node node && node.op() instanceof Paired op) {
        Op partner = Contract.call(op, "partner", op::partner);
        wanted.put(new Wanted(partner, inputs(program, row)), row);
      }
    }
    for (int row = 0; row < program.size() && !wanted.isEmpty(); row++) {
      if (program.tensor(row) instanceof Node node) {
        Integer owner = wanted.remove(new Wanted(node.op(), inputs(program, row)));
        if (owner != null
            && partners[row] < 0
            && partners[owner] < 0
            && folded.get(row) == folded.get(owner)
            && program.type(row).shape().size() > 0
            && program.type(owner).shape().size() > 0) {
          partners[row] = owner;
          partners[owner] = row;
        }
      }
    }
    return partners;
  }

  /** Whether the first row's op has the second as its partner, not the other way round. */
  static boolean owns(Program program, int row, int partner) {
    return program.tensor(row) instanceof Node node
        && node.op() instanceof Paired paired
        && program.tensor(partner) instanceof Node other
        && paired.partner().equals(other.op());
  }

  /** The op of a row that has a partner. */
  static Paired op(Program program, int row) {
    if (program.tensor(row) instanceof Node node && node.op() instanceof Paired paired) {
      return paired;
    }
    throw new IllegalStateException(program.tensor(row) + " has no partner");
  }

  private static List<Integer> inputs(Program program, int row) {
    return Arrays.stream(program.inputs(row)).boxed().toList();
  }

  /** An op on some rows that would share a kernel. */
  private record Wanted(Op op, List<Integer> inputs) {}
}
