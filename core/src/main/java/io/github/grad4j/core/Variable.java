package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A tensor with state: a parameter, an optimizer's moment, a step counter.
 *
 * <p>It always has a value and owns the one array that holds it. Any number of plans may read it at
 * once; {@link #assign} and a run that updates it need it alone, which is checked without waiting.
 */
public final class Variable implements Tensor {
  private final String name;
  private final Slot slot;

  /** How many are reading; -1 while one is writing. */
  private final AtomicInteger users = new AtomicInteger();

  private Variable(String name, Given initial) {
    this.name = requireNonNull(name, "name");
    TensorType type = initial.type();
    this.slot = new Slot(type, Block.allocate(type.dataType(), type.shape().size()));
    initial.writer().accept(slot);
  }

  /**
   * A variable with a copy of an array as its first value, whatever the array's order and strides.
   *
   * @param name what messages call it
   * @param initial the first value; fixes element type and shape
   * @return the variable
   * @throws TypeException if the array holds none of FLOAT, DOUBLE, LONG and BOOL
   */
  public static Variable of(String name, INDArray initial) {
    return new Variable(name, Given.of(initial));
  }

  /**
   * A variable with the value of a constant as its first value.
   *
   * @param name what messages call it
   * @param initial the first value; fixes element type and shape
   * @return the variable
   */
  public static Variable of(String name, Constant initial) {
    return new Variable(name, Given.of(initial));
  }

  /**
   * A DOUBLE variable.
   *
   * @param name what messages call it
   * @param initial the first value in c order, copied
   * @param shape the shape
   * @return the variable
   * @throws ShapeException if there are not as many values as the shape has elements
   */
  public static Variable of(String name, double[] initial, Shape shape) {
    return new Variable(name, Given.of(initial, shape));
  }

  /**
   * A FLOAT variable.
   *
   * @param name what messages call it
   * @param initial the first value in c order, copied
   * @param shape the shape
   * @return the variable
   * @throws ShapeException if there are not as many values as the shape has elements
   */
  public static Variable of(String name, float[] initial, Shape shape) {
    return new Variable(name, Given.of(initial, shape));
  }

  /**
   * A LONG variable.
   *
   * @param name what messages call it
   * @param initial the first value in c order, copied
   * @param shape the shape
   * @return the variable
   * @throws ShapeException if there are not as many values as the shape has elements
   */
  public static Variable of(String name, long[] initial, Shape shape) {
    return new Variable(name, Given.of(initial, shape));
  }

  /**
   * What messages call it.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  @Override
  public TensorType type() {
    return slot.type();
  }

  /**
   * The value now.
   *
   * @return a new array, the caller's own
   * @throws ConcurrentUseException if another thread is assigning it
   */
  public INDArray value() {
    return evaluate();
  }

  /**
   * Whether every element is a finite number, which all integers and truth values are; one look at
   * each, without a copy.
   *
   * @return false if an element is infinite or NaN
   * @throws ConcurrentUseException if another thread is assigning it
   */
  public boolean isFinite() {
    beginReading();
    try {
      boolean finite = true;
      for (int i = 0; i < slot.size() && finite; i++) {
        finite = Double.isFinite(slot.get(i));
      }
      return finite;
    } finally {
      endReading();
    }
  }

  /**
   * Gives the variable a new value.
   *
   * @param value of the variable's type, copied whatever its order and strides
   * @throws ShapeException if the shapes differ
   * @throws TypeException if the element types differ
   * @throws ConcurrentUseException if any thread is using the variable
   */
  public void assign(INDArray value) {
    assign(Given.of(value));
  }

  /**
   * Gives a FLOAT or DOUBLE variable a new value, rounded to its type.
   *
   * @param values in c order, as many as the variable has elements
   * @throws ShapeException if they are not as many
   * @throws TypeException if the variable is LONG or BOOL
   * @throws ConcurrentUseException if any thread is using the variable
   */
  public void assign(double[] values) {
    assign(Given.of(values, shape()).as(type().dataType()));
  }

  /**
   * Gives a FLOAT or DOUBLE variable a new value.
   *
   * @param values in c order, as many as the variable has elements
   * @throws ShapeException if they are not as many
   * @throws TypeException if the variable is LONG or BOOL
   * @throws ConcurrentUseException if any thread is using the variable
   */
  public void assign(float[] values) {
    assign(Given.of(values, shape()).as(type().dataType()));
  }

  /**
   * Gives a LONG variable a new value.
   *
   * @param values in c order, as many as the variable has elements
   * @throws ShapeException if they are not as many
   * @throws TypeException if the variable is not LONG
   * @throws ConcurrentUseException if any thread is using the variable
   */
  public void assign(long[] values) {
    assign(Given.of(values, shape()));
  }

  private void assign(Given given) {
    beginWriting();
    try {
      given.writeTo(slot, this);
    } finally {
      endWriting();
    }
  }

  Slot slot() {
    return slot;
  }

  void beginReading() {
    if (users.getAndUpdate(n -> n < 0 ? n : n + 1) < 0) {
      throw new ConcurrentUseException(
          "variable "
              + name
              + " is being assigned by another thread; let one finish before the other begins");
    }
  }

  void endReading() {
    users.decrementAndGet();
  }

  void beginWriting() {
    if (!users.compareAndSet(0, -1)) {
      throw new ConcurrentUseException(
          "variable "
              + name
              + " is in use by another thread, and assigning it needs it alone; let one finish"
              + " before the other begins");
    }
  }

  void endWriting() {
    users.set(0);
  }

  /** Name and type: {@code variable w FLOAT[784, 10]}. */
  @Override
  public String toString() {
    return "variable " + name + " " + type();
  }
}
