package io.github.grad4j.autograd.explain;

import io.github.grad4j.autograd.explain.Box.Edge;
import io.github.grad4j.autograd.explain.Box.Kind;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes few boxes of many.
 *
 * <p>Boxes stand in an order in which they can be computed, inputs and variables first; neighbours
 * in it become one box, so that boxes never read each other in a circle. First those that repeat
 * each other, op by op and line by line, as the rounds of a loop do; then those written on the same
 * line; then such rounds once more; and where that is not enough any neighbours, as many in each
 * box. Inputs and variables become one box if they have the same type.
 */
final class Folding {
  /** Rounds of up to so many boxes are found. */
  private static final int LONGEST_ROUND = 64;

  /** Boxes that become one: neighbours in the order. */
  private record Part(List<Box> boxes, Optional<String> title) {
    static Part of(Box box) {
      return new Part(List.of(box), Optional.empty());
    }

    static Part of(List<Part> parts, Optional<String> title) {
      return parts.size() == 1
          ? parts.get(0)
          : new Part(parts.stream().flatMap(part -> part.boxes.stream()).toList(), title);
    }
  }

  /** Parts from {@code from} that are {@code rounds} times the same {@code length} ones. */
  private record Run(int from, int length, int rounds) {
    int to() {
      return from + length * rounds;
    }

    int saves() {
      return length * rounds - 1;
    }
  }

  private final int most;
  private final Set<Tensor> wanted;

  private Folding(int most, Set<Tensor> wanted) {
    this.most = most;
    this.wanted = wanted;
  }

  /**
   * At most so many boxes.
   *
   * @param most at least 2
   * @param wanted the tensors that are outputs
   */
  static List<Box> fold(List<Box> boxes, int most, Set<Tensor> wanted) {
    return boxes.size() <= most ? boxes : new Folding(most, wanted).fold(boxes);
  }

  private List<Box> fold(List<Box> boxes) {
    List<Part> given = boxes.stream().filter(Box::isLeaf).map(Part::of).toList();
    List<Part> rest = boxes.stream().filter(box -> !box.isLeaf()).map(Part::of).toList();
    // What is given takes at most half of the room, unless the rest needs less.
    int room = most - Math.min(given.size(), rest.isEmpty() ? most : most / 2);
    rest = repeated(rest, room);
    rest = sameLine(rest, room);
    rest = repeated(rest, room);
    rest = cut(rest, room);
    given = sameType(given, most - rest.size());
    given = cut(given, most - rest.size());
    return boxes(Stream.concat(given.stream(), rest.stream()).toList());
  }

  /** Leaves of one kind and type become one part, the most first, until there are few enough. */
  private static List<Part> sameType(List<Part> leaves, int room) {
    Map<Object, List<Part>> groups = new LinkedHashMap<>();
    for (Part leaf : leaves) {
      Box box = leaf.boxes.get(0);
      groups.computeIfAbsent(List.of(box.kind(), types(box)), key -> new ArrayList<>()).add(leaf);
    }
    List<List<Part>> bySize = new ArrayList<>(groups.values());
    bySize.sort(Comparator.<List<Part>>comparingInt(List::size).reversed());
    List<Part> folded = new ArrayList<>();
    int left = leaves.size();
    for (List<Part> group : bySize) {
      if (left > room) {
        folded.add(Part.of(group, Optional.empty()));
        left -= group.size() - 1;
      } else {
        folded.addAll(group);
      }
    }
    return folded;
  }

  /** Rounds of a loop become one part, the longest first, until there are few enough. */
  private static List<Part> repeated(List<Part> parts, int room) {
    if (parts.size() <= room) {
      return parts;
    }
    int[] kinds = kinds(parts, Folding::looks);
    List<Run> runs = new ArrayList<>();
    for (int from = 0; from < kinds.length; ) {
      Optional<Run> run = longest(kinds, from);
      run.ifPresent(runs::add);
      from = run.isPresent() ? run.get().to() : from + 1;
    }
    runs.sort(Comparator.comparingInt(Run::saves).reversed());
    Map<Integer, Run> taken = new HashMap<>();
    int left = parts.size();
    for (Run run : runs) {
      if (left > room) {
        taken.put(run.from, run);
        left -= run.saves();
      }
    }
    List<Part> folded = new ArrayList<>();
    for (int from = 0; from < parts.size(); ) {
      Run run = taken.getOrDefault(from, new Run(from, 1, 1));
      folded.add(Part.of(parts.subList(from, run.to()), title(parts, run)));
      from = run.to();
    }
    return folded;
  }

  private static Optional<Run> longest(int[] kinds, int from) {
    Run longest = new Run(from, 1, 1);
    for (int length = 1; length <= LONGEST_ROUND && from + 2 * length <= kinds.length; length++) {
      int to = from + length;
      while (to < kinds.length && kinds[to] == kinds[to - length]) {
        to++;
      }
      Run run = new Run(from, length, (to - from) / length);
      if (run.rounds > 1 && run.saves() > longest.saves()) {
        longest = run;
      }
    }
    return longest.rounds > 1 ? Optional.of(longest) : Optional.empty();
  }

  private static Optional<String> title(List<Part> parts, Run run) {
    List<Box> round =
        parts.subList(run.from, run.from + run.length).stream()
            .flatMap(part -> part.boxes.stream())
            .toList();
    String ops =
        round.size() <= Box.KINDS
            ? round.stream().map(Folding::word).collect(Collectors.joining(", "))
            : Box.counts(round);
    return Optional.of(run.rounds + " × (" + ops + ")");
  }

  private static String word(Box box) {
    return box.kind() == Kind.CONSTANT ? box.kind().toString() : box.title();
  }

  /** Numbers that are equal for equal keys. */
  private static int[] kinds(List<Part> parts, Function<Part, Object> key) {
    Map<Object, Integer> numbers = new HashMap<>();
    return parts.stream()
        .mapToInt(part -> numbers.computeIfAbsent(key.apply(part), k -> numbers.size()))
        .toArray();
  }

  /** What parts have in common that are rounds of the same loop. */
  private static Object looks(Part part) {
    return part.boxes.stream().map(box -> List.of(word(box), types(box), box.lines())).toList();
  }

  private static List<String> types(Box box) {
    return box.results().stream().map(result -> result.type().toString()).toList();
  }

  /** Neighbours written on the same line become one part. */
  private static List<Part> sameLine(List<Part> parts, int room) {
    if (parts.size() <= room) {
      return parts;
    }
    // What no line has made, a constant, belongs to the op behind it, which is the first to read
    // it.
    Object[] lines = new Object[parts.size()];
    for (int i = lines.length - 1; i >= 0; i--) {
      Set<String> written = written(parts.get(i));
      boolean last = i == lines.length - 1;
      lines[i] = written.isEmpty() && !last ? lines[i + 1] : written;
    }
    List<Part> joined = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= lines.length; to++) {
      if (to == lines.length || !lines[to].equals(lines[from])) {
        joined.add(Part.of(parts.subList(from, to), Optional.empty()));
        from = to;
      }
    }
    return joined;
  }

  /**
   * The lines of a user's program at which a part's ops, or what they derive from, were written.
   */
  private static Set<String> written(Part part) {
    Set<String> lines = new HashSet<>();
    for (Box box : part.boxes) {
      for (Tensor tensor : box.tensors()) {
        Tensor written = tensor;
        while (written instanceof Node node && node.forward().isPresent()) {
          written = node.forward().get();
        }
        if (written instanceof Node node) {
          lines.add(node.where());
        }
      }
    }
    return lines;
  }

  /** At most so many parts, each of as many neighbours. */
  private static List<Part> cut(List<Part> parts, int room) {
    if (parts.size() <= room) {
      return parts;
    }
    List<Part> cut = new ArrayList<>();
    for (int i = 0; i < room; i++) {
      int from = (int) ((long) parts.size() * i / room);
      int to = (int) ((long) parts.size() * (i + 1) / room);
      cut.add(Part.of(parts.subList(from, to), Optional.empty()));
    }
    return cut;
  }

  private List<Box> boxes(List<Part> parts) {
    Map<Integer, Integer> numbers = new HashMap<>();
    for (Part part : parts) {
      int number = number(part);
      part.boxes.forEach(box -> numbers.put(box.number(), number));
    }
    Set<Tensor> read = new HashSet<>(wanted);
    List<List<Edge>> edges = new ArrayList<>();
    for (Part part : parts) {
      List<Edge> own = edges(part, numbers);
      own.forEach(edge -> read.add(edge.tensor()));
      edges.add(own);
    }
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boxes.add(box(parts.get(i), edges.get(i), read));
    }
    return boxes;
  }

  private static int number(Part part) {
    return part.boxes.get(part.boxes.size() - 1).number();
  }

  /** What a part reads of others. */
  private static List<Edge> edges(Part part, Map<Integer, Integer> numbers) {
    Stream<Edge> edges =
        part.boxes.stream()
            .flatMap(box -> box.edges().stream())
            .map(edge -> new Edge(edge.tensor(), numbers.getOrDefault(edge.from(), edge.from())));
    return part.boxes.size() == 1
        ? edges.toList()
        : edges.filter(edge -> edge.from() != number(part)).distinct().toList();
  }

  private static Box box(Part part, List<Edge> edges, Collection<Tensor> read) {
    if (part.boxes.size() == 1) {
      Box box = part.boxes.get(0);
      return new Box(
          box.number(), box.kind(), box.title(), box.tensors(), box.results(), edges, box.bytes());
    }
    return new Box(
        number(part),
        Kind.FOLDED,
        part.title.orElseGet(() -> Box.counts(part.boxes)),
        part.boxes.stream().flatMap(box -> box.tensors().stream()).toList(),
        part.boxes.stream().flatMap(box -> box.results().stream()).filter(read::contains).toList(),
        edges,
        part.boxes.stream().mapToLong(Box::bytes).sum());
  }
}
