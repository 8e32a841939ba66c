package io.github.grad4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Regions.Region;
import io.github.grad4j.core.TestOps.Back;
import io.github.grad4j.core.TestOps.Front;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Random formulas, computed by plans and by a reference that knows nothing of sharing, folding,
 * pairing, aliases or memory. All values are whole numbers below 97, so results are equal exactly.
 */
class RandomPlansTest {
  private static final int SEEDS = 600;
  private static final int RUNS = 3;
  private static final int[][] SHAPES = {{12}, {3, 4}, {2, 6}, {1, 12}};

  @Test
  void a_plan_computes_what_a_naive_evaluation_does() {
    for (int seed = 0; seed < SEEDS; seed++) {
      new Case(seed).run();
    }
  }

  @Test
  void stretches_in_use_at_the_same_time_never_overlap() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Case some = new Case(seed);
      List<Tensor> formulas = new ArrayList<>(some.outputs);
      some.updates.forEach(update -> formulas.add(update.newValue()));
      Program program = Program.sharing(formulas);
      BitSet folded = Folding.folded(program);
      int[] partners = Pairing.partners(program, folded);
      int[] keep = formulas.stream().mapToInt(program::row).toArray();
      Fusion fusion = Fusion.of(program, folded, partners, keep);
      Placement placement = Placement.of(program, folded, partners, fusion, keep);
      new Lives(program, folded, partners, fusion, keep, placement).check("seed " + seed);
    }
  }

  /** One random program. */
  private static final class Case {
    private final int seed;
    private final Random random;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();
    private final List<Update> updates = new ArrayList<>();
    private final Map<Tensor, double[]> known = new HashMap<>();

    Case(int seed) {
      this.seed = seed;
      this.random = new Random(seed);
      for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT, DataType.INT64)) {
        leaves(type);
      }
      int nodes = 1 + random.nextInt(60);
      for (int i = 0; i < nodes; i++) {
        tensors.add(node());
      }
      int count = random.nextInt(4);
      for (int i = 0; i < count; i++) {
        outputs.add(pick(tensor -> true));
      }
      for (Variable variable : variables) {
        if (random.nextBoolean()) {
          updates.add(new Update(variable, pick(t -> t.type().equals(variable.type()))));
        }
      }
    }

    private void leaves(DataType type) {
      for (int i = 0; i < 2; i++) {
        Input input = new Input("x" + i, new TensorType(type, shape()));
        inputs.add(input);
        tensors.add(input);
        double[] first = values(12);
        Variable variable = Variable.of("v" + i, constant(type, first, shape()));
        variables.add(variable);
        known.put(variable, first);
        tensors.add(variable);
        double[] same = values(12);
        tensors.add(known(constant(type, same, shape()), same));
        double number = random.nextInt(TestOps.MODULUS);
        Constant scalar = Constant.like(input, number);
        tensors.add(known(scalar, new double[] {number}));
      }
    }

    private Tensor known(Tensor tensor, double[] values) {
      known.put(tensor, values);
      return tensor;
    }

    private static Constant constant(DataType type, double[] values, Shape shape) {
      return type == DataType.INT64
          ? Constant.of(Arrays.stream(values).mapToLong(v -> (long) v).toArray(), shape)
          : Constant.of(values, shape, type);
    }

    private Shape shape() {
      return Shape.of(SHAPES[random.nextInt(SHAPES.length)]);
    }

    private double[] values(int n) {
      return random.ints(n, 0, TestOps.MODULUS).asDoubleStream().toArray();
    }

    private Tensor pick(Predicate<Tensor> fits) {
      // Recent tensors more often, so that formulas are deep as well as wide.
      List<Tensor> fitting = tensors.stream().filter(fits).toList();
      int back = Math.min(random.nextInt(fitting.size()), random.nextInt(fitting.size()));
      return fitting.get(fitting.size() - 1 - back);
    }

    private Tensor node() {
      Tensor a = pick(tensor -> true);
      return switch (random.nextInt(8)) {
        case 0 -> TestOps.reverse(a);
        case 1 -> TestOps.reshape(a, otherShape(a.shape()).sizes());
        case 2 -> new Front().on(a);
        case 3 -> new Back().on(a);
        // The same op on the same inputs as before, or one input twice.
        case 4 -> a instanceof Node node ? node.op().on(node.inputs()) : TestOps.mix(a, a);
        default -> mix(a);
      };
    }

    private Shape otherShape(Shape from) {
      if (from.size() == 1) {
        return from.rank() == 0 ? Shape.of(1, 1) : Shape.scalar();
      }
      return shape();
    }

    private Tensor mix(Tensor a) {
      DataType type = a.type().dataType();
      Tensor b =
          pick(
              t ->
                  t.type().dataType() == type
                      && (t.shape().equals(a.shape()) || t.shape().rank() == 0));
      return random.nextBoolean() || b.shape().rank() > 0 ? TestOps.mix(a, b) : TestOps.mix(b, a);
    }

    void run() {
      try (Plan plan = Plan.of(outputs, updates)) {
        for (int i = 0; i < RUNS; i++) {
          for (Input input : inputs) {
            feed(plan, input, i);
          }
          plan.run();
          check(plan);
        }
      }
    }

    private void feed(Plan plan, Input input, int run) {
      if (run > 0 && random.nextBoolean()) {
        return;
      }
      double[] values = values(12);
      known.put(input, values);
      List<Tensor> formulas = new ArrayList<>(outputs);
      updates.forEach(update -> formulas.add(update.newValue()));
      if (!Tensors.order(formulas).contains(input)) {
        return;
      }
      if (input.type().isInteger()) {
        plan.feed(input, Arrays.stream(values).mapToLong(v -> (long) v).toArray());
      } else {
        plan.feed(input, values);
      }
    }

    private void check(Plan plan) {
      Map<Tensor, double[]> all = new HashMap<>(known);
      for (Tensor tensor : Tensors.order(tensors)) {
        if (tensor instanceof Node node) {
          all.put(node, compute(node.op(), node.inputs().stream().map(all::get).toList()));
        }
      }
      for (Tensor output : outputs) {
        assertThat(plan.doubles(output))
            .as("seed %s, %s%n%s", seed, output, plan)
            .isEqualTo(all.get(output));
      }
      for (Update update : updates) {
        known.put(update.variable(), all.get(update.newValue()));
      }
      for (Variable variable : variables) {
        assertThat(variable.value().dup().data().asDouble())
            .as("seed %s, %s%n%s", seed, variable, plan)
            .isEqualTo(known.get(variable));
      }
    }

    private static double[] compute(Op op, List<double[]> inputs) {
      double[] a = inputs.get(0);
      int n = inputs.stream().mapToInt(x -> x.length).max().orElse(0);
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        double x = a[a.length == 1 ? 0 : i];
        if (op instanceof TestOps.Mix) {
          double[] b = inputs.get(1);
          y[i] = (3 * x + b[b.length == 1 ? 0 : i]) % TestOps.MODULUS;
        } else if (op instanceof TestOps.Reverse) {
          y[i] = a[n - 1 - i];
        } else if (op instanceof Front) {
          y[i] = (2 * x + 1) % TestOps.MODULUS;
        } else if (op instanceof Back) {
          y[i] = (5 * x) % TestOps.MODULUS;
        } else if (op instanceof TestOps.Reshape) {
          y[i] = x;
        } else {
          throw new IllegalStateException("no reference for " + op);
        }
      }
      return y;
    }
  }

  /** From when to when each stretch of memory holds something, worked out row by row. */
  private static final class Lives {
    private final Program program;
    private final BitSet folded;
    private final int[] partners;
    private final Fusion fusion;
    private final int[] keep;
    private final Placement placement;

    Lives(
        Program program,
        BitSet folded,
        int[] partners,
        Fusion fusion,
        int[] keep,
        Placement placement) {
      this.program = program;
      this.folded = folded;
      this.partners = partners;
      this.fusion = fusion;
      this.keep = keep;
      this.placement = placement;
    }

    void check(String what) {
      List<Integer> roots = new ArrayList<>();
      for (int row = 0; row < program.size(); row++) {
        boolean ownMemory =
            !(program.tensor(row) instanceof Variable)
                && !(program.tensor(row) instanceof Constant constant
                    && constant.memory().isPresent());
        if (placement.root(row) == row && ownMemory && fusion.isStored(row)) {
          roots.add(row);
        }
      }
      for (int a : roots) {
        for (int b : roots) {
          if (a < b && program.type(a).dataType() == program.type(b).dataType()) {
            check(what, a, b);
          }
        }
      }
    }

    private void check(String what, int a, int b) {
      Region first = placement.region(a);
      Region second = placement.region(b);
      boolean apart = first.end() <= second.offset() || second.end() <= first.offset();
      boolean after = death(a) < birth(b) || death(b) < birth(a);
      boolean handedOver = handedOver(a, b) || handedOver(b, a);
      assertThat(apart || after || handedOver)
          .as("%s: %s in %s and %s in %s", what, a, first, b, second)
          .isTrue();
    }

    /** An op that overwrites, or a group of such, takes over the stretch of an input that dies. */
    private boolean handedOver(int from, int to) {
      return death(from) == birth(to)
          && birth(to) == fusion.place(to)
          && placement.region(from).offset() == placement.region(to).offset()
          && program.tensor(to) instanceof Node node
          && node.op() instanceof Overwrites;
    }

    private boolean permanent(int root) {
      return !(program.tensor(root) instanceof Node) || folded.get(root);
    }

    private int birth(int root) {
      int partner = partners[root];
      return permanent(root) ? -1 : partner >= 0 ? Math.min(partner, root) : fusion.place(root);
    }

    private int death(int root) {
      int last = fusion.place(root);
      for (int row = 0; row < program.size(); row++) {
        for (int input : program.inputs(row)) {
          last = placement.root(input) == root ? Math.max(last, fusion.place(row)) : last;
        }
      }
      for (int row : keep) {
        last = placement.root(row) == root ? Integer.MAX_VALUE : last;
      }
      return permanent(root) ? Integer.MAX_VALUE : last;
    }
  }
}
