package io.github.grad4j.core;

import io.github.grad4j.core.Fusion.Group;
import io.github.grad4j.core.Regions.Region;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Decides where each row of a program lies: which rows share one stretch of memory, and when a
 * stretch is free for another.
 *
 * <p>A row whose op is an {@link Alias} lies where its input lies. A row that only the kernel of
 * its group reads lies nowhere. Memory is given back after the last kernel that reads it; an op
 * that {@link Overwrites}, and a group of such, gets the memory of an input that dies there.
 * Inputs, numbers, folded rows and kept rows have their stretch to themselves from the first run to
 * the last.
 */
final class Placement {
  /** Stretches begin at a cache line. */
  private static final int ALIGNMENT_BYTES = 64;

  private final Program program;
  private final BitSet folded;
  private final int[] partners;
  private final Fusion fusion;
  private final int[] roots;
  private final int[] lastUse;
  private final BitSet kept = new BitSet();
  private final @Nullable Region[] regions;
  private final Map<DataType, Regions> lines = new EnumMap<>(DataType.class);

  private Placement(Program program, BitSet folded, int[] partners, Fusion fusion, int[] keep) {
    this.program = program;
    this.folded = folded;
    this.partners = partners;
    this.fusion = fusion;
    this.roots = roots(program);
    this.lastUse = new int[program.size()];
    this.regions = new @Nullable Region[program.size()];
    for (int row : keep) {
      kept.set(roots[row]);
    }
    findLastUses();
    for (int row = 0; row < program.size(); row++) {
      if (isPermanent(row)) {
        regions[row] = take(row);
      }
    }
    placeTemporaries();
  }

  /**
   * The placement of a program.
   *
   * @param folded the rows computed once
   * @param partners for each row its partner in one kernel, or -1
   * @param fusion the groups of rows that one kernel computes
   * @param keep the rows that are still read after the last kernel
   */
  static Placement of(Program program, BitSet folded, int[] partners, Fusion fusion, int... keep) {
    return new Placement(program, folded, partners, fusion, keep);
  }

  /** For each row the row in whose memory it lies. */
  private static int[] roots(Program program) {
    int[] roots = new int[program.size()];
    for (int row = 0; row < roots.length; row++) {
      boolean alias = program.tensor(row) instanceof Node node && node.op() instanceof Alias;
      roots[row] = alias ? roots[program.inputs(row)[0]] : row;
    }
    return roots;
  }

  private void findLastUses() {
    for (int row = 0; row < program.size(); row++) {
      int place = fusion.place(row);
      lastUse[roots[row]] = Math.max(lastUse[roots[row]], place);
      for (int input : program.inputs(row)) {
        lastUse[roots[input]] = Math.max(lastUse[roots[input]], place);
      }
    }
  }

  /** Whether the row has memory of the plan's that nothing else ever uses. */
  private boolean isPermanent(int row) {
    Tensor tensor = program.tensor(row);
    if (tensor instanceof Constant constant) {
      return constant.memory().isEmpty();
    }
    return tensor instanceof Input || (folded.get(row) && roots[row] == row);
  }

  private void placeTemporaries() {
    int[] firstDying = new int[program.size()];
    int[] nextDying = new int[program.size()];
    listDying(firstDying, nextDying);
    for (int row = 0; row < program.size(); row++) {
      Optional<Group> group = fusion.group(row);
      if (group.isPresent()) {
        if (group.get().last() == row) {
          placeGroup(group.get());
        }
      } else if (program.tensor(row) instanceof Node && roots[row] == row && regions[row] == null) {
        // The kernel of a pair writes both results when the first is due.
        placePartner(row);
        regions[row] = placed(row);
      }
      for (int root = firstDying[row]; root >= 0; root = nextDying[root]) {
        Region region = regions[root];
        if (region != null && lastUse[root] >= 0) {
          line(root).release(region);
        }
      }
    }
  }

  /** Puts the results of a group over operands that die there, as long as there are any. */
  private void placeGroup(Group group) {
    Map<DataType, Deque<Integer>> operands = new EnumMap<>(DataType.class);
    for (int operand : group.operands()) {
      DataType type = program.type(operand).dataType();
      if (program.type(operand).shape().size() == group.shape().size()) {
        operands.computeIfAbsent(type, t -> new ArrayDeque<>()).add(roots[operand]);
      }
    }
    for (int row : group.rows()) {
      if (fusion.isStored(row)) {
        Deque<Integer> fitting = operands.get(program.type(row).dataType());
        Optional<Region> inPlace =
            fitting == null ? Optional.empty() : dying(fitting, group.last());
        regions[row] = inPlace.orElseGet(() -> take(row));
      }
    }
  }

  private Optional<Region> dying(Deque<Integer> roots, int place) {
    while (!roots.isEmpty()) {
      int root = roots.poll();
      if (dies(root, place)) {
        return Optional.of(handOver(root));
      }
    }
    return Optional.empty();
  }

  /** Whether the memory of a root is free as soon as a row has read it. */
  private boolean dies(int root, int row) {
    return isTemporary(root) && lastUse[root] == row;
  }

  /** The memory of a root, which is no longer the root's to give back. */
  private Region handOver(int root) {
    lastUse[root] = -1;
    return region(root);
  }

  private void placePartner(int row) {
    int partner = partners[row];
    if (partner > row) {
      regions[partner] = take(partner);
    }
  }

  /**
   * The roots whose memory is free once a row is computed: for each row the first, for each root
   * the next, -1 behind the last.
   */
  private void listDying(int[] first, int[] next) {
    Arrays.fill(first, -1);
    for (int root = program.size() - 1; root >= 0; root--) {
      if (roots[root] == root && isTemporary(root)) {
        next[root] = first[lastUse[root]];
        first[lastUse[root]] = root;
      }
    }
  }

  private boolean isTemporary(int root) {
    return program.tensor(root) instanceof Node && !kept.get(root) && !isPermanent(root);
  }

  /** The memory of an input that dies at this row, if the row's op may write over it, or new. */
  private Region placed(int row) {
    boolean overwrites =
        program.tensor(row) instanceof Node node
            && node.op() instanceof Overwrites
            && partners[row] < 0;
    for (int input : program.inputs(row)) {
      if (overwrites && fits(input, row) && dies(roots[input], row)) {
        return handOver(roots[input]);
      }
    }
    return take(row);
  }

  private boolean fits(int input, int row) {
    return program.type(input).dataType() == program.type(row).dataType()
        && program.type(input).shape().size() == program.type(row).shape().size();
  }

  private Region take(int row) {
    return line(row).take(program.type(row).shape().size());
  }

  private Regions line(int row) {
    return lines.computeIfAbsent(
        program.type(row).dataType(), type -> new Regions(ALIGNMENT_BYTES / type.width()));
  }

  /** A stretch for a copy of a row that is made after the last kernel and read before the next. */
  Region copyOf(int row) {
    return take(row);
  }

  /** The row in whose memory a row lies. */
  int root(int row) {
    return roots[row];
  }

  /** The stretch of a root that has memory of the plan's. */
  Region region(int root) {
    Region region = regions[root];
    if (region == null) {
      throw new IllegalStateException(program.tensor(root) + " has memory of its own");
    }
    return region;
  }

  /** How many elements of each type the plan needs. */
  Map<DataType, Long> extents() {
    Map<DataType, Long> extents = new EnumMap<>(DataType.class);
    lines.forEach((type, line) -> extents.put(type, line.extent()));
    return extents;
  }
}
