package io.github.grad4j.core;

/** A tensor with a type and no value: every plan has its own memory for it, fed before a run. */
public final class Input implements Tensor {
  private final String name;
  private final TensorType type;

  /**
   * A new input, different from every other.
   *
   * @param name what messages call it
   * @param type its type
   */
  public Input(String name, TensorType type) {
    this.name = name;
    this.type = type;
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
    return type;
  }

  /** Name and type: {@code input x FLOAT[32, 784]}. */
  @Override
  public String toString() {
    return "input " + name + " " + type;
  }
}
