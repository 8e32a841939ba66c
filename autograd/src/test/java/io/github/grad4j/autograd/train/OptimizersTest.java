package io.github.grad4j.autograd.train;

import static io.github.grad4j.autograd.train.Clipping.clipByGlobalNorm;
import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Sin.sin;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Subtract.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.autograd.check.GradientCheck;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** What holds for every optimizer; {@link TrajectoryTest} has the numbers. */
class OptimizersTest {
  private static final double[] START = {0.3, -0.8, 1.1, -0.4};

  /** A rule as a user writes it: half of each gradient counts in the next step. */
  private record Echo(double rate) implements Optimizer {
    @Override
    public OptimizerState init(List<Variable> variables) {
      return OptimizerState.of(variables).withSlots("echo/g", 0);
    }

    @Override
    public List<Update> updates(List<Tensor> gradients, OptimizerState state) {
      List<Update> updates = new ArrayList<>();
      for (int i = 0; i < gradients.size(); i++) {
        Variable w = state.parameters().get(i);
        Variable echo = state.slot(w, "echo/g");
        Tensor g = add(gradients.get(i), multiply(echo, 0.5));
        updates.add(new Update(echo, g));
        updates.add(new Update(w, subtract(w, multiply(g, rate))));
      }
      return updates;
    }
  }

  static Stream<Optimizer> rules() {
    Adam adam = new Adam(0.05);
    Sgd momentum = new Sgd(0.05).withMomentum(0.9);
    return Stream.of(
        new Sgd(0.05),
        new Sgd(new CosineDecay(0.05, 20)),
        momentum,
        momentum.withDampening(0.5).withWeightDecay(0.1),
        new Sgd(0.05).withNesterovMomentum(0.9),
        new SgdW(momentum, 0.1),
        adam,
        adam.withAmsGrad().withWeightDecay(0.1),
        new Adam(new WarmUp(3, new ExponentialDecay(0.05, 0.9))),
        new AdamW(0.05),
        new AdamW(adam.withAmsGrad(), 0.1),
        new Adagrad(new InverseTimeDecay(0.05, 0.1)).withInitialAccumulator(0.1),
        new Adadelta(1).withWeightDecay(0.1),
        new Adamax(0.05).withWeightDecay(0.1),
        new NAdam(0.05).withWeightDecay(0.1),
        new RmsProp(0.05).withWeightDecay(0.1),
        new RmsProp(new OneCycle(0.05, 20)).withCentralMoment().withMomentum(0.5),
        new Adam(new OnPlateau(0.05)));
  }

  static Stream<Optimizer> rulesOfUsersToo() {
    return Stream.concat(optimizers(), Stream.of(new Echo(0.05)));
  }

  static Stream<Optimizer> optimizers() {
    return Stream.concat(
        rules(),
        Stream.of(new Adam(0.05).withGradients(gradients -> clipByGlobalNorm(gradients, 0.1))));
  }

  private static Variable parameter(String name, DataType type) {
    return Variable.of(name, Constant.of(START, Shape.of(2, 2), type));
  }

  /** Neither a parabola nor alike in all elements. */
  private static Tensor loss(Tensor w, Tensor b) {
    return reduceSum(add(sin(w), square(subtract(multiply(b, w), 0.7))));
  }

  @ParameterizedTest
  @MethodSource("rulesOfUsersToo")
  void two_plans_that_take_turns_are_one_training(Optimizer optimizer) {
    List<double[]> one = new ArrayList<>();
    List<double[]> turns = new ArrayList<>();
    for (boolean together : List.of(true, false)) {
      Variable w = parameter("w", DataType.DOUBLE);
      Variable b = parameter("b", DataType.DOUBLE);
      OptimizerState state = optimizer.init(List.of(w, b));
      Tensor first = loss(w, b);
      Tensor second = loss(w, b);
      try (Plan odd = Plan.of(List.of(first), optimizer.updates(first, state));
          Plan even = Plan.of(List.of(second), optimizer.updates(second, state))) {
        for (int i = 0; i < 10; i++) {
          (together || i % 2 == 0 ? odd : even).run();
        }
      }
      for (Variable variable : state.byName().values()) {
        (together ? one : turns)
            .add(variable.value().castTo(DataType.DOUBLE).ravel().toDoubleVector());
      }
    }
    assertThat(turns).usingRecursiveComparison().isEqualTo(one);
  }

  @ParameterizedTest
  @MethodSource("rulesOfUsersToo")
  void the_loss_falls(Optimizer optimizer) {
    Variable w = parameter("w", DataType.DOUBLE);
    Variable b = parameter("b", DataType.DOUBLE);
    Tensor loss = loss(w, b);
    try (Plan step =
        Plan.of(List.of(loss), optimizer.updates(loss, optimizer.init(List.of(w, b))))) {
      double first = step.run().scalar(loss);
      for (int i = 0; i < 20; i++) {
        step.run();
      }
      assertThat(step.scalar(loss)).isLessThan(first);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void elements_of_a_float_parameter_are_computed_in_float(Optimizer optimizer) {
    Variable w = parameter("w", DataType.FLOAT);
    Variable b = parameter("b", DataType.FLOAT);
    OptimizerState state = optimizer.init(List.of(w, b));
    for (Update update : optimizer.updates(List.of(b, w), state)) {
      for (Tensor tensor : Tensors.order(List.of(update.newValue()))) {
        assertThat(tensor.type().dataType() == DataType.DOUBLE && tensor.shape().rank() > 0)
            .as(tensor.toString())
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rulesOfUsersToo")
  void float_follows_double(Optimizer optimizer) {
    List<double[]> ends = new ArrayList<>();
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      Variable w = parameter("w", type);
      Variable b = parameter("b", type);
      Tensor loss = loss(w, b);
      try (Plan step =
          Plan.of(List.of(loss), optimizer.updates(loss, optimizer.init(List.of(w, b))))) {
        for (int i = 0; i < 10; i++) {
          step.run();
        }
      }
      ends.add(w.value().castTo(DataType.DOUBLE).ravel().toDoubleVector());
    }
    // Ten steps of a dozen roundings each; the quotients of Adam's first steps amplify them.
    assertThat(ends.get(0)).containsExactly(ends.get(1), within(1e-4));
  }

  @ParameterizedTest
  @MethodSource("rulesOfUsersToo")
  void a_parameter_without_influence_only_decays(Optimizer optimizer) {
    Variable w = parameter("w", DataType.DOUBLE);
    Variable unused = Variable.of("unused", new double[] {0, 0}, Shape.of(2));
    Tensor loss = loss(w, w);
    try (Plan step =
        Plan.of(List.of(loss), optimizer.updates(loss, optimizer.init(List.of(w, unused))))) {
      for (int i = 0; i < 3; i++) {
        step.run();
      }
    }
    assertThat(unused.value().toDoubleVector()).containsExactly(0, 0);
  }

  @ParameterizedTest
  @MethodSource("rulesOfUsersToo")
  void updates_are_formulas_with_derivatives_to_second_order(Optimizer optimizer) {
    Variable w = parameter("w", DataType.DOUBLE);
    Variable b = Variable.of("b", new double[] {0.9, 1.2, -0.7, 0.6}, Shape.of(2, 2));
    OptimizerState state = optimizer.init(List.of(w, b));
    Tensor loss = loss(w, b);
    List<Update> updates = optimizer.updates(loss, state);
    try (Plan step = Plan.of(List.of(loss), updates)) {
      // A second step starts with slots that are not 0, where roots have slopes.
      step.run();
    }
    Tensor after = loss(newValue(updates, w), newValue(updates, b));
    GradientCheck.of(after).withRespectTo(w, b).order(2).verify();
  }

  private static Tensor newValue(List<Update> updates, Variable variable) {
    return updates.stream()
        .filter(update -> update.variable() == variable)
        .map(Update::newValue)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("rulesOfUsersToo")
  void every_variable_of_the_state_has_a_name_of_its_own(Optimizer optimizer) {
    Variable w = parameter("w", DataType.DOUBLE);
    OptimizerState state = optimizer.init(List.of(w));
    assertThat(state.byName()).hasSize(1 + state.memory().size());
    assertThat(state.memory())
        .allSatisfy(variable -> assertThat(variable.name()).matches("(w/)?[a-z]+/[a-z]+"));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void gradients_have_the_types_of_their_parameters(Optimizer optimizer) {
    Variable w = parameter("w", DataType.DOUBLE);
    OptimizerState state = optimizer.init(List.of(w));
    Tensor row = Constant.of(START);
    assertThatThrownBy(() -> optimizer.updates(List.of(w, w), state))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 gradients for 1 variables; give one for each");
    assertThatThrownBy(() -> optimizer.updates(List.of(row), state))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("is of its type, but got DOUBLE[4]; it is not broadcast");
    assertThatThrownBy(() -> optimizer.updates(List.of(cast(w, DataType.FLOAT)), state))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("is of its type, but got FLOAT[2, 2]; cast it");
  }
}
