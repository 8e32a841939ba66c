package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Ops.reduceSum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.grad4j.autograd.nonfinite.Element;
import io.github.grad4j.autograd.nonfinite.Link;
import io.github.grad4j.autograd.nonfinite.NonFiniteStory;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A NaN put into one element of an input is found again through every op and its derivative. */
class EveryOpNonFiniteTest {
  private static final long SEED = 20_261_123;

  @TestFactory
  Stream<DynamicTest> a_nan_is_found_again() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> op : Catalogue.ops()) {
      for (Example example : Catalogue.examples(op)) {
        for (int i = 0; i < example.domains().size(); i++) {
          Domain domain = example.domains().get(i);
          int poisoned = i;
          if (domain.isFloating() && domain.shape().size() > 0) {
            String name = op.getSimpleName() + " / " + example.name() + " / input " + i;
            tests.add(dynamicTest(name, () -> verify(example, poisoned)));
          }
        }
      }
    }
    return tests.stream();
  }

  private static void verify(Example example, int poisoned) {
    Random random = new Random(SEED);
    List<Tensor> inputs = new ArrayList<>();
    int element = 0;
    for (int i = 0; i < example.domains().size(); i++) {
      Domain domain = example.domains().get(i);
      double[] values = domain.sample(random);
      if (i == poisoned) {
        element = random.nextInt(values.length);
        values[element] = Double.NaN;
      }
      inputs.add(leaf(domain, values));
    }
    int place = element;
    Tensor x = inputs.get(poisoned);
    Tensor y = example.formula().apply(inputs);
    List<Tensor> results = new ArrayList<>(List.of(y));
    if (y.type().isFloating()) {
      results.add(Autograd.gradient(reduceSum(y), x));
    }
    try (Plan plan = Plan.of(results)) {
      for (Tensor result : results) {
        double[] values = plan.run().doubles(result);
        boolean finite = Arrays.stream(values).allMatch(Double::isFinite);
        Optional<NonFiniteStory> story = NonFiniteStory.of(plan, result, "y");
        assertThat(story.isEmpty()).as("seed %d", SEED).isEqualTo(finite);
        story.ifPresent(told -> verify(told, at(x, place)));
      }
    }
  }

  private static void verify(NonFiniteStory story, Element poisoned) {
    List<Link> links = story.links();
    for (int i = 1; i < links.size(); i++) {
      assertThat(links.get(i).inputs()).contains(links.get(i - 1).output());
    }
    assertThat(links.get(links.size() - 1).output()).isEqualTo(story.result());
    if (story.remedy().orElse("").startsWith("The extreme itself was NaN")) {
      // The NaN came through a comparison, which made a finite number of it.
      assertThat(story.toString()).contains("in the derivative of reduceM");
    } else {
      assertThat(links.get(0).output()).as("seed %d: %s", SEED, story).isEqualTo(poisoned);
    }
  }

  private static Element at(Tensor x, int element) {
    List<Integer> index = new ArrayList<>();
    int rest = element;
    for (int stride : x.shape().strides()) {
      index.add(rest / stride);
      rest %= stride;
    }
    return new Element(x, index, Double.NaN);
  }

  private static Tensor leaf(Domain domain, double[] values) {
    if (domain.isFloating()) {
      return Variable.of("x", values, domain.shape());
    }
    if (domain.kind() == Domain.Kind.INDEX) {
      return Constant.of(Arrays.stream(values).mapToLong(v -> (long) v).toArray(), domain.shape());
    }
    boolean[] truths = new boolean[values.length];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = values[i] != 0;
    }
    return Constant.of(truths, domain.shape());
  }
}
