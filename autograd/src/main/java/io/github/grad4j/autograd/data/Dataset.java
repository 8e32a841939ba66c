package io.github.grad4j.autograd.data;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.autograd.train.Batch;
import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Examples: the features of each, and what is to be told of it.
 *
 * <p>Features are FLOAT or DOUBLE {@code [n, ...]}, one row for each of n ≥ 1 examples. Labels are
 * of one of two kinds: <i>classes</i>, LONG {@code [n]}, counted from 0, or made one-hot by {@link
 * #withOneHotLabels}; or <i>targets</i> of a regression, FLOAT or DOUBLE {@code [n, ...]}.
 *
 * <p>It never changes. Arrays are copied when it is made and when they are asked for; batches and
 * {@link #all} read its own memory, which is freed when nothing refers to it any more.
 */
public final class Dataset {
  private final INDArray features;
  private final INDArray labels;

  /** Empty where the labels are targets. */
  private final long[] classes;

  private final List<String> classNames;
  private final List<String> featureNames;

  /** Takes over arrays that are dense in c order and begin where their buffers do. */
  private Dataset(
      INDArray features,
      INDArray labels,
      long[] classes,
      List<String> classNames,
      List<String> featureNames) {
    this.features = features;
    this.labels = labels;
    this.classes = classes;
    this.classNames = classNames;
    this.featureNames = featureNames;
  }

  /**
   * Examples for learning, and others that show what was learned.
   *
   * @param training the examples learned from
   * @param test the examples held out
   */
  public record Split(Dataset training, Dataset test) {
    /**
     * Checks that both are given.
     *
     * @param training the examples learned from
     * @param test the examples held out
     * @throws ArgumentException if one of them is null
     */
    public Split {
      requireNonNull(training, "training");
      requireNonNull(test, "test");
    }
  }

  /**
   * Examples of classes with names.
   *
   * @param features FLOAT or DOUBLE {@code [n, ...]}; copied
   * @param classes the class of each example, in [0, classNames.size()); copied
   * @param classNames what each class is called
   * @return the data set
   * @throws ShapeException if there is no example or feature, or not one class for each example
   * @throws TypeException if the features are neither FLOAT nor DOUBLE
   * @throws IndexException if a class has no name
   * @throws ArgumentException if two classes have one name, or an argument is null
   */
  public static Dataset ofClasses(INDArray features, long[] classes, List<String> classNames) {
    requireFloating(requireNonNull(features, "features"), "features");
    requireNonNull(classes, "classes");
    List<String> names = ArgumentException.copyOf(classNames, "classNames");
    return ofClasses(features.dup('c'), classes.clone(), names, List.of());
  }

  /**
   * Examples of classes that are called by their numbers, up to the largest that occurs.
   *
   * @param features FLOAT or DOUBLE {@code [n, ...]}; copied
   * @param classes the class of each example, 0 or more; copied
   * @return the data set
   * @throws ShapeException if there is no example or feature, or not one class for each example
   * @throws TypeException if the features are neither FLOAT nor DOUBLE
   * @throws IndexException if a class is negative
   */
  public static Dataset ofClasses(INDArray features, long[] classes) {
    requireNonNull(features, "features");
    return ofClasses(features, requireNonNull(classes, "classes"), numbers(classes));
  }

  /**
   * DOUBLE examples of classes that are called by their numbers.
   *
   * @param features a row for each example
   * @param classes the class of each example, 0 or more
   * @return the data set
   * @throws ShapeException if there is no example or feature, rows differ in length, or there is
   *     not one class for each example
   * @throws IndexException if a class is negative
   */
  public static Dataset ofClasses(double[][] features, long[] classes) {
    return ofClasses(array(Constant.of(features)), classes);
  }

  /**
   * FLOAT examples of classes that are called by their numbers.
   *
   * @param features a row for each example
   * @param classes the class of each example, 0 or more
   * @return the data set
   * @throws ShapeException if there is no example or feature, rows differ in length, or there is
   *     not one class for each example
   * @throws IndexException if a class is negative
   */
  public static Dataset ofClasses(float[][] features, long[] classes) {
    return ofClasses(array(Constant.of(features)), classes);
  }

  /**
   * Examples with numbers to be told.
   *
   * @param features FLOAT or DOUBLE {@code [n, ...]}; copied
   * @param targets FLOAT or DOUBLE {@code [n, ...]}; copied
   * @return the data set
   * @throws ShapeException if there is no example or feature, or not one target for each example
   * @throws TypeException if an array is neither FLOAT nor DOUBLE
   */
  public static Dataset ofTargets(INDArray features, INDArray targets) {
    requireFloating(requireNonNull(features, "features"), "features");
    requireFloating(requireNonNull(targets, "targets"), "targets");
    return ofTargets(features.dup('c'), targets.dup('c'), List.of());
  }

  /**
   * DOUBLE examples with a number to be told of each.
   *
   * @param features a row for each example
   * @param targets one for each example
   * @return the data set
   * @throws ShapeException if there is no example or feature, rows differ in length, or there is
   *     not one target for each example
   */
  public static Dataset ofTargets(double[][] features, double[] targets) {
    return ofTargets(array(Constant.of(features)), array(Constant.of(targets)));
  }

  /** Takes over the arrays. */
  static Dataset ofClasses(
      INDArray features, long[] classes, List<String> classNames, List<String> featureNames) {
    requireDistinct(classNames, "classes");
    requireRows(features, Shape.of(classes.length), "classes");
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] < 0 || classes[i] >= classNames.size()) {
        throw new IndexException(
            "class "
                + classes[i]
                + " of example "
                + i
                + " is outside [0, "
                + classNames.size()
                + "); classes are counted from 0, and each has a name");
      }
    }
    INDArray labels = Nd4j.createFromArray(classes);
    return new Dataset(features, labels, classes, classNames, featureNames);
  }

  /** Takes over the arrays. */
  static Dataset ofTargets(INDArray features, INDArray targets, List<String> featureNames) {
    requireRows(features, Shape.of(targets.shape()), "targets");
    return new Dataset(features, targets, new long[0], List.of(), featureNames);
  }

  private static INDArray array(Constant constant) {
    return constant.evaluate();
  }

  private static List<String> numbers(long[] classes) {
    long most = LongStream.of(classes).max().orElse(-1);
    if (most >= Integer.MAX_VALUE) {
      throw new IndexException(
          "class " + most + " is no class: they are counted from 0 without gaps");
    }
    return IntStream.rangeClosed(0, (int) most).mapToObj(String::valueOf).toList();
  }

  private static void requireFloating(INDArray array, String what) {
    if (!new TensorType(array.dataType(), Shape.of(array.shape())).isFloating()) {
      throw new TypeException(
          what + " are FLOAT or DOUBLE, but the array holds " + array.dataType() + "; cast it");
    }
  }

  private static void requireRows(INDArray features, Shape labels, String what) {
    Shape shape = Shape.of(features.shape());
    if (shape.rank() == 0 || shape.size() == 0) {
      throw new ShapeException(
          "a data set has an example or more with a feature or more, but the features have shape "
              + shape);
    }
    if (labels.rank() == 0 || labels.size(0) != shape.size(0)) {
      throw new ShapeException(
          "features of shape "
              + shape
              + " and "
              + what
              + " of shape "
              + labels
              + " have not as many rows; give one row of each for every example");
    }
  }

  private static void requireDistinct(List<String> names, String what) {
    if (new HashSet<>(names).size() < names.size()) {
      throw new ArgumentException("names of " + what + " differ, but they are " + names);
    }
  }

  /**
   * The same examples, with other names of features.
   *
   * @param names one for each feature of an example, in c order
   * @return the data set
   * @throws ArgumentException if there are not as many names as features, or two are equal
   */
  public Dataset withFeatureNames(List<String> names) {
    List<String> copy = ArgumentException.copyOf(names, "names");
    requireDistinct(copy, "features");
    if (copy.size() != featureShape().size()) {
      throw new ArgumentException(
          "each feature has a name, but "
              + copy.size()
              + " are given for features of shape "
              + featureShape());
    }
    return new Dataset(features, labels, classes, classNames, copy);
  }

  /**
   * The same examples, with classes as rows of zeros with a one.
   *
   * @return labels {@code [n, classes]} of the features' type: a probability for each class
   * @throws TypeException if the labels are targets
   */
  public Dataset withOneHotLabels() {
    requireClasses("only classes can be made one-hot");
    int columns = classNames.size();
    Cells cells = Cells.allocate(features.dataType(), Shape.of(classes.length, columns));
    cells.array().assign(0);
    for (int i = 0; i < classes.length; i++) {
      cells.set(i * columns + (int) classes[i], 1);
    }
    return new Dataset(features, cells.array(), classes, classNames, featureNames);
  }

  /**
   * The same examples, with all features of one in a row: images as a matrix, for example.
   *
   * @return features {@code [n, k]}, in c order
   */
  public Dataset flattened() {
    INDArray rows = features.reshape('c', size(), featureShape().size());
    return new Dataset(rows, labels, classes, classNames, featureNames);
  }

  /**
   * The same examples with other features.
   *
   * @param others FLOAT or DOUBLE {@code [n, ...]}; copied
   * @return the same labels; names of features only if there are as many features as before
   * @throws ShapeException if there are not as many rows as examples
   * @throws TypeException if the features are neither FLOAT nor DOUBLE
   */
  public Dataset withFeatures(INDArray others) {
    requireFloating(requireNonNull(others, "others"), "features");
    return replacing(others.dup('c'));
  }

  /** Takes over the array. */
  Dataset replacing(INDArray others) {
    requireRows(others, Shape.of(labels.shape()), "labels");
    boolean alike = others.length() == features.length();
    return new Dataset(others, labels, classes, classNames, alike ? featureNames : List.of());
  }

  /**
   * Some of the examples.
   *
   * @param indices which, in the order they are to have; one may come several times
   * @return copies of them
   * @throws IndexException if there is no such example
   * @throws ShapeException if there is no index
   */
  public Dataset subset(int[] indices) {
    requireNonNull(indices, "indices");
    if (indices.length == 0) {
      throw new ShapeException("a data set has an example or more, but no index is given");
    }
    for (int index : indices) {
      requireExample(index);
    }
    long[] some =
        classes.length == 0
            ? classes
            : IntStream.of(indices).mapToLong(index -> classes[index]).toArray();
    return new Dataset(
        rows(features, indices), rows(labels, indices), some, classNames, featureNames);
  }

  private void requireExample(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexException("example " + index + " is outside [0, " + size() + ")");
    }
  }

  private static INDArray rows(INDArray array, int[] indices) {
    Shape shape = Shape.of(array.shape());
    int length = shape.size() / shape.size(0);
    Cells source = Cells.of(array);
    Cells target = Cells.allocate(array.dataType(), shape.with(0, indices.length));
    for (int i = 0; i < indices.length; i++) {
      source.copyTo(indices[i] * length, target, i * length, length);
    }
    return target.array();
  }

  /**
   * The examples in two parts, the same share of every class being held out, as told at {@link
   * Holdout#stratified}. Targets are drawn from as if they were of one class.
   *
   * @param heldOut the share of examples that are held out, in (0, 1)
   * @param seed fixes which; equal seeds give equal parts on every machine
   * @return both parts, each in the order of this data set
   * @throws ArgumentException if the share is outside (0, 1), or leaves a part without examples
   */
  public Split split(double heldOut, long seed) {
    long[] strata = classes.length == 0 ? new long[size()] : classes;
    Holdout parts = Holdout.stratified(strata, heldOut, seed);
    return new Split(subset(ints(parts.training())), subset(ints(parts.test())));
  }

  private static int[] ints(List<Integer> indices) {
    return indices.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * The examples in batches, in another random order in each epoch.
   *
   * @param batchSize how many examples a batch has
   * @param seed fixes the orders
   * @return the batches
   * @throws ShapeException if the size is not positive
   */
  public Batches batches(int batchSize, long seed) {
    return Batches.shuffled(features, labels, batchSize, seed);
  }

  /**
   * The examples in batches, in their own order: to evaluate a model, for example.
   *
   * @param batchSize how many examples a batch has
   * @return the batches
   * @throws ShapeException if the size is not positive
   */
  public Batches batchesInOrder(int batchSize) {
    return Batches.inOrder(features, labels, batchSize);
  }

  /**
   * All examples in one batch, without a copy.
   *
   * @return the batch, in the order of the examples
   */
  public Batch all() {
    return new Batch(Rows.of(features), Rows.of(labels));
  }

  /**
   * How many examples there are.
   *
   * @return the number of rows, 1 or more
   */
  public int size() {
    return (int) features.size(0);
  }

  /**
   * The type of all features.
   *
   * @return FLOAT or DOUBLE {@code [n, ...]}
   */
  public TensorType featuresType() {
    return new TensorType(features.dataType(), Shape.of(features.shape()));
  }

  /**
   * The type of all labels.
   *
   * @return LONG {@code [n]} for classes, the features' type {@code [n, classes]} if they are
   *     one-hot, FLOAT or DOUBLE {@code [n, ...]} for targets
   */
  public TensorType labelsType() {
    return new TensorType(labels.dataType(), Shape.of(labels.shape()));
  }

  /**
   * The shape of one example.
   *
   * @return that of the features without their first axis
   */
  public Shape featureShape() {
    return Shape.of(features.shape()).without(0);
  }

  /**
   * All features.
   *
   * @return a copy, {@code [n, ...]}
   */
  public INDArray features() {
    return features.dup('c');
  }

  /** All features, not copied and not to be changed. */
  INDArray ownFeatures() {
    return features;
  }

  /**
   * All labels.
   *
   * @return a copy, {@code [n, ...]}
   */
  public INDArray labels() {
    return labels.dup('c');
  }

  /**
   * The features of one example.
   *
   * @param index which example
   * @return its numbers, in c order
   * @throws IndexException if there is no such example
   */
  public double[] example(int index) {
    requireExample(index);
    double[] numbers = new double[featureShape().size()];
    Cells cells = Cells.of(features);
    Arrays.setAll(numbers, i -> cells.get(index * numbers.length + i));
    return numbers;
  }

  /**
   * The class of each example, one-hot or not.
   *
   * @return a copy
   * @throws TypeException if the labels are targets
   */
  public long[] classes() {
    requireClasses("only examples of classes have one");
    return classes.clone();
  }

  private void requireClasses(String rule) {
    if (classes.length == 0) {
      throw new TypeException(
          rule + ", but these labels are targets of type " + labelsType().dataType());
    }
  }

  /**
   * What each class is called.
   *
   * @return as many names as there are classes, whether or not each has an example; none if the
   *     labels are targets
   */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * What each feature is called.
   *
   * @return the names in c order, or none if they were not given
   */
  public List<String> featureNames() {
    return featureNames;
  }

  /** {@code Dataset(1797 examples of FLOAT[8, 8], 10 classes)}. */
  @Override
  public String toString() {
    String kind =
        classNames.isEmpty()
            ? "targets of shape " + Shape.of(labels.shape()).without(0)
            : classNames.size() + " classes";
    return "Dataset("
        + size()
        + " examples of "
        + features.dataType()
        + featureShape()
        + ", "
        + kind
        + ")";
  }
}
