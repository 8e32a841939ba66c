package io.github.grad4j.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Replay;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Random programs of both precisions, truth values, aliases, pairs and updates, run several times
 * by a plan that fuses, pairs and reuses memory, against a replay, which does none of that: the
 * same bits.
 */
class RandomTrainingPlansTest {
  private static final int SEEDS = 150;
  private static final int RUNS = 2;
  private static final int MOST_NODES = 50;

  /** So that arrays take several tiles, and the last is not full. */
  private static final int COLUMNS = 410;

  /** Three names for one array, and what broadcasts to them. */
  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(3, COLUMNS),
          Shape.of(3 * COLUMNS),
          Shape.of(1, 3 * COLUMNS),
          Shape.of(COLUMNS),
          Shape.of(3, 1),
          Shape.of(1),
          Shape.scalar());

  private static final List<DataType> FLOATING = List.of(DataType.FLOAT, DataType.DOUBLE);

  private static final List<Op> FUNCTIONS =
      List.of(
          new Abs(),
          new Negate(),
          new Square(),
          new Relu(),
          new Sqrt(),
          new Sign(),
          new Exp(),
          new Log(),
          new Sigmoid(),
          new Clip(-0.5, 2));

  private static final List<Op> OPERATIONS =
      List.of(
          new Add(), new Subtract(), new Multiply(), new Divide(), new Maximum(), new Minimum());

  private static final List<Op> RELATIONS =
      List.of(new Greater(), new LessEqual(), new Equal(), new NotEqual());

  @Test
  void have_the_same_bits_as_a_replay() {
    for (int seed = 0; seed < SEEDS; seed++) {
      new Case(seed).check();
    }
  }

  private static final class Case {
    private final int seed;
    private final Random random;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();
    private final List<Update> updates = new ArrayList<>();

    Case(int seed) {
      this.seed = seed;
      this.random = new Random(seed);
      for (DataType type : FLOATING) {
        for (int i = 0; i < 4; i++) {
          Input input = new Input("x" + i, new TensorType(type, shape()));
          inputs.add(input);
          Shape shape = shape();
          Variable variable = Variable.of("v" + i, Constant.of(values(shape.size()), shape, type));
          variables.add(variable);
        }
        tensors.add(Constant.of(values(COLUMNS), Shape.of(COLUMNS), type));
      }
      tensors.addAll(inputs);
      tensors.addAll(variables);
      int nodes = 5 + random.nextInt(MOST_NODES);
      for (int i = 0; i < nodes; i++) {
        tensors.add(node());
      }
      int count = random.nextInt(5);
      for (int i = 0; i < count; i++) {
        outputs.add(pick(tensor -> tensor.shape().rank() > 0));
      }
      for (Variable variable : variables) {
        if (random.nextBoolean()) {
          updates.add(new Update(variable, pick(t -> t.type().equals(variable.type()))));
        }
      }
    }

    private Shape shape() {
      return SHAPES.get(random.nextInt(SHAPES.size()));
    }

    private double[] values(int n) {
      return random.doubles(n, -3, 3).toArray();
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    private Tensor pick(Predicate<Tensor> fits) {
      List<Tensor> fitting = tensors.stream().filter(fits).toList();
      int back = Math.min(random.nextInt(fitting.size()), random.nextInt(fitting.size()));
      return fitting.get(fitting.size() - 1 - back);
    }

    private Tensor like(Tensor a) {
      return pick(
          t ->
              t.type().dataType() == a.type().dataType()
                  && (t.shape().broadcastsTo(a.shape()) || a.shape().broadcastsTo(t.shape())));
    }

    private Tensor truth(Tensor a) {
      boolean known = random.nextBoolean();
      List<Tensor> fitting =
          tensors.stream()
              .filter(t -> known && t.type().isBoolean() && t.shape().broadcastsTo(a.shape()))
              .toList();
      if (!fitting.isEmpty()) {
        return any(fitting);
      }
      return a.type().isBoolean() ? a : any(RELATIONS).on(a, a);
    }

    private Tensor node() {
      Tensor a = pick(t -> true);
      int kind = random.nextInt(14);
      if (kind < 2) {
        return alias(a);
      }
      if (kind == 2) {
        DataType type = any(List.of(DataType.FLOAT, DataType.DOUBLE, DataType.BOOL));
        return a.type().dataType() == type ? alias(a) : Cast.cast(a, type);
      }
      if (a.type().isBoolean()) {
        Tensor b = truth(a);
        return switch (random.nextInt(3)) {
          case 0 -> LogicalNot.logicalNot(a);
          case 1 -> LogicalAnd.logicalAnd(a, b);
          default -> LogicalOr.logicalOr(b, a);
        };
      }
      Tensor b = like(a);
      return switch (kind) {
        case 3, 4 -> any(FUNCTIONS).on(a);
        case 5 -> a.shape().rank() > 0 ? ReduceSum.reduceSum(a) : Square.square(a);
        case 6 -> Where.where(truth(a), a, b.shape().broadcastsTo(a.shape()) ? b : a);
        case 7 -> any(RELATIONS).on(a, b);
        case 8 -> new AddN().on(List.of(a, b, a));
        case 9 -> a.shape().rank() == 2 ? Transpose.transpose(Transpose.transpose(a)) : alias(a);
        case 10 -> loss(a);
        default -> any(OPERATIONS).on(a, b);
      };
    }

    /** The same elements under another shape, or under another name. */
    private Tensor alias(Tensor a) {
      List<Shape> others = SHAPES.stream().filter(s -> s.size() == a.shape().size()).toList();
      Shape shape = any(others);
      return random.nextInt(4) == 0
          ? StopGradient.stopGradient(a)
          : new Reshape(shape.toList()).on(a);
    }

    /** A member of a pair; the other one comes if the same inputs are drawn again. */
    private Tensor loss(Tensor a) {
      if (a.shape().rank() != 2) {
        return Sigmoid.sigmoid(a);
      }
      Tensor labels = pick(t -> t.type().equals(a.type()));
      Tensor loss = SoftmaxCrossEntropyWithLogits.softmaxCrossEntropyWithLogits(labels, a);
      tensors.add(loss);
      return new SoftmaxMinusLabels(1).on(labels, a);
    }

    void check() {
      try (Plan plan = Plan.of(outputs, updates)) {
        for (int run = 0; run < RUNS; run++) {
          for (Input input : inputs) {
            if (plan.uses(input) && (run == 0 || random.nextBoolean())) {
              plan.feed(input, values(input.shape().size()));
            }
          }
          try (Replay replay = plan.replay()) {
            plan.run();
            for (Tensor output : outputs) {
              assertThat(plan.doubles(output))
                  .as("seed %s, run %s, %s%n%s", seed, run, output, plan)
                  .isEqualTo(replay.doubles(output));
            }
            for (Update update : updates) {
              assertThat(update.variable().value().dup().data().asDouble())
                  .as("seed %s, run %s, %s%n%s", seed, run, update, plan)
                  .isEqualTo(replay.doubles(update.newValue()));
            }
          }
        }
      }
    }
  }
}
