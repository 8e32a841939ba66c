package io.github.grad4j.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.autograd.train.Batch;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DatasetTest {
  private static final long SEED = 3;

  private static Dataset small() {
    double[][] features = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};
    return Dataset.ofClasses(features, new long[] {0, 2, 2, 0});
  }

  private static double[] read(Rows rows) {
    Input input = new Input("rows", rows.type());
    try (Plan plan = Plan.of(input)) {
      return plan.feed(input, rows).run().doubles(input);
    }
  }

  /** Examples whose only feature is their number, so many of each class, in random order. */
  private static Dataset ofSizes(int... sizes) {
    List<Long> classes = new ArrayList<>();
    for (int c = 0; c < sizes.length; c++) {
      classes.addAll(Collections.nCopies(sizes[c], (long) c));
    }
    Collections.shuffle(classes, new Random(SEED));
    double[][] features = new double[classes.size()][1];
    Arrays.setAll(features, i -> new double[] {i});
    return Dataset.ofClasses(features, classes.stream().mapToLong(c -> c).toArray());
  }

  private static int[] sizes(Dataset dataset, int classes) {
    int[] sizes = new int[classes];
    for (long c : dataset.classes()) {
      sizes[(int) c]++;
    }
    return sizes;
  }

  @Test
  void arrays_are_copied_in_and_out() {
    INDArray features = Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}});
    long[] classes = {0, 1};
    Dataset dataset = Dataset.ofClasses(features, classes);
    features.putScalar(0, 100);
    classes[0] = 1;
    dataset.features().putScalar(0, 100);
    dataset.labels().putScalar(0, 1);
    dataset.classes()[0] = 1;
    assertThat(dataset.example(0)).containsExactly(1, 2);
    assertThat(dataset.classes()).containsExactly(0, 1);
    assertThat(dataset.labels().toLongVector()).containsExactly(0, 1);
  }

  @Test
  void strided_and_f_order_arrays_are_read_right() {
    INDArray matrix = Nd4j.createFromArray(new double[][] {{1, 3, 5}, {2, 4, 6}});
    Dataset dataset = Dataset.ofClasses(matrix.transpose(), new long[] {0, 1, 0});
    assertThat(dataset.example(1)).containsExactly(3, 4);
    Dataset column = Dataset.ofTargets(matrix.transpose(), matrix.transpose().dup('f'));
    assertThat(read(column.all().labels())).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void classes_are_called_by_their_numbers_unless_named() {
    assertThat(small().classNames()).containsExactly("0", "1", "2");
    Dataset named =
        Dataset.ofClasses(
            small().features(), small().classes(), List.of("ash", "elm", "fir", "yew"));
    assertThat(named.classNames()).hasSize(4);
    assertThat(named).hasToString("Dataset(4 examples of DOUBLE[2], 4 classes)");
  }

  @Test
  void one_hot_labels_have_the_type_of_the_features() {
    Dataset oneHot = small().withOneHotLabels();
    assertThat(oneHot.labelsType()).isEqualTo(new TensorType(DataType.DOUBLE, Shape.of(4, 3)));
    assertThat(oneHot.labels().toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{1, 0, 0}, {0, 0, 1}, {0, 0, 1}, {1, 0, 0}});
    assertThat(oneHot.classes()).containsExactly(0, 2, 2, 0);
    float[][] floats = {{1}, {2}};
    assertThat(Dataset.ofClasses(floats, new long[] {1, 0}).withOneHotLabels().labelsType())
        .isEqualTo(new TensorType(DataType.FLOAT, Shape.of(2, 2)));
  }

  @Test
  void targets_are_no_classes() {
    Dataset targets = Dataset.ofTargets(new double[][] {{1}, {2}}, new double[] {3, 4});
    assertThat(targets.classNames()).isEmpty();
    assertThat(targets.labels().toDoubleVector()).containsExactly(3, 4);
    assertThat(targets).hasToString("Dataset(2 examples of DOUBLE[1], targets of shape [])");
    assertThatThrownBy(targets::withOneHotLabels)
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("only classes can be made one-hot, but these labels are targets");
    assertThatThrownBy(targets::classes).isInstanceOf(TypeException.class);
  }

  @Test
  void images_become_rows() {
    INDArray images = Nd4j.arange(24).castTo(DataType.FLOAT).reshape(2, 3, 4);
    Dataset flat = Dataset.ofClasses(images, new long[] {0, 1}).flattened();
    assertThat(flat.featureShape()).isEqualTo(Shape.of(12));
    assertThat(flat.example(1)).containsExactly(IntStream.range(12, 24).asDoubleStream().toArray());
    assertThat(flat.flattened().featureShape()).isEqualTo(Shape.of(12));
  }

  @Test
  void a_subset_takes_labels_and_names_along() {
    Dataset some = small().withFeatureNames(List.of("x", "y")).subset(new int[] {3, 1, 3});
    assertThat(some.features().toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{7, 8}, {3, 4}, {7, 8}});
    assertThat(some.classes()).containsExactly(0, 2, 0);
    assertThat(some.labels().toLongVector()).containsExactly(0, 2, 0);
    assertThat(some.classNames()).containsExactly("0", "1", "2");
    assertThat(some.featureNames()).containsExactly("x", "y");
    Dataset oneHot = small().withOneHotLabels().subset(new int[] {1});
    assertThat(oneHot.labels().toDoubleVector()).containsExactly(0, 0, 1);
    Dataset targets = Dataset.ofTargets(new double[][] {{1}, {2}}, new double[] {3, 4});
    assertThat(targets.subset(new int[] {1}).labels().toDoubleVector()).containsExactly(4);
  }

  @Test
  void an_index_is_that_of_an_example() {
    assertThatThrownBy(() -> small().subset(new int[] {0, 4}))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("example 4 is outside [0, 4)");
    assertThatThrownBy(() -> small().subset(new int[0])).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> small().example(-1)).isInstanceOf(IndexException.class);
  }

  @Test
  void a_split_holds_every_example_once() {
    Dataset dataset = ofSizes(20, 31, 9);
    Dataset.Split split = dataset.split(0.25, SEED);
    double[] training = split.training().features().toDoubleVector();
    double[] test = split.test().features().toDoubleVector();
    assertThat(training).isSorted();
    assertThat(test).isSorted();
    assertThat(IntStream.concat(ints(training), ints(test)).sorted().toArray())
        .isEqualTo(IntStream.range(0, 60).toArray());
    for (int i = 0; i < test.length; i++) {
      assertThat(split.test().classes()[i]).isEqualTo(dataset.classes()[(int) test[i]]);
    }
  }

  private static IntStream ints(double[] values) {
    return Arrays.stream(values).mapToInt(x -> (int) x);
  }

  @Test
  void every_class_gives_its_share() {
    assertThat(sizes(ofSizes(40, 20, 60).split(0.25, SEED).test(), 3)).containsExactly(10, 5, 15);
  }

  @Test
  void the_largest_remainders_give_one_more() {
    // Shares 2.1, 0.9, 1.5 and 1.5 of 6: the floors are 2, 0, 1 and 1, two are missing.
    assertThat(Holdout.quotas(new int[] {7, 3, 5, 5}, 0.3)).containsExactly(2, 1, 2, 1);
    // In binary, 0.1 * 30 is a bit more than 3 and 0.29 * 100 a bit less than 29.
    assertThat(Holdout.quotas(new int[] {30, 10}, 0.1)).containsExactly(3, 1);
    assertThat(Holdout.quotas(new int[] {100, 200}, 0.29)).containsExactly(29, 58);
    // 0.5 of 3 is rounded up.
    assertThat(Holdout.quotas(new int[] {1, 1, 1}, 0.5)).containsExactly(1, 1, 0);
  }

  /** Of n examples that are each held out with probability p, four standard deviations. */
  @Test
  void whichever_is_held_out_is_random_and_fixed_by_the_seed() {
    Dataset dataset = ofSizes(10, 10);
    int[] times = new int[20];
    int seeds = 1000;
    for (long seed = 0; seed < seeds; seed++) {
      ints(dataset.split(0.3, seed).test().features().toDoubleVector()).forEach(i -> times[i]++);
    }
    int deviation = (int) (4 * Math.sqrt(seeds * 0.3 * 0.7));
    for (int count : times) {
      assertThat(count).isBetween(300 - deviation, 300 + deviation);
    }
    assertThat(dataset.split(0.3, 1).test().features())
        .isEqualTo(dataset.split(0.3, 1).test().features());
  }

  @Test
  void targets_are_split_too() {
    double[][] features = new double[10][1];
    Dataset.Split split = Dataset.ofTargets(features, new double[10]).split(0.2, SEED);
    assertThat(split.training().size()).isEqualTo(8);
    assertThat(split.test().size()).isEqualTo(2);
  }

  @Test
  void a_part_is_not_empty() {
    for (double share : new double[] {0, 1, -0.5, 2, Double.NaN}) {
      assertThatThrownBy(() -> small().split(share, SEED))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("the share held out is in (0, 1), but it is " + share);
    }
    assertThatThrownBy(() -> small().split(0.01, SEED))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("a share of 0.01 of 4 examples leaves a part without any");
  }

  @Test
  void batches_are_rows_of_it() {
    Dataset dataset = ofSizes(5, 6);
    List<Double> seen = new ArrayList<>();
    for (Batch batch : dataset.batches(4, SEED)) {
      double[] features = read(batch.features());
      double[] labels = read(batch.labels());
      for (int i = 0; i < features.length; i++) {
        assertThat(labels[i]).isEqualTo((double) dataset.classes()[(int) features[i]]);
        seen.add(features[i]);
      }
    }
    assertThat(seen).hasSize(11).doesNotHaveDuplicates();
    Batch first = dataset.batchesInOrder(4).iterator().next();
    assertThat(read(first.features())).containsExactly(0, 1, 2, 3);
    assertThat(read(dataset.all().features())).hasSize(11).isSorted();
  }

  @Test
  void other_features_keep_the_labels() {
    Dataset named = small().withFeatureNames(List.of("x", "y"));
    Dataset scaled = named.withFeatures(named.features().mul(10));
    assertThat(scaled.example(1)).containsExactly(30, 40);
    assertThat(scaled.classes()).containsExactly(0, 2, 2, 0);
    assertThat(scaled.featureNames()).containsExactly("x", "y");
    assertThat(named.withFeatures(Nd4j.ones(DataType.FLOAT, 4, 3)).featureNames()).isEmpty();
    assertThatThrownBy(() -> named.withFeatures(Nd4j.ones(DataType.FLOAT, 3, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("features of shape [3, 2] and labels of shape [4]");
  }

  @Test
  void what_does_not_fit_is_refused() {
    INDArray features = Nd4j.ones(DataType.DOUBLE, 3, 2);
    assertThatThrownBy(() -> Dataset.ofClasses(features, new long[] {0, 1}))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("features of shape [3, 2] and classes of shape [2]");
    assertThatThrownBy(() -> Dataset.ofClasses(features, new long[] {0, -1, 0}))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("class -1 of example 1 is outside [0, 1)");
    assertThatThrownBy(() -> Dataset.ofClasses(features, new long[] {0, 2, 0}, List.of("a", "b")))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("class 2 of example 1 is outside [0, 2)");
    assertThatThrownBy(() -> Dataset.ofClasses(features, new long[3], List.of("a", "a")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("names of classes differ, but they are [a, a]");
    assertThatThrownBy(() -> Dataset.ofClasses(features.castTo(DataType.INT64), new long[3]))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("features are FLOAT or DOUBLE, but the array holds LONG");
    assertThatThrownBy(() -> Dataset.ofTargets(features, features.castTo(DataType.INT64)))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("targets are FLOAT or DOUBLE");
    assertThatThrownBy(() -> Dataset.ofClasses(new double[0][2], new long[0]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("an example or more");
    assertThatThrownBy(() -> small().withFeatureNames(List.of("x")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("1 are given for features of shape [2]");
    assertThatThrownBy(() -> small().withFeatureNames(List.of("x", "x")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("names of features differ");
  }
}
