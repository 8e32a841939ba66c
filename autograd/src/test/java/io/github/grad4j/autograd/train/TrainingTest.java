package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Subtract.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainingTest {
  private static final double[] X = {1, -2, 0.5, 3, -1};
  private static final double[] Y = {2.5, -3, 1.5, 7, -1};
  private static final INDArray FEATURES = Nd4j.createFromArray(X);
  private static final INDArray LABELS = Nd4j.createFromArray(Y);
  private static final int SIZE = 2;

  /** Some dozens of operations, each rounded, on numbers below 10. */
  private static final double TOLERANCE = 1e-13;

  private final Variable w = Variable.of("w", new double[] {0.1}, Shape.scalar());

  /** Mean squared error of y = w·x. */
  private Tensor loss(Tensor x, Tensor y) {
    return reduceMean(square(subtract(multiply(x, w), y)));
  }

  @Test
  void an_epoch_is_one_step_for_each_batch_and_the_loss_the_mean_over_examples() {
    double rate = 0.05;
    double expectedW = 0.1;
    try (Training training = new Training(this::loss, List.of(w), new Sgd(rate))) {
      for (int epoch = 0; epoch < 3; epoch++) {
        double total = 0;
        for (int begin = 0; begin < X.length; begin += SIZE) {
          int end = Math.min(X.length, begin + SIZE);
          double gradient = 0;
          for (int i = begin; i < end; i++) {
            double error = expectedW * X[i] - Y[i];
            total += error * error;
            gradient += 2 * error * X[i] / (end - begin);
          }
          expectedW -= rate * gradient;
        }
        assertThat(training.epoch(Batches.inOrder(FEATURES, LABELS, SIZE)))
            .isCloseTo(total / X.length, within(10 * TOLERANCE));
        assertThat(w.value().getDouble(0)).isCloseTo(expectedW, within(TOLERANCE));
      }
    }
  }

  @Test
  void it_finds_the_least_squares() {
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < X.length; i++) {
      xy += X[i] * Y[i];
      xx += X[i] * X[i];
    }
    try (Training training = new Training(this::loss, List.of(w), new Sgd(0.1))) {
      Batches all = Batches.shuffled(FEATURES, LABELS, X.length, 1);
      for (int i = 0; i < 100; i++) {
        training.epoch(all);
      }
    }
    assertThat(w.value().getDouble(0)).isCloseTo(xy / xx, within(TOLERANCE));
  }

  @Test
  void the_loss_is_built_once_for_each_size_of_batch() {
    AtomicInteger built = new AtomicInteger();
    try (Training training =
        new Training(
            (x, y) -> {
              built.incrementAndGet();
              return loss(x, y);
            },
            List.of(w),
            new Sgd(0.01))) {
      assertThat(training.toString()).isEmpty();
      for (int i = 0; i < 4; i++) {
        training.epoch(Batches.shuffled(FEATURES, LABELS, SIZE, i));
      }
      assertThat(built).hasValue(2);
      assertThat(training.toString()).contains("[2]").contains("[1]");
    }
  }

  @Test
  void a_loss_that_is_not_finite_stops_it_and_leaves_the_variables() {
    w.assign(new double[] {1e200});
    try (Training training = new Training(this::loss, List.of(w), new Sgd(0.1))) {
      assertThatThrownBy(() -> training.epoch(Batches.inOrder(FEATURES, LABELS, SIZE)))
          .isInstanceOf(NonFiniteException.class);
    }
    assertThat(w.value().getDouble(0)).isEqualTo(1e200);
  }

  @Test
  void a_loss_need_not_use_the_labels_nor_the_features() {
    Batches batches = Batches.inOrder(FEATURES, LABELS, SIZE);
    double mean = Arrays.stream(X).average().orElseThrow();
    try (Training training =
            new Training((x, y) -> square(subtract(reduceMean(x), w)), List.of(w), new Sgd(0.5));
        Training labelled =
            new Training((x, y) -> square(subtract(reduceMean(y), w)), List.of(w), new Sgd(0.5))) {
      // Half the square's slope leads right to the mean of each batch.
      training.epoch(Batches.inOrder(FEATURES, LABELS, X.length));
      assertThat(w.value().getDouble(0)).isCloseTo(mean, within(TOLERANCE));
      labelled.epoch(batches);
      assertThat(w.value().getDouble(0)).isCloseTo(Y[4], within(TOLERANCE));
    }
  }

  @Test
  void nothing_to_learn_from_has_no_mean() {
    try (Training training = new Training(this::loss, List.of(w), new Sgd(0.1))) {
      assertThat(training.epoch(List.of())).isNaN();
    }
  }

  @Test
  void after_close_it_is_not_used_any_more() {
    Training training = new Training(this::loss, List.of(w), new Sgd(0.1));
    Batches batches = Batches.inOrder(FEATURES, LABELS, SIZE);
    training.epoch(batches);
    training.close();
    training.close();
    assertThatThrownBy(() -> training.epoch(batches))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void a_step_allocates_nothing_on_the_heap() {
    int examples = 2001;
    INDArray features = Nd4j.linspace(-1, 1, examples, DataType.DOUBLE);
    Batches batches = Batches.shuffled(features, features.mul(3), SIZE, 1);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Training training = new Training(this::loss, List.of(w), new Sgd(0.01))) {
      training.epoch(batches);
      long before = threads.getCurrentThreadAllocatedBytes();
      training.epoch(batches);
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      // An epoch makes its iterator and a few objects more; a thousand steps do not show.
      assertThat(bytes).isLessThan(batches.count());
    }
  }
}
