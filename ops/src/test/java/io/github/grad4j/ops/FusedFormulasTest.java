package io.github.grad4j.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Random formulas of elementwise ops and reductions, in one plan that fuses what it can, against
 * one plan for each op: the same bits.
 */
class FusedFormulasTest {
  private static final int SEEDS = 60;
  private static final int NODES = 40;

  /** So that arrays take several tiles. */
  private static final int COLUMNS = 500;

  private static final List<Shape> SHAPES =
      List.of(Shape.of(5, COLUMNS), Shape.of(COLUMNS), Shape.of(5, 1), Shape.scalar());

  private static final List<Op> FUNCTIONS =
      List.of(
          new Abs(),
          new Negate(),
          new Square(),
          new Relu(),
          new Sqrt(),
          new Sign(),
          new Sin(),
          new Exp(),
          new Sigmoid(),
          new Tanh(),
          new Clip(-0.5, 2));

  private static final List<Op> OPERATIONS =
      List.of(
          new Add(), new Subtract(), new Multiply(), new Divide(), new Maximum(), new Minimum());

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void have_the_same_bits_as_ops_one_at_a_time(DataType type) {
    for (int seed = 0; seed < SEEDS; seed++) {
      new Case(seed, type).check();
    }
  }

  @Test
  void are_fused() {
    Input x = new Input("x", new TensorType(DataType.FLOAT, Shape.of(5, COLUMNS)));
    Tensor y = Multiply.multiply(Exp.exp(Negate.negate(x)), 2);
    try (Plan plan = Plan.of(Where.where(Greater.greater(x, 0), y, x))) {
      assertThat(plan.toString()).startsWith("1 kernels");
    }
  }

  private static final class Case {
    private final int seed;
    private final Random random;
    private final DataType type;
    private final List<Tensor> tensors = new ArrayList<>();
    private final Map<Input, double[]> fed = new HashMap<>();

    Case(int seed, DataType type) {
      this.seed = seed;
      this.random = new Random(seed);
      this.type = type;
      for (Shape shape : SHAPES) {
        Input input = new Input("x" + tensors.size(), new TensorType(type, shape));
        double[] values = random.doubles(shape.size(), -3, 3).toArray();
        fed.put(input, values);
        tensors.add(input);
      }
      for (int i = 0; i < NODES; i++) {
        tensors.add(node());
      }
    }

    private Tensor pick() {
      int back = Math.min(random.nextInt(tensors.size()), random.nextInt(tensors.size()));
      return tensors.get(tensors.size() - 1 - back);
    }

    private Tensor node() {
      Tensor a = pick();
      return switch (random.nextInt(8)) {
        case 0, 1 -> FUNCTIONS.get(random.nextInt(FUNCTIONS.size())).on(a);
        case 2 -> a.shape().rank() > 0 ? ReduceSum.reduceSum(a) : Square.square(a);
        case 3 -> Where.where(Greater.greater(a, pick()), pick(), pick());
        case 4 -> new AddN().on(List.of(a, pick(), pick()));
        default -> OPERATIONS.get(random.nextInt(OPERATIONS.size())).on(a, pick());
      };
    }

    void check() {
      Map<Tensor, INDArray> alone = alone();
      List<Tensor> outputs = new ArrayList<>();
      for (Tensor tensor : tensors) {
        if (tensor instanceof Node && random.nextInt(4) == 0) {
          outputs.add(tensor);
        }
      }
      try (Plan plan = Plan.of(outputs)) {
        fed.forEach(
            (input, values) -> {
              if (plan.uses(input)) {
                plan.feed(input, values);
              }
            });
        // The second run finds what the first left in memory.
        plan.run().run();
        for (Tensor output : outputs) {
          assertThat(plan.doubles(output))
              .as("seed %s, %s%n%s", seed, output, plan)
              .isEqualTo(Objects.requireNonNull(alone.get(output)).data().asDouble());
        }
      }
    }

    /** The values of all tensors, each op computed by a plan of its own. */
    private Map<Tensor, INDArray> alone() {
      Map<Tensor, INDArray> known = new HashMap<>();
      fed.forEach(
          (input, values) -> known.put(input, Constant.of(values, input.shape(), type).evaluate()));
      for (Tensor tensor : Tensors.order(tensors)) {
        if (tensor instanceof Node node) {
          List<Tensor> inputs = new ArrayList<>();
          node.inputs().forEach(input -> inputs.add(constant(input, known)));
          known.put(node, node.op().on(inputs).evaluate());
        }
      }
      return known;
    }

    private static Tensor constant(Tensor tensor, Map<Tensor, INDArray> known) {
      INDArray value = known.get(tensor);
      return value == null ? tensor : Constant.of(value);
    }
  }
}
