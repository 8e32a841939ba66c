package io.github.grad4j.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A kernel that applies pointwise ops to one tile of all operands after the other: what one op
 * leaves in a tile, the next takes from there.
 *
 * <p>A tile's part of every operand is read before the same part of any result is written, so that
 * a result may lie over an operand of its size.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class Tiles<T> implements Kernel {
  /** The tiles of a kernel together shall fit the first-level cache. */
  private static final int BYTES = 16 * 1024;

  private static final int MIN_LENGTH = 64;
  private static final int MAX_LENGTH = 1024;

  /** So many elements are worth a thread if one op is applied to them; fewer, but so many, else. */
  private static final int MANY = 1 << 16;

  private static final int FEWEST = 1 << 13;

  private final Precision<T> precision;
  private final int from;
  private final int to;
  private final int length;
  private final List<Fill<T>> fills = new ArrayList<>();
  private final List<Load<T>> loads = new ArrayList<>();
  private final List<Step<T>> steps = new ArrayList<>();
  private final List<Store<T>> stores = new ArrayList<>();

  /** Which step runs, to tell where one failed. */
  private int running;

  /**
   * A pointwise op and the values it takes. Values are numbered: the operands in memory from 0,
   * after them the results of the members in their order.
   */
  static final class Member {
    private final Pointwise op;
    private final int[] values;

    Member(Pointwise op, int... values) {
      this.op = op;
      this.values = values;
    }
  }

  /** A number in memory, and the tile that is filled with it. */
  private record Fill<T>(Slot source, T tile) {}

  /** An operand in memory, and the tile that it is read into. */
  private record Load<T>(Stretch source, T tile) {}

  /** An op, and what has to be read before it for the first time. */
  private static final class Step<T> {
    private final int firstLoad;
    private final int endOfLoads;
    private final Precision.Function<T> function;
    private final T[] inputs;
    private final T output;

    Step(int firstLoad, int endOfLoads, Precision.Function<T> function, T[] inputs, T output) {
      this.firstLoad = firstLoad;
      this.endOfLoads = endOfLoads;
      this.function = function;
      this.inputs = inputs;
      this.output = output;
    }
  }

  /** A tile, and the memory that it is written to. */
  private record Store<T>(T tile, Slot target) {}

  /** Which tile each value lies in; a tile is taken again after the last use of what it held. */
  private static final class Sharing {
    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final int[] tileOf;
    private final int[] lastUse;
    private final Deque<Integer> free = new ArrayDeque<>();
    private int count;

    Sharing(List<Slot> operands, List<Member> members, Set<Integer> results) {
      tileOf = new int[operands.size() + members.size()];
      lastUse = new int[tileOf.length];
      Arrays.fill(tileOf, -1);
      for (int k = 0; k < members.size(); k++) {
        for (int value : members.get(k).values) {
          lastUse[value] = k;
        }
      }
      for (int v = 0; v < operands.size(); v++) {
        if (operands.get(v).size() == 1) {
          lastUse[v] = FOR_EVER;
          take(v);
        }
      }
      for (int k = 0; k < members.size(); k++) {
        int result = operands.size() + k;
        lastUse[result] = results.contains(k) ? FOR_EVER : Math.max(lastUse[result], k);
        place(members.get(k).values, k, result);
      }
    }

    private void place(int[] values, int k, int result) {
      for (int value : values) {
        if (tileOf[value] < 0) {
          take(value);
        }
      }
      for (int value : values) {
        if (lastUse[value] == k) {
          free.push(tileOf[value]);
          // The value may stand there twice.
          lastUse[value] = -1;
        }
      }
      take(result);
    }

    private void take(int value) {
      tileOf[value] = free.isEmpty() ? count++ : free.pop();
    }
  }

  private Tiles(
      Precision<T> precision,
      Shape shape,
      List<Slot> operands,
      List<Member> members,
      Map<Integer, Slot> results,
      int from,
      int to) {
    this.precision = precision;
    this.from = from;
    this.to = to;
    Sharing sharing = new Sharing(operands, members, results.keySet());
    int fitting = BYTES / precision.width() / sharing.count / MIN_LENGTH * MIN_LENGTH;
    this.length = Math.min(to - from, Math.max(MIN_LENGTH, Math.min(MAX_LENGTH, fitting)));
    T[] tiles = precision.tiles(sharing.count);
    Arrays.setAll(tiles, i -> precision.tile(length));
    T[] values = precision.tiles(sharing.tileOf.length);
    Arrays.setAll(values, v -> tiles[sharing.tileOf[v]]);
    BitSet read = new BitSet();
    for (int v = 0; v < operands.size(); v++) {
      if (operands.get(v).size() == 1) {
        fills.add(new Fill<>(operands.get(v), values[v]));
        read.set(v);
      }
    }
    for (int k = 0; k < members.size(); k++) {
      Member member = members.get(k);
      T[] inputs = precision.tiles(member.values.length);
      int firstLoad = loads.size();
      for (int i = 0; i < inputs.length; i++) {
        int v = member.values[i];
        inputs[i] = values[v];
        if (v < operands.size() && !read.get(v)) {
          read.set(v);
          loads.add(new Load<>(new Stretch(operands.get(v), shape), values[v]));
        }
      }
      T output = values[operands.size() + k];
      Precision.Function<T> function = precision.function(member.op, inputs.length, length);
      steps.add(new Step<>(firstLoad, loads.size(), function, inputs, output));
      Slot target = results.get(k);
      if (target != null) {
        stores.add(new Store<>(output, target));
      }
    }
  }

  /**
   * The kernel of some members.
   *
   * @param dataType FLOAT to compute in single precision, DOUBLE in double
   * @param shape what each member's output has, and all operands broadcast to
   * @param operands what members take from memory
   * @param members in an order in which they can be computed
   * @param results where results go that are wanted in memory, by the number of the member
   * @param from the first element computed
   * @param to the first element left out
   */
  static Tiles<?> of(
      DataType dataType,
      Shape shape,
      List<Slot> operands,
      List<Member> members,
      Map<Integer, Slot> results,
      int from,
      int to) {
    return dataType == DataType.FLOAT
        ? new Tiles<>(Precision.SINGLE, shape, operands, members, results, from, to)
        : new Tiles<>(Precision.DOUBLE, shape, operands, members, results, from, to);
  }

  /** The kernel of one op by itself. */
  static Kernel of(Pointwise op, List<Slot> inputs, Slot output) {
    int[] values = new int[inputs.size()];
    Arrays.setAll(values, i -> i);
    boolean single = isSingle(output) && inputs.stream().allMatch(Tiles::isSingle);
    DataType dataType = single ? DataType.FLOAT : DataType.DOUBLE;
    List<Member> members = List.of(new Member(op, values));
    Map<Integer, Slot> results = Map.of(0, output);
    return Parts.of(
        output.size(),
        worth(1),
        (from, to) -> of(dataType, output.shape(), inputs, members, results, from, to));
  }

  /** How many elements are worth a thread. */
  static int worth(int members) {
    return Math.max(FEWEST, MANY / members);
  }

  private static boolean isSingle(Slot slot) {
    return slot.holds(DataType.FLOAT) || slot.type().isBoolean();
  }

  // Lists are walked by index: an iterator would be garbage in each run.
  @Override
  public void run() {
    for (int i = 0; i < fills.size(); i++) {
      precision.fill(fills.get(i).source, 0, fills.get(i).tile, 0, length);
    }
    for (int i = 0; i < loads.size(); i++) {
      loads.get(i).source.go(from);
    }
    for (int start = from; start < to; start += length) {
      int n = Math.min(length, to - start);
      for (running = 0; running < steps.size(); running++) {
        run(steps.get(running), n);
      }
      for (int i = 0; i < stores.size(); i++) {
        precision.write(stores.get(i).target, start, stores.get(i).tile, n);
      }
    }
  }

  private void run(Step<T> step, int n) {
    for (int i = step.firstLoad; i < step.endOfLoads; i++) {
      loads.get(i).source.read(precision, loads.get(i).tile, n);
    }
    step.function.apply(step.inputs, step.output, n);
  }

  /** Which member was being computed when the last run failed. */
  int running() {
    return running;
  }
}
