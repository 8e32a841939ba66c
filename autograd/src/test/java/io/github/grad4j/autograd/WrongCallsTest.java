package io.github.grad4j.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Grad4jException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.Ops;
import io.github.grad4j.ops.Range;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Calls of every factory with arguments drawn at random, most of them wrong: each makes a formula
 * that can be evaluated and differentiated, or an exception of our own that says something.
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

  /** Larger results are not computed. */
  private static final int LARGE = 100_000;

  private static final int[] SIZES = {0, 1, 2, 3};
  private static final int[] INTEGERS = {
    -4, -3, -2, -1, 0, 1, 2, 3, 4, 46341, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE
  };
  private static final double[] NUMBERS = {
    -2, -1, 0, 0.25, 0.5, 1, 2, 1e300, -1e300, Double.NaN, Double.POSITIVE_INFINITY
  };
  private static final DataType[] TYPES = {
    DataType.FLOAT, DataType.DOUBLE, DataType.INT64, DataType.BOOL
  };

  static List<Method> factories() {
    return Catalogue.INDEX.stream()
        .flatMap(index -> Catalogue.factories(index).stream())
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("factories")
  void every_call_makes_a_formula_or_an_exception_of_our_own(Method factory) {
    SplittableRandom random = new SplittableRandom(factory.toString().hashCode());
    for (int call = 0; call < CALLS; call++) {
      Arguments arguments = new Arguments(random);
      Object[] values =
          Stream.of(factory.getGenericParameterTypes()).map(arguments::draw).toArray();
      try {
        use((Tensor) factory.invoke(null, values), arguments.floating);
      } catch (InvocationTargetException e) {
        accept(e.getTargetException(), factory, values);
      } catch (RuntimeException | IllegalAccessException e) {
        accept(e, factory, values);
      }
    }
  }

  @Test
  void integers_are_taken_where_they_make_sense_and_nowhere_else() {
    SplittableRandom random = new SplittableRandom(1);
    Set<String> taking = new TreeSet<>();
    for (Method factory : factories()) {
      for (int call = 0; call < 4 * CALLS; call++) {
        Arguments arguments = new Arguments(random, DataType.INT64);
        Object[] values =
            Stream.of(factory.getGenericParameterTypes()).map(arguments::draw).toArray();
        if (arguments.integers > 0 && isAccepted(factory, values)) {
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

  private static void use(Tensor y, List<Tensor> floating) {
    if (y.shape().size() > LARGE) {
      return;
    }
    evaluate(y);
    if (y.type().isFloating() && !floating.isEmpty()) {
      Autograd.gradients(Ops.reduceSum(y), floating).forEach(WrongCallsTest::evaluate);
    }
  }

  private static void evaluate(Tensor y) {
    try (INDArray value = y.evaluate()) {
      assertThat(value.shape()).isEqualTo(y.shape().toLongs());
    }
  }

  private static void accept(Throwable thrown, Method factory, Object[] values) {
    String message = thrown.getMessage();
    if (!(thrown instanceof Grad4jException) || message == null || message.length() < 20) {
      fail(factory + " with " + Arrays.deepToString(values), thrown);
    }
  }

  /** Random arguments of one call. */
  private static final class Arguments {
    private final SplittableRandom random;
    private final DataType common;
    private final Shape shape;
    private final List<Tensor> floating = new ArrayList<>();
    private int integers;

    /** Arguments of which most share an element type and a shape, so that some calls are right. */
    Arguments(SplittableRandom random) {
      this(random, TYPES[random.nextInt(TYPES.length)]);
    }

    Arguments(SplittableRandom random, DataType common) {
      this.random = random;
      this.common = common;
      this.shape = shape();
    }

    private Object draw(Type type) {
      if (type instanceof ParameterizedType list) {
        boolean ranges = list.getActualTypeArguments()[0] == Range.class;
        return Stream.generate(() -> ranges ? range() : tensor()).limit(random.nextInt(4)).toList();
      }
      if (type == Tensor.class) {
        return tensor();
      }
      if (type == int.class) {
        return integer();
      }
      if (type == int[].class) {
        return random.ints(random.nextInt(4), 0, INTEGERS.length).map(i -> INTEGERS[i]).toArray();
      }
      if (type == long.class) {
        return (long) integer();
      }
      if (type == double.class) {
        return NUMBERS[random.nextInt(NUMBERS.length)];
      }
      if (type == Shape.class) {
        return random.nextBoolean() ? shape : shape();
      }
      if (type == DataType.class) {
        return random.nextInt(5) == 0 ? DataType.INT32 : TYPES[random.nextInt(TYPES.length)];
      }
      if (type == Axes.class) {
        Axes axes =
            switch (random.nextInt(3)) {
              case 0 -> Axes.allAxes();
              case 1 -> Axes.axes(integer());
              default -> Axes.axes(integer(), integer());
            };
        return random.nextBoolean() ? axes : axes.keepingDims();
      }
      if (type == Range.class) {
        return range();
      }
      if (type == Range[].class) {
        return Stream.generate(this::range).limit(random.nextInt(3)).toArray(Range[]::new);
      }
      throw new AssertionError("arguments of " + type + " are not drawn yet");
    }

    private int integer() {
      // Mostly small ones.
      return INTEGERS[random.nextInt(random.nextInt(3) == 0 ? INTEGERS.length : 9)];
    }

    private Shape shape() {
      return Shape.of(random.ints(random.nextInt(4), 0, SIZES.length).map(i -> SIZES[i]).toArray());
    }

    private Range range() {
      Range range =
          switch (random.nextInt(4)) {
            case 0 -> Range.rangeFrom(integer());
            case 1 -> Range.rangeTo(integer());
            case 2 -> Range.wholeRange();
            default -> Range.range(integer(), integer());
          };
      int step = integer();
      return step == 0 ? range : range.step(step);
    }

    private Tensor tensor() {
      DataType type = random.nextInt(3) == 0 ? TYPES[random.nextInt(TYPES.length)] : common;
      Tensor tensor = tensor(type, random.nextInt(3) == 0 ? shape() : shape);
      if (tensor.type().isFloating()) {
        floating.add(tensor);
      }
      integers += tensor.type().isInteger() ? 1 : 0;
      return tensor;
    }

    private Tensor tensor(DataType type, Shape of) {
      int n = of.size();
      if (type == DataType.INT64) {
        return Constant.of(random.longs(n, -1, 4).toArray(), of);
      }
      Constant numbers = Constant.of(random.doubles(n, -2, 2).toArray(), of);
      return type == DataType.BOOL ? Ops.greater(numbers, 0) : Ops.cast(numbers, type);
    }
  }
}
