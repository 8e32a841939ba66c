package io.github.grad4j.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.grad4j.autograd.check.OpCheck;
import io.github.grad4j.autograd.check.OpProperty;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Op;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every property on every example of every op that is found in the package of ops. */
final class EveryOpTest {
  private static final long SEED = 20_261_122;

  @TestFactory
  Stream<DynamicTest> every_op_holds_on_its_examples() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> op : Catalogue.ops()) {
      for (Example example : Catalogue.examples(op)) {
        OpCheck check = OpCheck.of(List.of(example)).seed(SEED);
        for (OpProperty property : OpProperty.values()) {
          String name = op.getSimpleName() + " / " + example.name() + " / " + property.title();
          tests.add(dynamicTest(name, () -> check.only(property).verify()));
        }
      }
    }
    return tests.stream();
  }

  @Test
  void every_primitive_is_part_of_its_examples() throws ReflectiveOperationException {
    for (Op op : Catalogue.primitives()) {
      OpCheck.of(op).only(OpProperty.TYPES).seed(SEED).verify();
    }
  }

  @Test
  void every_op_has_examples_of_distinct_names() {
    for (Class<?> op : Catalogue.ops()) {
      assertThat(Catalogue.examples(op))
          .as(op.getSimpleName())
          .isNotEmpty()
          .extracting(Example::name)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void every_factory_is_forwarded_by_exactly_one_of_ops_and_losses() {
    List<String> forwarded = new ArrayList<>();
    for (Class<?> index : Catalogue.INDEX) {
      for (Method method : Catalogue.factories(index)) {
        forwarded.add(signature(method));
      }
    }
    Set<String> factories = new TreeSet<>();
    for (Class<?> op : Catalogue.ops()) {
      Catalogue.factories(op).forEach(method -> factories.add(signature(method)));
    }
    assertThat(forwarded).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(factories);
  }

  @Test
  void every_op_is_called_what_formulas_call_it() throws ReflectiveOperationException {
    Set<String> factories = new TreeSet<>();
    for (Class<?> op : Catalogue.ops()) {
      Catalogue.factories(op).forEach(method -> factories.add(method.getName()));
    }
    assertThat(factories).containsAll(Catalogue.primitives().stream().map(Op::name).toList());
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getGenericParameterTypes());
  }
}
