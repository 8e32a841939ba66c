package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Ops.broadcastTo;
import static io.github.grad4j.ops.Ops.concat;
import static io.github.grad4j.ops.Ops.divide;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.negate;
import static io.github.grad4j.ops.Ops.reverse;
import static io.github.grad4j.ops.Ops.slice;
import static io.github.grad4j.ops.Ops.stopGradient;
import static io.github.grad4j.ops.Range.range;
import static io.github.grad4j.ops.Range.rangeFrom;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Overwrites;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.Unary;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The checks of {@link EveryOpTest} can fail: each reports an op that is wrong in its way. */
final class ExampleCheckTest {
  private static final long SEED = 20_261_122;

  /** A wrong op, and the checks that must report it. */
  private record Wrong(String what, Example example, Set<ExampleCheck> reports) {
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
    Set<ExampleCheck> first = EnumSet.of(ExampleCheck.FIRST_ORDER);
    Set<ExampleCheck> adjoint = EnumSet.of(ExampleCheck.ADJOINT);
    Set<ExampleCheck> kernels = EnumSet.of(ExampleCheck.KERNELS);
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
            EnumSet.of(ExampleCheck.SECOND_ORDER)),
        new Wrong(
            "vjp right at first order only",
            logarithm(new Logarithm(right, (slope, c) -> multiply(c, stopGradient(slope)))),
            EnumSet.of(ExampleCheck.SECOND_ORDER, ExampleCheck.MODES)),
        new Wrong(
            "adjoint of another map",
            copy(
                new Copy(
                    Shape.of(3), ExampleCheckTest::copy, Partial.of(t -> t, c -> reverse(c, 0)))),
            adjoint),
        new Wrong(
            "not its own adjoint",
            copy(
                new Copy(
                    Shape.of(3),
                    ExampleCheckTest::next,
                    Partial.symmetric(ExampleCheckTest::next))),
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
            copy(new Copy(Shape.of(4), ExampleCheckTest::copy, Partial.none())),
            kernels),
        new Wrong(
            "type rule with one element too few",
            copy(new Copy(Shape.of(2), ExampleCheckTest::copy, Partial.none())),
            kernels),
        new Wrong("input overwritten", copy(new Copy(ExampleCheckTest::destroy)), kernels),
        new Wrong(
            "array of the user overwritten",
            copy(new Copy(ExampleCheckTest::destroy)),
            EnumSet.of(ExampleCheck.INPUTS)),
        new Wrong(
            "adding to what was there",
            copy(new Copy(ExampleCheckTest::accumulate)),
            EnumSet.of(ExampleCheck.REPEATED)),
        new Wrong(
            "another value for each plan",
            copy(new Copy(new Counting())),
            EnumSet.of(ExampleCheck.LAYOUTS, ExampleCheck.REPEATED)),
        new Wrong(
            "reading what it has written over",
            new Example("wrong", List.of(Domain.real(3)), in -> new Turned().on(in.get(0))),
            EnumSet.of(ExampleCheck.OVERWRITTEN)),
        new Wrong(
            "four digits in FLOAT",
            copy(new Copy(ExampleCheckTest::roughly)),
            EnumSet.of(ExampleCheck.FLOAT)));
  }

  private static Example logarithm(Logarithm op) {
    return new Example("wrong", List.of(Domain.positive(3)), in -> op.on(in.get(0)));
  }

  private static Example copy(Copy op) {
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
    for (ExampleCheck check : wrong.reports()) {
      assertThat(fails(check, wrong.example())).as("reported by %s", check).isTrue();
    }
  }

  @Test
  void every_check_reports_something() {
    Set<ExampleCheck> reporting = EnumSet.noneOf(ExampleCheck.class);
    wrong_op_is_reported().forEach(wrong -> reporting.addAll(wrong.reports()));
    assertThat(reporting).containsExactlyInAnyOrder(ExampleCheck.values());
  }

  @Test
  void a_right_op_passes_every_check() {
    Example example = logarithm(new Logarithm(x -> divide(1, x)));
    for (ExampleCheck check : ExampleCheck.values()) {
      check.verify(example, SEED);
    }
  }

  private static boolean fails(ExampleCheck check, Example example) {
    try {
      check.verify(example, SEED);
      return false;
    } catch (AssertionError | RuntimeException e) {
      return true;
    }
  }
}
