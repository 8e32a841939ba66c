package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.broadcastTo;
import static io.github.grad4j.ops.Ops.concat;
import static io.github.grad4j.ops.Ops.divide;
import static io.github.grad4j.ops.Ops.equal;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.negate;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.reverse;
import static io.github.grad4j.ops.Ops.slice;
import static io.github.grad4j.ops.Ops.stopGradient;
import static io.github.grad4j.ops.Ops.where;
import static io.github.grad4j.ops.Ops.zerosLike;
import static io.github.grad4j.ops.Range.range;
import static io.github.grad4j.ops.Range.rangeFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.OpException;
import io.github.grad4j.core.Overwrites;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.Log;
import io.github.grad4j.ops.Unary;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Every property can fail: each reports an op that is wrong in its way. */
final class OpCheckTest {
  private static final long SEED = 20_261_122;

  /** A wrong op, and the checks that must report it. */
  private record Wrong(String what, Example example, Set<OpProperty> reports) {
    @Override
    public String toString() {
      return what;
    }
  }

  /** ln x with a slope of its own. */
  private record Logarithm(UnaryOperator<Tensor> slope, BinaryOperator<Tensor> pulled)
      implements Unary {
    Logarithm(UnaryOperator<Tensor> slope) {
      this(slope, (slopeOfX, cotangent) -> multiply(cotangent, slopeOfX));
    }

    @Override
    public double at(double x) {
      return Math.log(x);
    }

    @Override
    public List<Partial> slopes(Node y) {
      Tensor factor = slope.apply(y.input(0));
      return List.of(Partial.of(t -> multiply(t, factor), c -> pulled.apply(factor, c)));
    }
  }

  /** A copy of x by a kernel and partials of its own. */
  private record Copy(Shape shape, KernelOf kernel, Partial partial) implements Op {
    Copy(KernelOf kernel) {
      this(Shape.of(3), kernel, Partial.symmetric(t -> t));
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0).withShape(shape);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      return kernel.bind(inputs.get(0), output);
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of(partial);
    }
  }

  @FunctionalInterface
  private interface KernelOf {
    Kernel bind(Slot x, Slot y);
  }

  /** a + b of a matrix and a row, whose cotangent nobody sums to the row. */
  private record Unsummed() implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      int columns = inputs.get(1).size();
      return () -> {
        for (int i = 0; i < output.size(); i++) {
          output.set(i, inputs.get(0).get(i) + inputs.get(1).get(i % columns));
        }
      };
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of(Partial.symmetric(t -> t), Partial.of(t -> broadcastTo(t, y.shape()), c -> c));
    }
  }

  /** An op of which only name and type rule matter. */
  private record Typed(String name, Function<List<TensorType>, TensorType> rule) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return rule.apply(inputs);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      return OpCheckTest.copy(inputs.get(0), output);
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of(Partial.none());
    }
  }

  /** An op whose example is of another. */
  private record Elsewhere() implements Unary {
    @Override
    public double at(double x) {
      return x;
    }

    @Override
    public List<Partial> slopes(Node y) {
      return List.of(Partial.symmetric(t -> t));
    }

    @Override
    public List<Example> examples() {
      return List.of(new Example("other", List.of(Domain.real(3)), in -> negate(in.get(0))));
    }
  }

  /** The largest of three numbers, with the derivative to one of them twice as large. */
  private record Largest(int wrong) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0).withShape(Shape.scalar());
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot x = inputs.get(0);
      return () -> output.set(0, Math.max(x.get(0), Math.max(x.get(1), x.get(2))));
    }

    @Override
    public List<Partial> partials(Node y) {
      Tensor x = y.input(0);
      double[] factors = {1, 1, 1};
      factors[wrong] = 2;
      Tensor slope =
          where(equal(x, y), Constant.of(factors, x.shape(), x.type().dataType()), zerosLike(x));
      return List.of(Partial.of(t -> reduceSum(multiply(t, slope)), c -> multiply(c, slope)));
    }
  }

  /** x from its end, which cannot be written over x from its beginning. */
  private record Turned() implements Overwrites {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot x = inputs.get(0);
      return () -> {
        for (int i = 0; i < output.size(); i++) {
          output.set(i, x.get(output.size() - 1 - i));
        }
      };
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of(Partial.symmetric(t -> reverse(t, 0)));
    }
  }

  private static Stream<Wrong> wrong_op_is_reported() {
    Set<OpProperty> first = EnumSet.of(OpProperty.FIRST_ORDER);
    Set<OpProperty> adjoint = EnumSet.of(OpProperty.ADJOINT);
    Set<OpProperty> kernels = EnumSet.of(OpProperty.KERNELS);
    Set<OpProperty> types = EnumSet.of(OpProperty.TYPES);
    UnaryOperator<Tensor> right = x -> divide(1, x);
    return Stream.of(
        new Wrong("wrong factor", logarithm(new Logarithm(x -> divide(2, x))), first),
        new Wrong("wrong sign", logarithm(new Logarithm(x -> divide(-1, x))), first),
        new Wrong(
            "a slope a hundred thousandth off",
            logarithm(new Logarithm(x -> divide(1 + 1e-5, x))),
            first),
        new Wrong("no slope", logarithm(new Logarithm(x -> multiply(x, 0))), first),
        new Wrong(
            "cotangent ignored", logarithm(new Logarithm(right, (slope, c) -> slope)), adjoint),
        new Wrong(
            "cotangent negated",
            logarithm(new Logarithm(right, (slope, c) -> negate(multiply(c, slope)))),
            adjoint),
        new Wrong(
            "cotangent squared",
            logarithm(new Logarithm(right, (slope, c) -> multiply(multiply(c, c), slope))),
            adjoint),
        new Wrong(
            "right at first order only",
            logarithm(new Logarithm(x -> stopGradient(divide(1, x)))),
            EnumSet.of(OpProperty.SECOND_ORDER)),
        new Wrong(
            "vjp right at first order only",
            logarithm(new Logarithm(right, (slope, c) -> multiply(c, stopGradient(slope)))),
            EnumSet.of(OpProperty.SECOND_ORDER, OpProperty.MODES)),
        new Wrong(
            "adjoint of another map",
            copy(new Copy(Shape.of(3), OpCheckTest::copy, Partial.of(t -> t, c -> reverse(c, 0)))),
            adjoint),
        new Wrong(
            "not its own adjoint",
            copy(new Copy(Shape.of(3), OpCheckTest::next, Partial.symmetric(OpCheckTest::next))),
            adjoint),
        new Wrong(
            "missing sum",
            new Example(
                "wrong",
                List.of(Domain.real(2, 3), Domain.real(3)),
                in -> new Unsummed().on(in.get(0), in.get(1))),
            adjoint),
        new Wrong(
            "type rule with one element too many",
            copy(new Copy(Shape.of(4), OpCheckTest::copy, Partial.none())),
            kernels),
        new Wrong(
            "type rule with one element too few",
            copy(new Copy(Shape.of(2), OpCheckTest::copy, Partial.none())),
            kernels),
        new Wrong("input overwritten", copy(new Copy(OpCheckTest::destroy)), kernels),
        new Wrong(
            "array of the user overwritten",
            copy(new Copy(OpCheckTest::destroy)),
            EnumSet.of(OpProperty.INPUTS)),
        new Wrong(
            "adding to what was there",
            copy(new Copy(OpCheckTest::accumulate)),
            EnumSet.of(OpProperty.REPEATED)),
        new Wrong(
            "another value for each plan",
            copy(new Copy(new Counting())),
            EnumSet.of(OpProperty.LAYOUTS, OpProperty.REPEATED)),
        new Wrong(
            "reading what it has written over",
            new Example("wrong", List.of(Domain.real(3)), in -> new Turned().on(in.get(0))),
            EnumSet.of(OpProperty.OVERWRITTEN)),
        new Wrong(
            "four digits in FLOAT",
            copy(new Copy(OpCheckTest::roughly)),
            EnumSet.of(OpProperty.FLOAT)),
        new Wrong(
            "no type", typed(new Typed("typed", inputs -> null)), EnumSet.allOf(OpProperty.class)),
        new Wrong("a blank name", typed(new Typed(" ", inputs -> inputs.get(0))), types),
        new Wrong("another type each time", typed(new Typed("typed", new Growing())), types),
        new Wrong(
            "an op that equals no other",
            new Example(
                "wrong",
                List.of(Domain.real(3)),
                in -> new Logarithm(x -> divide(in.size(), x)).on(in.get(0))),
            types));
  }

  private static Example logarithm(Logarithm op) {
    return new Example("wrong", List.of(Domain.positive(3)), in -> op.on(in.get(0)));
  }

  private static Example copy(Copy op) {
    return new Example("wrong", List.of(Domain.real(3)), in -> op.on(in.get(0)));
  }

  /** One element more each time it is asked. */
  private static final class Growing implements Function<List<TensorType>, TensorType> {
    private int size = 3;

    @Override
    public TensorType apply(List<TensorType> inputs) {
      return inputs.get(0).withShape(Shape.of(size++));
    }
  }

  private static Example typed(Typed op) {
    return new Example("wrong", List.of(Domain.real(3)), in -> op.on(in.get(0)));
  }

  /** Counts its kernels and adds the count to x. */
  private static final class Counting implements KernelOf {
    private int kernels;

    @Override
    public Kernel bind(Slot x, Slot y) {
      int count = ++kernels;
      return () -> {
        for (int i = 0; i < y.size(); i++) {
          y.set(i, x.get(i) + count);
        }
      };
    }
  }

  /** The next element in place of each, the first in place of the last. */
  private static Tensor next(Tensor x) {
    return concat(List.of(slice(x, rangeFrom(1)), slice(x, range(0, 1))), 0);
  }

  private static Kernel next(Slot x, Slot y) {
    return () -> {
      for (int i = 0; i < y.size(); i++) {
        y.set(i, x.get((i + 1) % x.size()));
      }
    };
  }

  private static Kernel copy(Slot x, Slot y) {
    return () -> {
      for (int i = 0; i < x.size(); i++) {
        y.set(i, x.get(i));
      }
    };
  }

  private static Kernel destroy(Slot x, Slot y) {
    return () -> {
      x.copyTo(y);
      x.set(1, 0.125);
    };
  }

  private static Kernel accumulate(Slot x, Slot y) {
    return () -> {
      for (int i = 0; i < y.size(); i++) {
        y.set(i, y.get(i) + x.get(i));
      }
    };
  }

  private static Kernel roughly(Slot x, Slot y) {
    double error = y.holds(DataType.FLOAT) ? 1e-4 : 0;
    return () -> {
      for (int i = 0; i < y.size(); i++) {
        y.set(i, x.get(i) + error);
      }
    };
  }

  @ParameterizedTest
  @MethodSource
  void wrong_op_is_reported(Wrong wrong) {
    OpReport report = check(wrong.example()).check();
    assertThat(report.isRight()).isFalse();
    assertThat(report.complaints().findings())
        .as(report.toString())
        .extracting(OpFinding::property)
        .containsAll(wrong.reports());
  }

  @Test
  void every_property_reports_something() {
    Set<OpProperty> reporting = EnumSet.noneOf(OpProperty.class);
    wrong_op_is_reported().forEach(wrong -> reporting.addAll(wrong.reports()));
    assertThat(reporting).containsExactlyInAnyOrder(OpProperty.values());
  }

  @Test
  void a_right_op_holds_every_property() {
    OpReport report = check(logarithm(new Logarithm(x -> divide(1, x)))).check();
    assertThat(report.isRight()).as(report.toString()).isTrue();
    assertThat(report.findings())
        .extracting(OpFinding::property)
        .containsExactly(OpProperty.values());
    assertThat(report.seed()).isEqualTo(SEED);
    assertThat(report.toString())
        .contains("example  property      finding")
        .contains("wrong    second order  holds")
        .endsWith("seed " + SEED + System.lineSeparator());
  }

  @Test
  void every_element_is_seen_where_it_has_a_derivative() {
    for (int wrong = 0; wrong < 3; wrong++) {
      Largest op = new Largest(wrong);
      Example example = new Example("largest", List.of(Domain.distinct(3)), in -> op.on(in.get(0)));
      assertThat(check(example).check().complaints().properties())
          .as("element %d", wrong)
          .contains(OpProperty.FIRST_ORDER);
    }
  }

  @Test
  void only_what_has_a_derivative_is_asked_for_one() {
    Example counts = new Example("count", List.of(Domain.indices(3, 2)), in -> add(in.get(0), 1));
    assertThat(check(counts).check().findings())
        .extracting(OpFinding::property)
        .contains(OpProperty.FLOAT)
        .doesNotContain(OpProperty.ADJOINT, OpProperty.MODES);
    assertThat(check(counts).only(OpProperty.ADJOINT).check().findings()).isEmpty();
  }

  @Test
  void a_complaint_is_thrown_with_the_element_and_both_numbers() {
    OpCheck check = check(logarithm(new Logarithm(x -> divide(-1, x))));
    assertThatThrownBy(check::verify)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the formula fails the check")
        .hasMessageContaining("wrong    first order   order 1, in0 is WRONG at [")
        .hasMessageContaining("but differences say")
        .hasMessageContaining("opposite sign")
        .message()
        .doesNotContain("holds");
  }

  @Test
  void what_the_op_throws_is_reported_and_kept() {
    Example example =
        copy(
            new Copy(
                (x, y) -> {
                  throw new UnsupportedOperationException("no kernel yet");
                }));
    OpReport report = check(example).only(OpProperty.KERNELS).check();
    assertThat(report.findings().get(0).thrown()).isPresent();
    assertThatThrownBy(check(example)::verify)
        .hasMessageContaining("no kernel yet")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).isInstanceOf(OpException.class));
  }

  @Test
  void an_op_is_held_to_its_own_examples() {
    OpCheck.of(new Log()).verify();
    OpReport report = OpCheck.of(new Elsewhere()).check();
    assertThat(report.complaints().findings())
        .extracting(OpFinding::property)
        .containsExactly(OpProperty.TYPES);
    assertThat(report.toString()).contains("the formula does not contain the op");
  }

  @Test
  void a_check_without_examples_is_refused() {
    assertThatThrownBy(() -> OpCheck.of(new Unsummed()))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining(
            "a check of op unsummed proves nothing without examples; override examples()");
    assertThatThrownBy(() -> OpCheck.of(List.of())).isInstanceOf(ArgumentException.class);
  }

  private static OpCheck check(Example example) {
    return OpCheck.of(List.of(example)).seed(SEED);
  }
}
