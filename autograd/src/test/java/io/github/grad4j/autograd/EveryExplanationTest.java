package io.github.grad4j.autograd;

import static io.github.grad4j.autograd.explain.Explanation.explain;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.grad4j.autograd.explain.BackwardStep;
import io.github.grad4j.autograd.explain.CheckedGradient;
import io.github.grad4j.autograd.explain.Explanation;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;

/** Every example of every op that is found, explained. */
final class EveryExplanationTest {
  private static final long SEED = 20_261_124;

  /** Contributions are added with compensation there and one after the other here. */
  private static final double TOLERANCE = 1e-14;

  @TestFactory
  Stream<DynamicTest> every_example_is_explained() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> op : Catalogue.ops()) {
      for (Example example : Catalogue.examples(op)) {
        tests.add(dynamicTest(op.getSimpleName() + " / " + example.name(), () -> check(example)));
      }
    }
    return tests.stream();
  }

  private static void check(Example example) {
    Random random = new Random(SEED);
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> xs = new ArrayList<>();
    for (Domain domain : example.domains()) {
      Tensor input = sampled("x" + inputs.size(), domain, random);
      inputs.add(input);
      if (domain.isFloating()) {
        xs.add(input);
      }
    }
    Tensor formula = example.formula().apply(inputs);
    if (xs.isEmpty() || formula.type().dataType() != DataType.DOUBLE) {
      return;
    }
    double[] weights = random.doubles(formula.shape().size(), 0.5, 2).toArray();
    Tensor loss = reduceSum(multiply(formula, Constant.of(weights, formula.shape())));
    Explanation explanation = explain(loss, xs, Map.of());
    assertThat(explanation.toString()).contains("Forward", "Backward").doesNotContain("#", "\\");
    assertThat(explanation.markdown()).contains("$$").doesNotContain("#out", "#bar");
    explanation.backward().forEach(EveryExplanationTest::addsUp);
    assertThat(explanation.gradients())
        .extracting(CheckedGradient::check)
        .allSatisfy(report -> assertThat(report.verdict().isFailure()).isFalse());
  }

  private static void addsUp(BackwardStep step) {
    if (step.contributions().isEmpty()) {
      return;
    }
    for (int i = 0; i < step.cotangent().elements().size(); i++) {
      int element = i;
      double[] parts =
          step.contributions().stream().mapToDouble(part -> part.value().at(element)).toArray();
      double size = Arrays.stream(parts).map(Math::abs).sum();
      assertThat(Arrays.stream(parts).sum())
          .as("%s, seed %s", step.name(), SEED)
          .isCloseTo(step.cotangent().at(i), within(TOLERANCE * size));
    }
  }

  private static Tensor sampled(String name, Domain domain, Random random) {
    double[] sample = domain.sample(random);
    if (domain.isFloating()) {
      return Variable.of(name, sample, domain.shape());
    }
    if (domain.kind() == Domain.Kind.INDEX) {
      return Constant.of(Arrays.stream(sample).mapToLong(x -> (long) x).toArray(), domain.shape());
    }
    boolean[] truths = new boolean[sample.length];
    IntStream.range(0, truths.length).forEach(i -> truths[i] = sample[i] != 0);
    return Constant.of(truths, domain.shape());
  }
}
