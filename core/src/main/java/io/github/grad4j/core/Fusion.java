package io.github.grad4j.core;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Finds pointwise nodes that one kernel computes together, so that what one leaves for the next
 * need not go through memory.
 *
 * <p>Rows are taken in order. A pointwise row joins the open group of its shape and precision, or
 * opens one; a row outside a group that reads one of its members closes it. The group's kernel runs
 * in the place of its last member: all that members read is there by then, and nothing before asks
 * for what they compute.
 */
final class Fusion {
  private final Program program;
  private final BitSet folded;
  private final int[] partners;
  private final Map<Kind, Group> open = new HashMap<>();
  private final @Nullable Group[] groups;

  /** The rows that are read by others than members of their group. */
  private final BitSet wanted = new BitSet();

  /** What the members of a group have in common. */
  private record Kind(Shape shape, DataType precision) {}

  /** Rows that one kernel computes. */
  static final class Group {
    private final Kind kind;
    private final List<Integer> rows = new ArrayList<>();
    private final Set<Integer> operands = new LinkedHashSet<>();

    private Group(Kind kind) {
      this.kind = kind;
    }

    /** The shape of each member. */
    Shape shape() {
      return kind.shape;
    }

    /** FLOAT if what members take and give is FLOAT or BOOL, else DOUBLE. */
    DataType precision() {
      return kind.precision;
    }

    /** The members in their order. */
    List<Integer> rows() {
      return Collections.unmodifiableList(rows);
    }

    /** The rows that members read and that are no members, in the order in which they are read. */
    Set<Integer> operands() {
      return Collections.unmodifiableSet(operands);
    }

    /** The row in whose place the kernel runs. */
    int last() {
      return rows.get(rows.size() - 1);
    }
  }

  private Fusion(Program program, BitSet folded, int[] partners, int[] keep) {
    this.program = program;
    this.folded = folded;
    this.partners = partners;
    this.groups = new @Nullable Group[program.size()];
    for (int row = 0; row < groups.length; row++) {
      groups[row] = joined(row);
      read(row);
    }
    for (int row : keep) {
      wanted.set(row);
    }
  }

  /**
   * The groups of a program.
   *
   * @param folded the rows computed once; they join no group
   * @param partners for each row its partner in one kernel, or -1; pairs join no group
   * @param keep the rows that are still read after the last kernel
   */
  static Fusion of(Program program, BitSet folded, int[] partners, int... keep) {
    return new Fusion(program, folded, partners, keep);
  }

  /** Adds a row to the group that it belongs to, if any. */
  private @Nullable Group joined(int row) {
    if (!isPointwise(row)) {
      return null;
    }
    DataType precision = precision(row);
    if (precision == null) {
      return null;
    }
    Group group = open.computeIfAbsent(new Kind(program.type(row).shape(), precision), Group::new);
    group.rows.add(row);
    return group;
  }

  /** Notes what a row reads, and closes the groups that it reads from outside. */
  private void read(int row) {
    Group own = groups[row];
    for (int input : program.inputs(row)) {
      Group other = groups[input];
      if (own != null && own != other) {
        own.operands.add(input);
      }
      if (other != null && own != other) {
        wanted.set(input);
        open.remove(other.kind, other);
      }
    }
  }

  private boolean isPointwise(int row) {
    return program.tensor(row) instanceof Node node
        && node.op() instanceof Pointwise
        && !(node.op() instanceof Alias)
        && !folded.get(row)
        && partners[row] < 0
        && node.shape().size() > 0;
  }

  /**
   * The floating-point type in which a row is computed; none if there are integers, which have
   * kernels of their own, or both types.
   */
  private @Nullable DataType precision(int row) {
    TensorType type = program.type(row);
    DataType precision = type.isFloating() ? type.dataType() : null;
    boolean mixed = type.isInteger();
    for (int input : program.inputs(row)) {
      TensorType other = program.type(input);
      mixed |= other.isInteger();
      if (other.isFloating()) {
        mixed |= precision != null && precision != other.dataType();
        precision = other.dataType();
      }
    }
    if (mixed || precision != null) {
      return mixed ? null : precision;
    }
    return precisionOfTruth(row);
  }

  /** Truth values go with the numbers that they were made from, if these wait to be computed. */
  private DataType precisionOfTruth(int row) {
    for (int input : program.inputs(row)) {
      Group group = groups[input];
      if (group != null && group == open.get(group.kind)) {
        return group.precision();
      }
    }
    return DataType.FLOAT;
  }

  /** The group of which a row is a member; one op by itself is no group. */
  Optional<Group> group(int row) {
    return Optional.ofNullable(groups[row]).filter(group -> group.rows.size() > 1);
  }

  /** The row in whose place a row is computed. */
  int place(int row) {
    Group group = groups[row];
    return group == null ? row : group.last();
  }

  /** Whether a row goes to memory, not just from member to member of a group. */
  boolean isStored(int row) {
    Group group = groups[row];
    return group == null || group.rows.size() == 1 || wanted.get(row);
  }
}
