package io.github.grad4j.autograd.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.grad4j.core.ArgumentException;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Numbers with which no rule or schedule is made. */
class HyperTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Stream<DynamicTest> refused(
      String what, DoubleFunction<Object> made, String rule, double... values) {
    return Arrays.stream(values)
        .mapToObj(
            value ->
                dynamicTest(
                    what + " " + value,
                    () ->
                        assertThatThrownBy(() -> made.apply(value))
                            .isInstanceOf(ArgumentException.class)
                            .hasMessageContaining(rule + ", but it is " + value)));
  }

  private static Stream<DynamicTest> positive(
      String what, DoubleFunction<Object> made, String name) {
    return refused(what, made, name + " is positive and finite", 0, -0.1, NAN, INFINITY);
  }

  private static Stream<DynamicTest> nonNegative(
      String what, DoubleFunction<Object> made, String name) {
    return refused(what, made, name + " is 0 or positive, and finite", -0.1, NAN, INFINITY);
  }

  private static Stream<DynamicTest> fraction(
      String what, DoubleFunction<Object> made, String name) {
    return refused(what, made, name + " lies in [0, 1)", -0.1, 1, NAN, INFINITY);
  }

  @TestFactory
  Stream<DynamicTest> a_learning_rate_is_positive() {
    String name = "a learning rate";
    return Stream.of(
            positive("Sgd", Sgd::new, name),
            positive("Adam", Adam::new, name),
            positive("AdamW", AdamW::new, name),
            positive("Adagrad", Adagrad::new, name),
            positive("Adadelta", Adadelta::new, name),
            positive("Adamax", Adamax::new, name),
            positive("NAdam", NAdam::new, name),
            positive("RmsProp", RmsProp::new, name),
            positive("ConstantRate", ConstantRate::new, name),
            positive("StepDecay", rate -> new StepDecay(rate, 0.5, 2), name),
            positive("ExponentialDecay", rate -> new ExponentialDecay(rate, 0.5), name),
            positive("InverseTimeDecay", rate -> new InverseTimeDecay(rate, 0.5), name),
            positive("CosineDecay", rate -> new CosineDecay(rate, 5), name),
            positive("OneCycle", rate -> new OneCycle(rate, 10), name),
            positive("OnPlateau", OnPlateau::new, name))
        .flatMap(tests -> tests);
  }

  @TestFactory
  Stream<DynamicTest> decays_and_floors_are_not_negative() {
    Sgd sgd = new Sgd(1);
    Adam adam = new Adam(1);
    return Stream.of(
            nonNegative("Sgd", sgd::withWeightDecay, "weight decay"),
            nonNegative("SgdW", decay -> new SgdW(sgd, decay), "weight decay"),
            nonNegative("Adam", adam::withWeightDecay, "weight decay"),
            nonNegative("AdamW", new AdamW(1)::withWeightDecay, "weight decay"),
            nonNegative("Adagrad", new Adagrad(1)::withWeightDecay, "weight decay"),
            nonNegative("Adadelta", new Adadelta(1)::withWeightDecay, "weight decay"),
            nonNegative("Adamax", new Adamax(1)::withWeightDecay, "weight decay"),
            nonNegative("NAdam", new NAdam(1)::withWeightDecay, "weight decay"),
            nonNegative("RmsProp", new RmsProp(1)::withWeightDecay, "weight decay"),
            nonNegative("Adam", adam::withEpsilon, "epsilon"),
            nonNegative("Adagrad", new Adagrad(1)::withEpsilon, "epsilon"),
            positive("Adadelta", new Adadelta(1)::withEpsilon, "epsilon"),
            nonNegative("Adamax", new Adamax(1)::withEpsilon, "epsilon"),
            nonNegative("NAdam", new NAdam(1)::withEpsilon, "epsilon"),
            nonNegative("RmsProp", new RmsProp(1)::withEpsilon, "epsilon"),
            nonNegative("Adagrad", new Adagrad(1)::withInitialAccumulator, "initialAccumulator"),
            nonNegative("NAdam", new NAdam(1)::withMomentumDecay, "momentumDecay"))
        .flatMap(tests -> tests);
  }

  @Test
  void parameters_decay_once() {
    Adam adam = new Adam(1).withWeightDecay(0.1);
    Sgd sgd = new Sgd(1).withWeightDecay(0.1);
    for (ThrowingCallable twice :
        List.<ThrowingCallable>of(() -> new AdamW(adam, 0.01), () -> new SgdW(sgd, 0.01))) {
      assertThatThrownBy(twice)
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("W decays parameters by itself, but the rule that it is given")
          .hasMessageContaining("a weight decay of 0.1 too");
    }
  }

  @TestFactory
  Stream<DynamicTest> what_remains_of_a_mean_is_less_than_all() {
    Sgd sgd = new Sgd(1);
    return Stream.of(
            fraction("Sgd", sgd::withMomentum, "momentum"),
            fraction("Sgd", sgd::withNesterovMomentum, "momentum"),
            fraction("RmsProp", new RmsProp(1)::withMomentum, "momentum"),
            fraction("RmsProp", new RmsProp(1)::withAlpha, "alpha"),
            fraction("Adadelta", new Adadelta(1)::withRho, "rho"),
            fraction("Adam", beta -> new Adam(1).withBetas(beta, 0.5), "beta1"),
            fraction("Adam", beta -> new Adam(1).withBetas(0.5, beta), "beta2"),
            fraction("Adamax", beta -> new Adamax(1).withBetas(beta, 0.5), "beta1"),
            fraction("Adamax", beta -> new Adamax(1).withBetas(0.5, beta), "beta2"),
            fraction("NAdam", beta -> new NAdam(1).withBetas(beta, 0.5), "beta1"),
            fraction("NAdam", beta -> new NAdam(1).withBetas(0.5, beta), "beta2"),
            refused("Sgd", sgd::withDampening, "dampening lies in [0, 1]", -0.1, 1.1, NAN))
        .flatMap(tests -> tests);
  }

  @TestFactory
  Stream<DynamicTest> schedules_have_steps_and_fall() {
    List<DoubleFunction<Object>> factors =
        List.of(
            factor -> new StepDecay(1, factor, 2),
            factor -> new ExponentialDecay(1, factor),
            factor -> new OnPlateau(1).withFactor(factor));
    List<DoubleFunction<Object>> counts =
        List.of(
            steps -> new StepDecay(1, 0.5, (int) steps),
            steps -> new CosineDecay(1, (int) steps),
            steps -> new OneCycle(1, (int) steps),
            steps -> new WarmUp((int) steps, new ConstantRate(1)),
            steps -> new Lbfgs().withMemory((int) steps),
            steps -> new Lbfgs().withMaxEvaluations((int) steps),
            steps -> new NewtonCg().withMaxSteps((int) steps));
    return Stream.of(
            factors.stream()
                .flatMap(
                    made ->
                        refused(
                            "factor",
                            made,
                            "the factor of a decay lies in (0, 1]",
                            0,
                            -0.5,
                            1.5,
                            NAN)),
            counts.stream()
                .flatMap(
                    made ->
                        Stream.of(0L, -1L)
                            .map(
                                steps ->
                                    dynamicTest(
                                        "steps " + steps,
                                        () ->
                                            assertThatThrownBy(() -> made.apply(steps))
                                                .isInstanceOf(ArgumentException.class)
                                                .hasMessageContaining(
                                                    " is 1 or more, but it is " + steps)))),
            positive("Lbfgs", new Lbfgs()::withGradientTolerance, "the tolerance of a gradient"),
            positive(
                "NewtonCg", new NewtonCg()::withGradientTolerance, "the tolerance of a gradient"),
            nonNegative(
                "InverseTimeDecay",
                decay -> new InverseTimeDecay(1, decay),
                "the decay of a learning rate"),
            fraction(
                "OnPlateau", new OnPlateau(1)::withThreshold, "the threshold of what is better"),
            refused(
                "OnPlateau",
                new OnPlateau(1)::withLeast,
                "the least learning rate lies between 0 and the first, 1.0",
                -0.1,
                1.5,
                NAN))
        .flatMap(tests -> tests);
  }

  @Test
  void nesterovs_momentum_is_not_dampened() {
    assertThatThrownBy(() -> new Sgd(1).withNesterovMomentum(0))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("momentum is 0.0 and dampening 0.0")
        .hasMessageContaining("call withMomentum for the classical one");
    assertThatThrownBy(() -> new Sgd(1).withNesterovMomentum(0.9).withDampening(0.5))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("momentum is 0.9 and dampening 0.5");
  }

  @Test
  void a_cosine_does_not_end_above_its_beginning() {
    assertThatThrownBy(() -> new CosineDecay(0.1, 5, 0.2))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("between 0 and the first, 0.1, but it is 0.2");
  }

  @Test
  void a_cycle_has_a_rise_and_a_fall() {
    assertThatThrownBy(() -> new OneCycle(0.1, 3))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("more than one step, but 0.3 of 3 steps is 0.8");
    assertThatThrownBy(() -> new OneCycle(0.1, 10).withRise(1))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("a share of its steps in (0, 1)");
  }

  @Test
  void patience_is_not_negative() {
    assertThatThrownBy(() -> new OnPlateau(1).withPatience(-1))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("patience is 0 or more, but it is -1");
  }
}
