package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Subtract.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OptimizerStateTest {
  private static final long SEED = 3;
  private static final int EXAMPLES = 25;
  private static final int SIZE = 10;
  private static final int EPOCHS = 4;

  /** What the issue that asked for one state for all sizes of batch allows. */
  private static final double TOLERANCE = 1e-12;

  private final double[] x = new Random(SEED).doubles(EXAMPLES, -1, 1).toArray();
  private final double[] y = new Random(SEED + 1).doubles(EXAMPLES, -1, 1).toArray();
  private final Variable w = Variable.of("w", new double[] {0.1}, Shape.scalar());

  /** A rule for one number, by hand. */
  private interface Rule {
    double next(double w, double gradient, int t);
  }

  /** Mean squared error of y = w·x. */
  private Tensor loss(Tensor features, Tensor labels) {
    return reduceMean(square(subtract(multiply(features, w), labels)));
  }

  private void check(Optimizer optimizer, Rule rule) {
    double expected = 0.1;
    int t = 0;
    INDArray features = Nd4j.createFromArray(x);
    INDArray labels = Nd4j.createFromArray(y);
    try (Training training = new Training(this::loss, List.of(w), optimizer)) {
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        training.epoch(Batches.inOrder(features, labels, SIZE));
        for (int begin = 0; begin < EXAMPLES; begin += SIZE) {
          int end = Math.min(EXAMPLES, begin + SIZE);
          double gradient = 0;
          for (int i = begin; i < end; i++) {
            gradient += 2 * (expected * x[i] - y[i]) * x[i] / (end - begin);
          }
          t++;
          expected = rule.next(expected, gradient, t);
        }
        assertThat(w.value().getDouble(0))
            .as("seed %d, epoch %d", SEED, epoch)
            .isCloseTo(expected, within(TOLERANCE));
      }
    }
  }

  @Test
  void momentum_goes_on_from_batch_to_batch_whatever_their_sizes() {
    double[] v = {0};
    check(
        new Sgd(0.1).withMomentum(0.9),
        (before, g, t) -> {
          v[0] = 0.9 * v[0] + g;
          return before - 0.1 * v[0];
        });
  }

  @Test
  void adam_goes_on_from_batch_to_batch_whatever_their_sizes() {
    double[] m = {0};
    double[] v = {0};
    check(
        new Adam(0.1),
        (before, g, t) -> {
          m[0] = 0.9 * m[0] + 0.1 * g;
          v[0] = 0.999 * v[0] + 0.001 * g * g;
          double mean = m[0] / (1 - Math.pow(0.9, t));
          double square = v[0] / (1 - Math.pow(0.999, t));
          return before - 0.1 * mean / (Math.sqrt(square) + 1e-8);
        });
  }

  @Test
  void variables_are_found_by_their_names() {
    Variable b = Variable.of("b", new float[2], Shape.of(2));
    OptimizerState state = new Adam(0.1).init(List.of(w, b));
    assertThat(state.byName().keySet())
        .containsExactly("w", "b", "adam/step", "w/adam/m", "b/adam/m", "w/adam/v", "b/adam/v");
    assertThat(state.variable("w")).isSameAs(w);
    assertThat(state.slot(b, "adam/m")).isSameAs(state.variable("b/adam/m"));
    assertThat(state.slot(b, "adam/m").type()).isEqualTo(b.type());
    assertThat(state.variable("adam/step").type().isInteger()).isTrue();
    assertThatThrownBy(() -> state.byName().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_state_of_another_rule_is_refused_with_the_names_it_has() {
    OptimizerState state = new Sgd(0.1).withMomentum(0.9).init(List.of(w));
    assertThatThrownBy(() -> new Adam(0.1).updates(square(w), state))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("no variable of this state is called adam/step")
        .hasMessageContaining("there are [w, w/sgd/v]")
        .hasMessageContaining("made by init of the optimizer that uses it");
  }

  @Test
  void a_state_has_the_variables_of_its_schedule() {
    assertThat(new Sgd(new OnPlateau(0.1)).init(List.of(w)).byName().keySet())
        .containsExactly("w", "plateau/rate", "plateau/best", "plateau/waited");
  }

  @Test
  void steps_are_counted_for_a_schedule_that_asks() {
    assertThat(new Sgd(new CosineDecay(0.1, 10)).init(List.of(w)).byName().keySet())
        .containsExactly("w", "sgd/step");
  }

  @Test
  void two_variables_of_one_name_are_refused() {
    Variable other = Variable.of("w", new double[2], Shape.of(2));
    assertThatThrownBy(() -> new Sgd(0.1).init(List.of(w, other)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("two variables of a training are called w")
        .hasMessageContaining("variable w DOUBLE[] and variable w DOUBLE[2]")
        .hasMessageContaining("give each a name of its own");
    assertThatThrownBy(() -> new Adam(0.1).init(List.of(w, w)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("and are the same");
  }

  @Test
  void a_parameter_may_not_be_called_like_what_is_remembered() {
    Variable m = Variable.of("w/adam/m", new double[2], Shape.of(2));
    assertThatThrownBy(() -> new Adam(0.1).init(List.of(w, m)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("two variables of a training are called w/adam/m");
  }

  @Test
  void integers_are_not_trained() {
    Variable n = Variable.of("n", new long[2], Shape.of(2));
    assertThatThrownBy(() -> new Sgd(0.1).init(List.of(w, n)))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("what is trained is FLOAT or DOUBLE, but got variable n LONG[2]");
  }
}
