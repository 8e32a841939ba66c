package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Sqrt.sqrt;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Subtract.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Plan;
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
  void a_diverging_run_stops_with_its_story_and_keeps_the_last_finite_parameters() {
    try (Training training = new Training(this::loss, List.of(w), new Sgd(1e6))) {
      assertThatThrownBy(
              () -> {
                for (int epoch = 0; epoch < 100; epoch++) {
                  training.epoch(Batches.inOrder(FEATURES, LABELS, X.length));
                }
              })
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("loss is Infinity in batch 0, counted from 0; no variable was")
          .hasMessageContaining("loss is Infinity because square")
          .hasMessageContaining("a smaller learning rate helps");
    }
    assertThat(w.isFinite()).isTrue();
    // The loss has squares of 3w: what is beyond 1e154 cannot be squared.
    assertThat(Math.abs(w.value().getDouble(0))).isGreaterThan(1e153);
  }

  @Test
  void a_nan_in_the_data_is_named_by_its_row() {
    double[] features = X.clone();
    features[3] = Double.NaN;
    INDArray poisoned = Nd4j.createFromArray(features);
    try (Training training = new Training(this::loss, List.of(w), new Sgd(0.1))) {
      assertThatThrownBy(() -> training.epoch(Batches.inOrder(poisoned, LABELS, SIZE)))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("in batch 1, counted from 0")
          .hasMessageContaining("because input features is NaN at [1]")
          .hasMessageEndingWith("Row 1 of the batch is row 3 of the data.");
    }
    assertThat(w.isFinite()).isTrue();
  }

  /** Finite at w = 0, where its gradient is 0/0. */
  private Tensor lossWithoutGradient(Tensor x, Tensor y) {
    return reduceSum(multiply(sqrt(w), multiply(x, 0)));
  }

  @Test
  void a_gradient_that_is_not_finite_shows_in_the_next_loss() {
    w.assign(new double[] {0});
    try (Training training = new Training(this::lossWithoutGradient, List.of(w), new Sgd(0.1))) {
      assertThatThrownBy(() -> training.epoch(Batches.inOrder(FEATURES, LABELS, SIZE)))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("in batch 1, counted from 0")
          .hasMessageContaining("because variable w is NaN; sqrt")
          .hasMessageContaining("It was so before this run")
          .hasMessageEndingWith(PlanPerSize.CHECKED);
    }
  }

  @Test
  void a_gradient_that_is_not_finite_shows_at_the_end_of_the_epoch() {
    w.assign(new double[] {0});
    try (Training training = new Training(this::lossWithoutGradient, List.of(w), new Sgd(0.1))) {
      assertThatThrownBy(() -> training.epoch(Batches.inOrder(FEATURES, LABELS, X.length)))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("after the last batch variable w is not finite")
          .hasMessageContaining(PlanPerSize.CHECKED);
    }
  }

  @Test
  void a_gradient_that_is_not_finite_is_refused_where_updates_are_checked() {
    w.assign(new double[] {0});
    try (Training training =
        Training.checkingUpdates(this::lossWithoutGradient, List.of(w), new Sgd(0.1))) {
      assertThatThrownBy(() -> training.epoch(Batches.inOrder(FEATURES, LABELS, SIZE)))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("the new value of variable w is NaN in batch 0, counted from 0")
          .hasMessageContaining("in the derivative of sqrt")
          .hasMessageContaining("where(isZero, 0, sqrt(where(isZero, 1, x)))");
    }
    assertThat(w.value().getDouble(0)).isZero();
    try (Training training = Training.checkingUpdates(this::loss, List.of(w), new Sgd(0.05))) {
      assertThat(training.epoch(Batches.inOrder(FEATURES, LABELS, SIZE))).isPositive();
    }
    assertThat(w.value().getDouble(0)).isNotZero();
  }

  @Test
  void nothing_is_computed_for_the_story_of_a_run_that_is_finite() {
    Input x = Input.of("features", DataType.DOUBLE, X.length);
    Input y = Input.of("labels", DataType.DOUBLE, X.length);
    Sgd sgd = new Sgd(0.1);
    Tensor loss = loss(x, y);
    try (Plan plan = Plan.of(List.of(loss), sgd.updates(loss, sgd.init(List.of(w))));
        Training training = new Training(this::loss, List.of(w), sgd)) {
      training.epoch(Batches.inOrder(FEATURES, LABELS, X.length));
      assertThat(withoutLines(training)).isEqualTo(withoutLines(plan));
    }
  }

  private static String withoutLines(Object program) {
    return program.toString().replaceAll("[\\w.]+java:\\d+", "");
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
