package io.github.grad4j.core;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.buffer.DataType;

/** A few ops to test plans with; core has none of its own. */
public final class TestOps {
  /** What {@link Mix} and the other integer-valued ops compute modulo: exact in every type. */
  public static final int MODULUS = 97;

  private TestOps() {}

  /** The sum of two tensors of one shape, or of a tensor and a scalar. */
  public static Tensor add(Tensor a, Tensor b) {
    return new Add().on(a, b);
  }

  /** The op of {@link #add}. */
  public static Op addition() {
    return new Add();
  }

  /** The product of two tensors of one shape, or of a tensor and a scalar. */
  public static Tensor multiply(Tensor a, Tensor b) {
    return new Multiply().on(a, b);
  }

  /** (3a + b) mod 97, elementwise, for whole numbers. */
  public static Tensor mix(Tensor a, Tensor b) {
    return new Mix().on(a, b);
  }

  /** The elements in reverse order. */
  public static Tensor reverse(Tensor x) {
    return new Reverse().on(x);
  }

  /** The sum of all elements. */
  public static Tensor sum(Tensor x) {
    return new Sum().on(x);
  }

  /** The same elements under another shape. */
  public static Tensor reshape(Tensor x, int... sizes) {
    return new Reshape(Shape.of(sizes).toList()).on(x);
  }

  /** The quotient, an infinity or NaN for a divisor 0. */
  public static Tensor divide(Tensor a, Tensor b) {
    return new Divide().on(a, b);
  }

  /** An op without derivative, since core differentiates nothing. */
  interface Plain extends Op {
    @Override
    default List<Partial> partials(Node y) {
      return List.of();
    }
  }

  /** A function of two numbers, elementwise; a scalar goes with every shape. */
  interface Binary extends Pointwise, Plain {
    double apply(double a, double b);

    @Override
    default TensorType infer(List<TensorType> inputs) {
      TensorType a = inputs.get(0);
      TensorType b = inputs.get(1);
      if (a.dataType() != b.dataType()) {
        throw new TypeException("takes one element type but got " + a + " and " + b);
      }
      return a.withShape(a.shape().broadcast(b.shape()));
    }

    @Override
    default List<String> inputNames() {
      return List.of("a", "b");
    }

    @Override
    default void apply(double[][] inputs, double[] output, int n) {
      for (int i = 0; i < n; i++) {
        output[i] = apply(inputs[0][i], inputs[1][i]);
      }
    }

    @Override
    default Kernel bind(List<Slot> inputs, Slot output) {
      Slot a = inputs.get(0);
      Slot b = inputs.get(1);
      int stepA = a.size() == 1 ? 0 : 1;
      int stepB = b.size() == 1 ? 0 : 1;
      return () -> {
        for (int i = 0; i < output.size(); i++) {
          output.set(i, apply(a.get(i * stepA), b.get(i * stepB)));
        }
      };
    }
  }

  /** See {@link TestOps#add}. */
  record Add() implements Binary {
    @Override
    public double apply(double a, double b) {
      return a + b;
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot a = inputs.get(0);
      Slot b = inputs.get(1);
      return output.type().isInteger()
          ? () -> {
            for (int i = 0; i < output.size(); i++) {
              output.longs().put(i, a.longs().get(i) + b.longs().get(i));
            }
          }
          : Binary.super.bind(inputs, output);
    }
  }

  /** See {@link TestOps#multiply}. */
  record Multiply() implements Binary {
    @Override
    public double apply(double a, double b) {
      return a * b;
    }
  }

  /** See {@link TestOps#divide}. */
  record Divide() implements Binary {
    @Override
    public double apply(double a, double b) {
      return a / b;
    }
  }

  /** See {@link TestOps#mix}. */
  record Mix() implements Binary {
    @Override
    public double apply(double a, double b) {
      return (3 * a + b) % MODULUS;
    }
  }

  /** See {@link TestOps#reverse}; it would be wrong in place. */
  record Reverse() implements Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot x = inputs.get(0);
      return () -> {
        for (int i = 0; i < x.size(); i++) {
          output.set(i, x.get(x.size() - 1 - i));
        }
      };
    }
  }

  /** See {@link TestOps#sum}. */
  record Sum() implements Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0).withShape(Shape.scalar());
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot x = inputs.get(0);
      return () -> {
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
          sum += x.get(i);
        }
        output.set(0, sum);
      };
    }
  }

  /** See {@link TestOps#reshape}. */
  record Reshape(List<Integer> sizes) implements Alias, Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0).withShape(Shape.of(sizes));
    }
  }

  /** (2x + 1) mod 97, computed by one kernel together with {@link Back}. */
  record Front() implements Paired, Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Op partner() {
      return new Back();
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot x = inputs.get(0);
      return () -> {
        for (int i = 0; i < x.size(); i++) {
          output.set(i, (2 * x.get(i) + 1) % MODULUS);
        }
      };
    }

    @Override
    public Kernel bindPair(List<Slot> inputs, Slot output, Slot partnerOutput) {
      Slot x = inputs.get(0);
      return () -> {
        // In an order that shows if any two of the three share memory.
        for (int i = 0; i < x.size(); i++) {
          output.set(i, (2 * x.get(i) + 1) % MODULUS);
          partnerOutput.set(x.size() - 1 - i, (5 * x.get(x.size() - 1 - i)) % MODULUS);
        }
      };
    }
  }

  /** 5x mod 97. */
  record Back() implements Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot x = inputs.get(0);
      return () -> {
        for (int i = 0; i < x.size(); i++) {
          output.set(i, (5 * x.get(i)) % MODULUS);
        }
      };
    }
  }

  /** The sum of any number of scalars. */
  record SumOfAll() implements Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      return () -> {
        double sum = 0;
        for (Slot input : inputs) {
          sum += input.get(0);
        }
        output.set(0, sum);
      };
    }
  }

  /** The same numbers in the element type named. */
  record Cast(DataType to) implements Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0).withDataType(to);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot x = inputs.get(0);
      return () -> {
        for (int i = 0; i < x.size(); i++) {
          output.set(i, x.get(i));
        }
      };
    }

    @Override
    public Op retyped(DataType from, DataType replacement) {
      return to == from ? new Cast(replacement) : this;
    }
  }

  /** A copy that counts its kernel's runs. */
  record Counting(AtomicInteger runs) implements Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot x = inputs.get(0);
      return () -> {
        runs.incrementAndGet();
        x.copyTo(output);
      };
    }
  }

  /** A copy that fails while told so, as a lookup does with an index out of range. */
  record Failing(AtomicBoolean fails) implements Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot x = inputs.get(0);
      return () -> {
        x.copyTo(output);
        if (fails.get()) {
          throw new IndexException("label 12 at index [5] is outside [0, 10)");
        }
      };
    }
  }

  /** A copy that tells when its kernel is running, and goes on when told. */
  record Blocking(CountDownLatch entered, CountDownLatch released) implements Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot x = inputs.get(0);
      return () -> {
        entered.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        x.copyTo(output);
      };
    }
  }
}
