package io.github.grad4j.benchmarks;

import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Mean;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.api.ops.impl.transforms.custom.LogSoftMax;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.LogSoftMaxDerivative;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.SoftmaxBp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.DivOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One op on arrays of one shape, as a plan and as ND4J's own op, which is given the array for its
 * result.
 *
 * @param name what parameters and tables call it
 * @param planned the plan, fed
 * @param output the plan's output that is compared
 * @param nd4j computes the same
 * @param result where ND4J puts it
 */
record OpCase(String name, Plan planned, Tensor output, Runnable nd4j, INDArray result)
    implements AutoCloseable {
  private static final long SEED = 7;

  /** Relative to the largest element; ND4J adds up floats one after the other. */
  private static final double TOLERANCE = 1e-3;

  /**
   * An op by its name.
   *
   * @param name an op and a shape: {@code softmax-1024x1000}
   */
  static OpCase forward(String name) {
    Nd4j.getRandom().setSeed(SEED);
    String op = name.substring(0, name.indexOf('-'));
    long[] shape = shape(name);
    if (op.equals("matmul")) {
      return product(name, shape);
    }
    INDArray a = positive(shape);
    Input x = input("x", DataType.FLOAT, (int) shape[0], rest(shape));
    return switch (op) {
      case "sum0" -> of(name, x, reduceSum(x, axes(0)), a, Sums.sum(a, shape[1], 0));
      case "sum1" -> of(name, x, reduceSum(x, axes(1)), a, Sums.sum(a, shape[0], 1));
      case "sumAll" -> of(name, x, reduceSum(x), a, Sums.sum(a));
      case "mean0" -> of(name, x, reduceMean(x, axes(0)), a, Sums.mean(a, shape[1], 0));
      case "mean1" -> of(name, x, reduceMean(x, axes(1)), a, Sums.mean(a, shape[0], 1));
      case "meanAll" -> of(name, x, reduceMean(x), a, Sums.mean(a));
      case "exp" -> of(name, x, exp(x), a, like(a, out -> Nd4j.exec(new Exp(a, out))));
      case "log" -> of(name, x, log(x), a, like(a, out -> Nd4j.exec(new Log(a, out))));
      case "add" -> addition(name, x, a);
      case "softmax" -> of(name, x, softmax(x), a, like(a, out -> Nd4j.exec(new SoftMax(a, out))));
      case "logSoftmax" ->
          of(name, x, logSoftmax(x), a, like(a, out -> Nd4j.exec(new LogSoftMax(a, out))));
      case "crossEntropy" -> crossEntropy(name, x, a, shape);
      default -> throw unknown(name);
    };
  }

  /**
   * The product of an op's transposed Jacobian and a given vector.
   *
   * @param name an op and a shape
   */
  static OpCase gradient(String name) {
    Nd4j.getRandom().setSeed(SEED);
    String op = name.substring(0, name.indexOf('-'));
    long[] shape = shape(name);
    if (op.equals("matmul")) {
      return productGradient(name, shape);
    }
    INDArray a = positive(shape);
    Input x = input("x", DataType.FLOAT, (int) shape[0], rest(shape));
    return switch (op) {
      case "sum0" -> Sums.sumGradient(name, x, a, shape[1], 0);
      case "sum1" -> Sums.sumGradient(name, x, a, shape[0], 1);
      case "mean0" -> Sums.meanGradient(name, x, a, shape[1], 0);
      case "mean1" -> Sums.meanGradient(name, x, a, shape[0], 1);
      case "exp" -> {
        INDArray g = positive(shape);
        yield pulled(name, x, exp(x), a, g, like(a, out -> Nd4j.exec(new Exp(a, out)).muli(g)));
      }
      case "log" -> {
        INDArray g = positive(shape);
        yield pulled(name, x, log(x), a, g, like(a, out -> Nd4j.exec(new DivOp(g, a, out))));
      }
      case "softmax" -> {
        INDArray g = positive(shape);
        yield pulled(
            name, x, softmax(x), a, g, like(a, out -> Nd4j.exec(new SoftmaxBp(a, g, out, -1))));
      }
      case "logSoftmax" -> {
        INDArray g = positive(shape);
        yield pulled(
            name,
            x,
            logSoftmax(x),
            a,
            g,
            like(a, out -> Nd4j.exec(new LogSoftMaxDerivative(a, g, out))));
      }
      default -> throw unknown(name);
    };
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("no op is called " + name);
  }

  /** Throws unless both sides have the same result. */
  OpCase checked() {
    double[] ours = planned.run().doubles(output);
    nd4j.run();
    double[] theirs = result.dup('c').data().asDouble();
    double largest = 0;
    double apart = 0;
    for (int i = 0; i < ours.length; i++) {
      largest = Math.max(largest, Math.abs(theirs[i]));
      apart = Math.max(apart, Math.abs(ours[i] - theirs[i]));
    }
    if (ours.length != theirs.length || !(apart <= TOLERANCE * largest)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "%s differs by %s where the largest is %s", name, apart, largest));
    }
    return this;
  }

  @Override
  public void close() {
    planned.close();
  }

  /** ND4J's side: what it runs, and where the result is. */
  private record Side(Runnable run, INDArray result) {}

  private interface Into {
    void run(INDArray out);
  }

  private static Side like(INDArray a, Into into) {
    return into(a.ulike(), into);
  }

  private static Side into(INDArray out, Into into) {
    return new Side(() -> into.run(out), out);
  }

  private static OpCase of(String name, Input x, Tensor y, INDArray a, Side side) {
    return new OpCase(name, Plan.of(y).feed(x, a), y, side.run, side.result);
  }

  private static OpCase pulled(String name, Input x, Tensor y, INDArray a, INDArray g, Side side) {
    Input cotangent = new Input("g", y.type());
    Tensor slope = Autograd.vjp(y, List.of(x), cotangent).get(0);
    Plan plan = Plan.of(slope).feed(cotangent, g);
    if (plan.uses(x)) {
      plan.feed(x, a);
    }
    return new OpCase(name, plan, slope, side.run, side.result);
  }

  private static OpCase addition(String name, Input x, INDArray a) {
    INDArray b = positive(a.shape());
    Input other = new Input("b", x.type());
    Tensor y = add(x, other);
    Side side = like(a, out -> Nd4j.exec(new AddOp(a, b, out)));
    return new OpCase(name, Plan.of(y).feed(x, a).feed(other, b), y, side.run, side.result);
  }

  /** [m, k] times [k, n], named {@code matmul-MxKxN}. */
  private static OpCase product(String name, long[] shape) {
    INDArray a = positive(shape[0], shape[1]);
    INDArray b = positive(shape[1], shape[2]);
    Input left = input("a", DataType.FLOAT, (int) shape[0], (int) shape[1]);
    Input right = input("b", DataType.FLOAT, (int) shape[1], (int) shape[2]);
    Tensor y = matmul(left, right);
    Side side =
        into(
            Nd4j.create(DataType.FLOAT, new long[] {shape[0], shape[2]}, 'f'),
            out -> Nd4j.gemm(a, b, out, false, false, 1, 0));
    return new OpCase(name, Plan.of(y).feed(left, a).feed(right, b), y, side.run, side.result);
  }

  /** With respect to the right operand, as for the weights of a layer: aᵀ·g. */
  private static OpCase productGradient(String name, long[] shape) {
    INDArray a = positive(shape[0], shape[1]);
    INDArray g = positive(shape[0], shape[2]);
    Input left = input("a", DataType.FLOAT, (int) shape[0], (int) shape[1]);
    Input right = input("b", DataType.FLOAT, (int) shape[1], (int) shape[2]);
    Input cotangent = input("g", DataType.FLOAT, (int) shape[0], (int) shape[2]);
    Tensor slope = Autograd.vjp(matmul(left, right), List.of(right), cotangent).get(0);
    Side side =
        into(
            Nd4j.create(DataType.FLOAT, new long[] {shape[1], shape[2]}, 'f'),
            out -> Nd4j.gemm(a, g, out, true, false, 1, 0));
    return new OpCase(
        name, Plan.of(slope).feed(left, a).feed(cotangent, g), slope, side.run, side.result);
  }

  /** The mean loss and its gradient; ND4J's side is the fastest way found: five calls. */
  private static OpCase crossEntropy(String name, Input x, INDArray a, long[] shape) {
    int rows = (int) shape[0];
    int classes = (int) shape[1];
    INDArray oneHot = Nd4j.zeros(DataType.FLOAT, rows, classes);
    for (int i = 0; i < rows; i++) {
      oneHot.putScalar(i, i % classes, 1);
    }
    Input labels = new Input("labels", x.type());
    Tensor loss = reduceMean(softmaxCrossEntropyWithLogits(labels, x));
    Tensor slope = Autograd.gradient(loss, x);
    INDArray logs = a.ulike();
    Side side =
        like(
            a,
            out -> {
              Nd4j.exec(new LogSoftMax(a, logs));
              Nd4j.getBlasWrapper().dot(oneHot, logs);
              Nd4j.exec(new Exp(logs, out));
              EagerContender.axpy(-1, oneHot, out);
              out.divi(rows);
            });
    Plan plan = Plan.of(loss, slope).feed(x, a).feed(labels, oneHot);
    return new OpCase(name, plan, slope, side.run, side.result);
  }

  /** Uniform in [0.5, 1.5], where logarithms are defined and exponentials small. */
  private static INDArray positive(long... shape) {
    return Nd4j.rand(DataType.FLOAT, shape).addi(0.5);
  }

  private static long[] shape(String name) {
    String[] sizes = name.substring(name.indexOf('-') + 1).split("x", -1);
    long[] shape = new long[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      shape[i] = Long.parseLong(sizes[i]);
    }
    return shape;
  }

  private static int[] rest(long[] shape) {
    int[] rest = new int[shape.length - 1];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = (int) shape[i + 1];
    }
    return rest;
  }

  /** Reductions. */
  private static final class Sums {
    private Sums() {}

    static Side sum(INDArray a, long size, int axis) {
      return into(
          Nd4j.create(DataType.FLOAT, size), out -> Nd4j.exec(new Sum(a, out, false, axis)));
    }

    static Side sum(INDArray a) {
      return into(Nd4j.scalar(0f), out -> out.assign(a.sumNumber()));
    }

    static Side mean(INDArray a, long size, int axis) {
      return into(
          Nd4j.create(DataType.FLOAT, size), out -> Nd4j.exec(new Mean(a, out, false, axis)));
    }

    static Side mean(INDArray a) {
      return into(Nd4j.scalar(0f), out -> out.assign(a.meanNumber()));
    }

    static OpCase sumGradient(String name, Input x, INDArray a, long size, int axis) {
      INDArray g = positive(size);
      return pulled(
          name,
          x,
          reduceSum(x, axes(axis)),
          a,
          g,
          like(a, out -> backward("reduce_sum_bp", a, g, out, axis)));
    }

    private static void backward(String op, INDArray a, INDArray g, INDArray out, int axis) {
      Nd4j.exec(
          DynamicCustomOp.builder(op)
              .addInputs(a, g)
              .addOutputs(out)
              .addIntegerArguments(axis)
              .build());
    }

    static OpCase meanGradient(String name, Input x, INDArray a, long size, int axis) {
      INDArray g = positive(size);
      return pulled(
          name,
          x,
          reduceMean(x, axes(axis)),
          a,
          g,
          like(a, out -> backward("reduce_mean_bp", a, g, out, axis)));
    }
  }
}
