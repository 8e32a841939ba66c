package io.github.grad4j.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static History.Epoch epoch(int number, double loss) {
    return new History.Epoch(
        number, loss, OptionalDouble.empty(), Map.of(), OptionalDouble.empty());
  }

  private static History history(double... losses) {
    return new History(
        IntStream.range(0, losses.length).mapToObj(i -> epoch(i + 1, losses[i])).toList(),
        History.End.ALL_EPOCHS);
  }

  @Test
  void it_is_told_as_a_table() {
    History history =
        new History(
            List.of(
                new History.Epoch(
                    1,
                    2.302585092994046,
                    OptionalDouble.of(1.25),
                    Map.of("accuracy", 0.1),
                    OptionalDouble.empty()),
                new History.Epoch(
                    2,
                    0.00001234567,
                    OptionalDouble.of(Double.NaN),
                    Map.of("accuracy", 2 / 3.0),
                    OptionalDouble.of(12.345))),
            History.End.STOPPED_EARLY);
    assertThat(history.toString())
        .isEqualTo(
            """
            epoch        loss  validation loss  accuracy  seconds
                1      2.3026           1.2500   0.10000        \s
                2  1.2346e-05              NaN   0.66667    12.35
            stopped early; best was epoch 1, loss 2.3026, validation loss 1.2500, accuracy 0.10000""");
  }

  @Test
  void of_many_epochs_the_first_and_the_last_are_shown() {
    double[] losses = IntStream.range(0, 1000).mapToDouble(i -> 1000 - i).toArray();
    List<String> lines = history(losses).toString().lines().toList();
    assertThat(lines).hasSize(1 + 10 + 1 + 10 + 1);
    assertThat(lines.get(10)).isEqualTo("   10  991.00");
    assertThat(lines.get(11)).isEqualTo("...");
    assertThat(lines.get(12)).isEqualTo("  991  10.000");
    assertThat(lines.get(22)).isEqualTo("all epochs were run; best was epoch 1000, loss 1.0000");
    assertThat(history(new double[20]).toString().lines()).hasSize(1 + 20 + 1);
  }

  @Test
  void a_history_of_nothing_has_an_end() {
    History history = new History(List.of(), History.End.INTERRUPTED);
    assertThat(history.toString()).isEqualTo("interrupted");
    assertThat(history.best()).isEmpty();
  }

  @Test
  void the_best_epoch_is_the_first_of_the_least_loss() {
    assertThat(history(3, 1, 2, 1).best()).contains(epoch(2, 1));
    assertThat(history(Double.NaN, 4, Double.NEGATIVE_INFINITY).best())
        .contains(epoch(3, Double.NEGATIVE_INFINITY));
    assertThat(history(Double.NaN, Double.POSITIVE_INFINITY).best()).isEmpty();
  }

  @Test
  void the_validation_loss_is_judged_where_there_is_one() {
    History.Epoch epoch =
        new History.Epoch(1, 2, OptionalDouble.of(3), Map.of(), OptionalDouble.empty());
    assertThat(epoch.judgedLoss()).isEqualTo(3);
    assertThat(epoch(1, 2).judgedLoss()).isEqualTo(2);
  }
}
