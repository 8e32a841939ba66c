package io.github.grad4j.core;

import java.util.BitSet;

/** Finds the nodes that depend on constants alone, to be computed once, when the plan is made. */
final class Folding {
  /** What is folded stays in memory while the plan is open; together it may take so many bytes. */
  private static final long BUDGET = 64 * 1024;

  private Folding() {}

  /** The rows to be computed once. */
  static BitSet folded(Program program) {
    BitSet folded = new BitSet();
    long bytes = 0;
    for (int row = 0; row < program.size(); row++) {
      if (program.tensor(row) instanceof Node node && allConstant(program, row, folded)) {
        TensorType type = program.type(row);
        // An alias has no memory of its own.
        boolean alias = node.op() instanceof Alias;
        long more = alias ? 0 : (long) type.shape().size() * type.dataType().width();
        if (bytes + more <= BUDGET) {
          bytes += more;
          folded.set(row);
        }
      }
    }
    return folded;
  }

  private static boolean allConstant(Program program, int row, BitSet folded) {
    for (int input : program.inputs(row)) {
      if (!folded.get(input) && !(program.tensor(input) instanceof Constant)) {
        return false;
      }
    }
    return true;
  }
}
