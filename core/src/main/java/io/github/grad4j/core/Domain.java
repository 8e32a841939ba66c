package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Where an input of an {@link Example} may be sampled: a shape, an interval, and what the values
 * there are like.
 *
 * @param kind what the values are like
 * @param shape the sizes
 * @param low the least value
 * @param high the greatest value; for indices, the first one too large
 * @param values the values themselves for {@link Kind#GIVEN}, otherwise empty
 */
public record Domain(Kind kind, Shape shape, double low, double high, List<Double> values) {

  /** What sampled values are like. */
  public enum Kind {
    /** Uniform in the interval. */
    REAL,
    /** Magnitudes uniform in the interval, signs random: away from a kink at 0. */
    SIGNED,
    /** Evenly spaced over the interval in random order: no two equal, none close. */
    DISTINCT,
    /** Just the values listed. */
    GIVEN,
    /** Integers from low up to, not including, high. */
    INDEX,
    /** True or false. */
    BOOLEAN
  }

  /**
   * Copies the list.
   *
   * @param kind what the values are like
   * @param shape the sizes
   * @param low the least value
   * @param high the greatest value
   * @param values the values themselves, if given
   * @throws ShapeException if values are given, but not as many as the shape has elements
   * @throws ArgumentException if one of them is null
   */
  public Domain {
    requireNonNull(kind, "kind");
    requireNonNull(shape, "shape");
    values = ArgumentException.copyOf(values, "values");
    if (kind == Kind.GIVEN && values.size() != shape.size()) {
      throw new ShapeException(
          values.size()
              + " values do not fill shape "
              + shape
              + ", which has "
              + shape.size()
              + "; give one for each element");
    }
  }

  /**
   * Numbers in [-2, 2].
   *
   * @param sizes the shape; none for a scalar
   * @return the domain
   */
  public static Domain real(int... sizes) {
    return between(-2, 2, sizes);
  }

  /**
   * Numbers in [0.25, 4].
   *
   * @param sizes the shape; none for a scalar
   * @return the domain
   */
  public static Domain positive(int... sizes) {
    return between(0.25, 4, sizes);
  }

  /**
   * Numbers in an interval.
   *
   * @param low the least value
   * @param high the greatest value
   * @param sizes the shape; none for a scalar
   * @return the domain
   */
  public static Domain between(double low, double high, int... sizes) {
    return new Domain(Kind.REAL, Shape.of(sizes), low, high, List.of());
  }

  /**
   * Numbers of either sign with magnitudes in [0.25, 2]: away from a kink or pole at 0.
   *
   * @param sizes the shape; none for a scalar
   * @return the domain
   */
  public static Domain nonZero(int... sizes) {
    return new Domain(Kind.SIGNED, Shape.of(sizes), 0.25, 2, List.of());
  }

  /**
   * Numbers in [-2, 2] of which no two are equal or close: away from the ties of a maximum.
   *
   * @param sizes the shape; none for a scalar
   * @return the domain
   */
  public static Domain distinct(int... sizes) {
    return new Domain(Kind.DISTINCT, Shape.of(sizes), -2, 2, List.of());
  }

  /**
   * Just these numbers, in c order.
   *
   * @param shape the shape
   * @param values as many as the shape has elements
   * @return the domain
   * @throws ShapeException if they are not as many
   */
  public static Domain given(Shape shape, double... values) {
    List<Double> list = Arrays.stream(requireNonNull(values, "values")).boxed().toList();
    return new Domain(Kind.GIVEN, shape, -Double.MAX_VALUE, Double.MAX_VALUE, list);
  }

  /**
   * LONG indices in [0, count).
   *
   * @param count how many different indices there are
   * @param sizes the shape; none for a scalar
   * @return the domain
   */
  public static Domain indices(int count, int... sizes) {
    return new Domain(Kind.INDEX, Shape.of(sizes), 0, count, List.of());
  }

  /**
   * BOOL values.
   *
   * @param sizes the shape; none for a scalar
   * @return the domain
   */
  public static Domain booleans(int... sizes) {
    return new Domain(Kind.BOOLEAN, Shape.of(sizes), 0, 1, List.of());
  }

  /**
   * Whether the values are floating-point numbers.
   *
   * @return false for indices and booleans
   */
  public boolean isFloating() {
    return kind != Kind.INDEX && kind != Kind.BOOLEAN;
  }

  /**
   * Values drawn from the domain, in c order; indices and truth values as whole numbers.
   *
   * @param random the source of chance
   * @return as many as the shape has elements
   */
  public double[] sample(Random random) {
    requireNonNull(random, "random");
    int n = shape.size();
    double[] sample = new double[n];
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      sample[i] =
          switch (kind) {
            case REAL -> low + u * (high - low);
            case SIGNED -> (random.nextBoolean() ? 1 : -1) * (low + u * (high - low));
            case DISTINCT -> low + (i + 0.5) * (high - low) / n;
            case GIVEN -> values.get(i);
            case INDEX -> Math.floor(low + u * (high - low));
            case BOOLEAN -> random.nextBoolean() ? 1 : 0;
          };
    }
    if (kind == Kind.DISTINCT) {
      List<Double> shuffled = new ArrayList<>(Arrays.stream(sample).boxed().toList());
      Collections.shuffle(shuffled, random);
      for (int i = 0; i < n; i++) {
        sample[i] = shuffled.get(i);
      }
    }
    return sample;
  }
}
