package io.github.grad4j.autograd.models;

import static io.github.grad4j.ops.Relu.relu;
import static io.github.grad4j.ops.Softmax.softmax;
import static io.github.grad4j.ops.Tanh.tanh;

import io.github.grad4j.autograd.train.Initializers;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A multilayer perceptron: layers {@code h = activation(h·w + b)} between the features and the
 * logits, which are {@code h·w + b} of the last.
 *
 * <pre>{@code
 * MultilayerPerceptron model =
 *     MultilayerPerceptron.of(List.of(784, 128, 10), Activation.RELU, DataType.FLOAT, 42);
 * }</pre>
 *
 * @param weights of each layer, {@code [in, out]}, from the features to the classes
 * @param biases of each layer, {@code [out]}
 * @param activation what hidden layers end with
 */
public record MultilayerPerceptron(
    List<Variable> weights, List<Variable> biases, Activation activation) implements Classifier {
  /** What a hidden layer ends with. */
  public enum Activation {
    /** max(h, 0); weights begin as He's. */
    RELU {
      @Override
      Tensor of(Tensor h) {
        return relu(h);
      }

      @Override
      Variable weights(String name, Shape shape, DataType dataType, long seed) {
        return Initializers.heNormal(name, shape, dataType, seed);
      }
    },
    /** tanh h; weights begin as Glorot's. */
    TANH {
      @Override
      Tensor of(Tensor h) {
        return tanh(h);
      }

      @Override
      Variable weights(String name, Shape shape, DataType dataType, long seed) {
        return Initializers.glorotNormal(name, shape, dataType, seed);
      }
    };

    abstract Tensor of(Tensor h);

    abstract Variable weights(String name, Shape shape, DataType dataType, long seed);
  }

  /**
   * A model with parameters that exist already, such as those of a file.
   *
   * @param weights of each layer, {@code [in, out]}, from the features to the classes
   * @param biases of each layer, {@code [out]}
   * @param activation what hidden layers end with
   * @throws ShapeException if there is no layer, not one bias for each, or one does not take what
   *     the one before makes
   * @throws TypeException if they are not all FLOAT or all DOUBLE
   * @throws ArgumentException if two have one name
   */
  public MultilayerPerceptron {
    weights = ArgumentException.copyOf(weights, "weights");
    biases = ArgumentException.copyOf(biases, "biases");
    ArgumentException.requireNonNull(activation, "activation");
    if (weights.isEmpty() || weights.size() != biases.size()) {
      throw new ShapeException(
          "a perceptron has a layer or more, each with weights and biases, but there are "
              + weights.size()
              + " weights and "
              + biases.size()
              + " biases");
    }
    HashSet<String> names = new HashSet<>();
    for (int i = 0; i < weights.size(); i++) {
      Affine.requireParameters(weights.get(i), biases.get(i));
      Affine.requireMatrix(weights.get(i));
      if (!names.add(weights.get(i).name()) || !names.add(biases.get(i).name())) {
        throw new ArgumentException(
            "parameters have names of their own, but two of layer "
                + (i + 1)
                + " or before share one");
      }
      if (i > 0) {
        requireChain(weights.get(i - 1), weights.get(i));
      }
    }
  }

  private static void requireChain(Variable first, Variable next) {
    if (first.shape().size(1) != next.shape().size(0)) {
      throw new ShapeException(
          "a layer takes what the one before makes, but weights of shape "
              + next.shape()
              + " follow on weights of shape "
              + first.shape());
    }
    if (first.type().dataType() != next.type().dataType()) {
      throw new TypeException(
          "all layers are FLOAT or all DOUBLE, but " + next + " follows on " + first);
    }
  }

  /**
   * A model with random weights, and biases of 0.
   *
   * <p>Weights of hidden layers are normal with the variance 2/in (He) or 2/(in + out) (Glorot), as
   * their activation asks; those of the last layer are Glorot's.
   *
   * @param sizes features, the width of each hidden layer, classes
   * @param activation what hidden layers end with
   * @param dataType FLOAT or DOUBLE
   * @param seed fixes the weights, on every machine
   * @return the model, with the parameters {@code w1}, {@code b1}, {@code w2}, ...
   * @throws ShapeException if there are fewer than two sizes, or one is negative
   * @throws TypeException if the element type is another one
   */
  public static MultilayerPerceptron of(
      List<Integer> sizes, Activation activation, DataType dataType, long seed) {
    List<Integer> given = ArgumentException.copyOf(sizes, "sizes");
    ArgumentException.requireNonNull(activation, "activation");
    ArgumentException.requireNonNull(dataType, "dataType");
    if (given.size() < 2) {
      throw new ShapeException(
          "sizes are those of features, hidden layers and classes, but they are " + given);
    }
    int layers = given.size() - 1;
    List<Variable> weights = new ArrayList<>();
    List<Variable> biases = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      Shape shape = Shape.of(given.get(i), given.get(i + 1));
      Activation rule = i < layers - 1 ? activation : Activation.TANH;
      weights.add(rule.weights("w" + (i + 1), shape, dataType, seed));
      biases.add(Initializers.zeros("b" + (i + 1), shape.without(0), dataType));
    }
    return new MultilayerPerceptron(weights, biases, activation);
  }

  @Override
  public int features() {
    return weights.get(0).shape().size(0);
  }

  @Override
  public int classes() {
    return weights.get(weights.size() - 1).shape().size(1);
  }

  @Override
  public DataType dataType() {
    return weights.get(0).type().dataType();
  }

  /** Weights and biases, layer by layer. */
  @Override
  public List<Variable> parameters() {
    List<Variable> parameters = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      parameters.add(weights.get(i));
      parameters.add(biases.get(i));
    }
    return List.copyOf(parameters);
  }

  /**
   * The logits: what the last layer makes.
   *
   * @param x {@code [n, features]}
   * @return {@code [n, classes]}
   * @throws ShapeException if x has other than {@code [n, features]}
   */
  public Tensor logits(Tensor x) {
    Tensor h = Affine.affine(x, weights.get(0), biases.get(0));
    for (int i = 1; i < weights.size(); i++) {
      h = Affine.affine(activation.of(h), weights.get(i), biases.get(i));
    }
    return h;
  }

  @Override
  public Tensor probabilities(Tensor x) {
    return softmax(logits(x));
  }

  @Override
  public Tensor loss(Tensor x, Tensor labels) {
    ArgumentException.requireNonNull(labels, "labels");
    return Affine.meanCrossEntropy(labels, logits(x));
  }
}
