package io.github.grad4j.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.grad4j.core.Grad4jException;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.ops.Ops;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import user.model.Caller;

/**
 * Calls of every factory and every record with arguments drawn at random, most of them wrong: each
 * makes a formula that can be evaluated and differentiated, or an exception of our own that names
 * what was called and the caller's line.
 *
 * <p>Each random sequence is seeded by the name of what is called, which a failure prints.
 */
class WrongCallsTest {
  private static final int CALLS = 100;

  /**
   * The factories that take integers where they would take numbers, and those whose integers are
   * indices, labels or keys.
   */
  private static final Set<String> TAKING_INTEGERS =
      Set.of(
          "add",
          "subtract",
          "multiply",
          "where",
          "cast",
          "gather",
          "equal",
          "notEqual",
          "greater",
          "greaterEqual",
          "less",
          "lessEqual",
          "concat",
          "stack",
          "slice",
          "sliceScatter",
          "tile",
          "reverse",
          "transpose",
          "reshape",
          "broadcastTo",
          "sumTo",
          "expandDims",
          "squeeze",
          "identity",
          "stopGradient",
          "zerosLike",
          "onesLike");

  private static final Set<String> TAKING_IDS =
      Set.of(
          "oneHot",
          "scatterAdd",
          "negativeLogLikelihood",
          "multiMargin",
          "sparseSoftmaxCrossEntropyWithLogits",
          "sparseSoftmaxMinusLabels",
          "foldIn",
          "randomUniform",
          "randomNormal",
          "dropout");

  /** The factories that no argument is wrong for, with the number of their arguments. */
  private static final Set<String> TAKING_ANYTHING =
      Set.of("identity/1", "stopGradient/1", "squeeze/1", "transpose/1");

  /** Whose mistakes may concern one operand and a number alone. */
  private static final Set<String> PARTLY_NAMED = Set.of("where");

  /** Larger results are not computed. */
  private static final int LARGE = 100_000;

  static List<Method> factories() {
    return Catalogue.INDEX.stream()
        .flatMap(index -> Catalogue.factories(index).stream())
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .toList();
  }

  static List<Class<?>> records() {
    return Catalogue.ops().stream().filter(Class::isRecord).toList();
  }

  @ParameterizedTest
  @MethodSource("factories")
  void every_call_makes_a_formula_or_an_exception_that_teaches(Method factory) {
    SplittableRandom random = new SplittableRandom(factory.toString().hashCode());
    int refused = 0;
    for (int call = 0; call < CALLS; call++) {
      RandomArguments arguments = new RandomArguments(random);
      Object[] values = arguments.draw(factory.getGenericParameterTypes());
      String what = factory + " with " + Arrays.deepToString(values);
      Optional<Tensor> made =
          attempt(
              what,
              factory.getName(),
              arguments.tensors(),
              () -> (Tensor) Caller.call(factory, Optional.empty(), values));
      made.ifPresent(y -> use(what, y, arguments.floating()));
      refused += made.isEmpty() ? 1 : 0;
    }
    // Else nothing was learned of the factory's messages.
    assertThat(refused > 0)
        .isNotEqualTo(
            TAKING_ANYTHING.contains(factory.getName() + "/" + factory.getParameterCount()));
  }

  @ParameterizedTest
  @MethodSource("factories")
  void no_call_takes_a_null(Method factory) {
    SplittableRandom random = new SplittableRandom(factory.toString().hashCode());
    for (int call = 0; call < CALLS; call++) {
      RandomArguments arguments = new RandomArguments(random).withNulls();
      Object[] values = arguments.draw(factory.getGenericParameterTypes());
      if (arguments.nulls() > 0) {
        String what = factory + " with " + Arrays.deepToString(values);
        assertThat(
                attempt(
                    what,
                    factory.getName(),
                    () -> (Tensor) Caller.call(factory, Optional.empty(), values)))
            .as(what)
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void every_record_makes_a_formula_or_an_exception_that_teaches(Class<?> type) {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    SplittableRandom random = new SplittableRandom(type.getName().hashCode());
    for (int call = 0; call < 4 * CALLS; call++) {
      RandomArguments arguments = new RandomArguments(random);
      RandomArguments components = call % 4 == 0 ? arguments.withNulls() : arguments;
      Object[] values = components.draw(constructor.getGenericParameterTypes());
      String made = type + " of " + Arrays.deepToString(values);
      Optional<Op> op =
          attempt(
              made,
              type.getSimpleName(),
              () -> (Op) Caller.call(constructor, Optional.empty(), values));
      assertThat(op.isPresent() && components.nulls() > 0).as(made).isFalse();
      op.ifPresent(
          known -> {
            List<Tensor> inputs = new RandomArguments(random).draw(random.nextInt(4));
            String what = made + " on " + inputs;
            Optional<Tensor> y = attempt(what, known.name(), () -> Caller.on(known, inputs));
            int names = known.inputNames().size();
            if (y.isPresent() && names > 0) {
              assertThat(inputs).as(what).hasSize(names);
            }
            y.ifPresent(
                node ->
                    use(what, node, inputs.stream().filter(x -> x.type().isFloating()).toList()));
          });
    }
  }

  @Test
  void integers_are_taken_where_they_make_sense_and_nowhere_else() {
    SplittableRandom random = new SplittableRandom(1);
    Set<String> taking = new TreeSet<>();
    for (Method factory : factories()) {
      for (int call = 0; call < 4 * CALLS; call++) {
        RandomArguments arguments = new RandomArguments(random, DataType.INT64);
        Object[] values = arguments.draw(factory.getGenericParameterTypes());
        if (arguments.integers() > 0 && isAccepted(factory, values)) {
          taking.add(factory.getName());
        }
      }
    }
    assertThat(taking).containsAll(TAKING_INTEGERS);
    taking.removeAll(TAKING_INTEGERS);
    assertThat(taking).isSubsetOf(TAKING_IDS);
  }

  private static boolean isAccepted(Method factory, Object[] values) {
    try {
      factory.invoke(null, values);
      return true;
    } catch (ReflectiveOperationException e) {
      // Why it is rejected is looked at by the other test.
      return false;
    }
  }

  /** What a call makes; empty if it throws, and then the message must be one of ours. */
  private static <T> Optional<T> attempt(String what, String name, ThrowingSupplier<T> call) {
    return attempt(what, name, List.of(), call);
  }

  /** As above; a message about shapes and types must tell what the operands are. */
  private static <T> Optional<T> attempt(
      String what, String name, List<Tensor> operands, ThrowingSupplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (Grad4jException e) {
      assertThat(e.getMessage())
          .as(what)
          .startsWith(name + ": ")
          .containsPattern(" at Caller\\.java:\\d+")
          .hasSizeGreaterThan(40);
      boolean isOfOperands = e instanceof ShapeException || e instanceof TypeException;
      if (isOfOperands && !PARTLY_NAMED.contains(name)) {
        operands.forEach(x -> assertThat(e.getMessage()).as(what).contains(x.toString()));
      }
      return Optional.empty();
    } catch (Throwable e) {
      return fail(what, e);
    }
  }

  private static void use(String what, Tensor y, List<Tensor> floating) {
    if (y.shape().size() > LARGE) {
      return;
    }
    try {
      evaluate(y);
      if (y.type().isFloating() && !floating.isEmpty()) {
        Autograd.gradients(Ops.reduceSum(y), floating).forEach(WrongCallsTest::evaluate);
      }
    } catch (IndexException e) {
      // Random numbers seldom are indices.
      assertThat(e.getMessage()).as(what).hasSizeGreaterThan(40);
    } catch (RuntimeException e) {
      fail(what, e);
    }
  }

  private static void evaluate(Tensor y) {
    try (INDArray value = y.evaluate()) {
      assertThat(value.shape()).isEqualTo(y.shape().toLongs());
    }
  }
}
