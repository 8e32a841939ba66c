package io.github.grad4j.autograd;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.Ops;
import io.github.grad4j.ops.Range;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/** Random arguments of one call, many of them wrong. */
final class RandomArguments {
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

  /** One argument of so many is null, where nulls are drawn. */
  private static final int NULLS = 6;

  private final SplittableRandom random;
  private final DataType common;
  private final Shape shape;
  private final List<Tensor> tensors = new ArrayList<>();
  private boolean nullsAllowed;
  private int nulls;

  /** Arguments of which most share an element type and a shape, so that some calls are right. */
  RandomArguments(SplittableRandom random) {
    this(random, TYPES[random.nextInt(TYPES.length)]);
  }

  RandomArguments(SplittableRandom random, DataType common) {
    this.random = random;
    this.common = common;
    this.shape = shape();
  }

  /** Lets some arguments, and elements of lists, be null. */
  RandomArguments withNulls() {
    nullsAllowed = true;
    return this;
  }

  /** One argument of each type. */
  Object[] draw(Type[] types) {
    return Stream.of(types).map(this::drawOrNull).toArray();
  }

  /** So many tensors. */
  List<Tensor> draw(int count) {
    return Stream.generate(this::tensor).limit(count).toList();
  }

  /** All tensors drawn so far. */
  List<Tensor> tensors() {
    return tensors;
  }

  /** Those that have gradients. */
  List<Tensor> floating() {
    return tensors.stream().filter(tensor -> tensor.type().isFloating()).toList();
  }

  /** How many of them hold integers. */
  long integers() {
    return tensors.stream().filter(tensor -> tensor.type().isInteger()).count();
  }

  /** How many nulls were drawn. */
  int nulls() {
    return nulls;
  }

  private @Nullable Object drawOrNull(Type type) {
    boolean reference = !(type instanceof Class<?> drawn && drawn.isPrimitive());
    return reference && isNull() ? null : draw(type);
  }

  private boolean isNull() {
    boolean isNull = nullsAllowed && random.nextInt(NULLS) == 0;
    nulls += isNull ? 1 : 0;
    return isNull;
  }

  private Object draw(Type type) {
    if (type instanceof ParameterizedType list) {
      Type element = list.getActualTypeArguments()[0];
      Type drawn =
          element instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : element;
      return Stream.generate(() -> drawOrNull(drawn))
          .limit(random.nextInt(4))
          .collect(Collectors.toCollection(ArrayList::new));
    }
    if (type == Tensor.class) {
      return tensor();
    }
    if (type == int.class || type == Integer.class) {
      return integer();
    }
    if (type == int[].class) {
      return random.ints(random.nextInt(4), 0, INTEGERS.length).map(i -> INTEGERS[i]).toArray();
    }
    if (type == long.class) {
      return (long) integer();
    }
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == OptionalLong.class) {
      return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(integer());
    }
    if (type == OptionalInt.class) {
      return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(integer());
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
    tensors.add(tensor);
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
