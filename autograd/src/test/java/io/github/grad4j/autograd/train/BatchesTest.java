package io.github.grad4j.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.ShapeException;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BatchesTest {
  private static final int EXAMPLES = 10;
  private static final long SEED = 7;

  /** Row i of the features is [2i, 2i + 1]; its label is i. */
  private static final INDArray FEATURES =
      Nd4j.arange(2 * EXAMPLES).castTo(DataType.DOUBLE).reshape(EXAMPLES, 2);

  private static final INDArray LABELS = Nd4j.arange(EXAMPLES).castTo(DataType.INT64);

  private static double[] read(Rows rows) {
    Input input = new Input("rows", rows.type());
    try (Plan plan = Plan.of(input)) {
      return plan.feed(input, rows).run().doubles(input);
    }
  }

  /** The labels of an epoch in order, each found to belong to its features. */
  private static List<Integer> epoch(Iterable<Batch> batches) {
    List<Integer> seen = new ArrayList<>();
    for (Batch batch : batches) {
      double[] features = read(batch.features());
      double[] labels = read(batch.labels());
      assertThat(labels).hasSize(batch.size());
      for (int i = 0; i < labels.length; i++) {
        assertThat(features[2 * i]).isEqualTo(2 * labels[i]);
        assertThat(features[2 * i + 1]).isEqualTo(2 * labels[i] + 1);
        seen.add((int) labels[i]);
      }
    }
    return seen;
  }

  private static final List<Integer> ALL = IntStream.range(0, EXAMPLES).boxed().toList();

  @Test
  void every_example_comes_once_in_each_epoch() {
    Batches batches = Batches.shuffled(FEATURES, LABELS, 4, SEED);
    for (int i = 0; i < 5; i++) {
      assertThat(epoch(batches)).containsExactlyInAnyOrderElementsOf(ALL);
    }
  }

  @Test
  void the_last_batch_holds_what_is_left() {
    Batches batches = Batches.shuffled(FEATURES, LABELS, 4, SEED);
    assertThat(batches.count()).isEqualTo(3);
    assertThat(batches).extracting(Batch::size).containsExactly(4, 4, 2);
    assertThat(Batches.inOrder(FEATURES, LABELS, 5)).extracting(Batch::size).containsExactly(5, 5);
    assertThat(Batches.inOrder(FEATURES, LABELS, 99)).extracting(Batch::size).containsExactly(10);
  }

  @Test
  void epochs_differ_and_the_seed_fixes_them() {
    Batches batches = Batches.shuffled(FEATURES, LABELS, 4, SEED);
    Batches again = Batches.shuffled(FEATURES, LABELS, 3, SEED);
    List<Integer> first = epoch(batches);
    List<Integer> second = epoch(batches);
    assertThat(first).isNotEqualTo(second).isNotEqualTo(ALL);
    assertThat(epoch(again)).isEqualTo(first);
    assertThat(epoch(again)).isEqualTo(second);
    assertThat(epoch(Batches.shuffled(FEATURES, LABELS, 4, SEED + 1))).isNotEqualTo(first);
  }

  @Test
  void every_place_is_as_likely_for_every_example() {
    // 4,000 epochs put each example 400 times in each place, give or take 19; six of that is rare.
    int epochs = 4000;
    Batches batches = Batches.shuffled(FEATURES, LABELS, EXAMPLES, SEED);
    int[][] counts = new int[EXAMPLES][EXAMPLES];
    Input labels = new Input("labels", batches.iterator().next().labels().type());
    try (Plan plan = Plan.of(labels)) {
      for (int e = 0; e < epochs; e++) {
        double[] order =
            plan.feed(labels, batches.iterator().next().labels()).run().doubles(labels);
        for (int place = 0; place < EXAMPLES; place++) {
          counts[(int) order[place]][place]++;
        }
      }
    }
    for (int[] row : counts) {
      for (int count : row) {
        assertThat(count).as("seed %d", SEED).isBetween(400 - 114, 400 + 114);
      }
    }
  }

  @Test
  void in_order_is_the_order_of_the_arrays() {
    Batches batches = Batches.inOrder(FEATURES, LABELS, 4);
    assertThat(epoch(batches)).isEqualTo(ALL);
    assertThat(epoch(batches)).isEqualTo(ALL);
  }

  @Test
  void iterators_that_are_never_used_change_nothing() {
    Batches batches = Batches.shuffled(FEATURES, LABELS, 4, SEED);
    assertThat(batches.iterator().hasNext()).isTrue();
    assertThat(StreamSupport.stream(batches.spliterator(), false)).hasSize(3);
    Batches again = Batches.shuffled(FEATURES, LABELS, 4, SEED);
    epoch(again);
    assertThat(epoch(batches)).isEqualTo(epoch(again));
  }

  @Test
  void a_position_is_that_of_the_next_batch() {
    Batches batches = Batches.shuffled(FEATURES, LABELS, 4, SEED);
    assertThat(batches.position()).isEqualTo(at(0, 0));
    Iterator<Batch> first = batches.iterator();
    assertThat(batches.position()).isEqualTo(at(0, 0));
    first.next();
    assertThat(batches.position()).isEqualTo(at(0, 1));
    first.next();
    first.next();
    assertThat(batches.position()).isEqualTo(at(1, 0));
    batches.iterator().next();
    // An epoch that is left counts as one.
    batches.iterator().next();
    assertThat(batches.position()).isEqualTo(at(2, 1));
    Batches inOrder = Batches.inOrder(FEATURES, LABELS, 4);
    epoch(inOrder);
    assertThat(inOrder.position()).isEqualTo(new Position(1, 0, OptionalLong.empty()));
  }

  private static Position at(int epoch, int batch) {
    return new Position(epoch, batch, OptionalLong.of(SEED));
  }

  @Test
  void they_go_on_from_a_position_as_if_they_had_never_stopped() {
    Batches whole = Batches.shuffled(FEATURES, LABELS, 4, SEED);
    List<List<Integer>> epochs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      epochs.add(epoch(whole));
    }
    Batches used = Batches.shuffled(FEATURES, LABELS, 4, SEED);
    epoch(used);
    for (Batches batches : List.of(used, Batches.shuffled(FEATURES, LABELS, 4, SEED))) {
      batches.resume(at(3, 2));
      assertThat(batches.position()).isEqualTo(at(3, 2));
      assertThat(epoch(batches)).isEqualTo(epochs.get(3).subList(8, 10));
      assertThat(batches.position()).isEqualTo(at(4, 0));
      assertThat(epoch(batches)).isEqualTo(epochs.get(4));
      batches.resume(at(0, 0));
      assertThat(epoch(batches)).isEqualTo(epochs.get(0));
    }
    Batches inOrder = Batches.inOrder(FEATURES, LABELS, 4);
    inOrder.resume(new Position(7, 1, OptionalLong.empty()));
    assertThat(epoch(inOrder)).isEqualTo(ALL.subList(4, 10));
    assertThat(epoch(inOrder)).isEqualTo(ALL);
  }

  @Test
  void an_iterator_from_before_a_jump_is_not_used_any_more() {
    Batches batches = Batches.shuffled(FEATURES, LABELS, 4, SEED);
    Iterator<Batch> first = batches.iterator();
    first.next();
    batches.resume(at(1, 0));
    assertThatThrownBy(first::next).isInstanceOf(ConcurrentModificationException.class);
  }

  @Test
  void a_position_of_other_batches_is_refused() {
    Batches batches = Batches.shuffled(FEATURES, LABELS, 4, SEED);
    epoch(batches);
    assertThatThrownBy(() -> batches.resume(new Position(0, 0, OptionalLong.of(SEED + 1))))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("these have seed 7 and the position is one of batches with seed 8");
    assertThatThrownBy(() -> batches.resume(new Position(0, 0, OptionalLong.empty())))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("with no seed; make them with that");
    assertThatThrownBy(() -> batches.resume(at(0, 3)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("an epoch of these batches has 3, but the position is at batch 3");
    assertThat(batches.position()).isEqualTo(at(1, 0));
    assertThatThrownBy(() -> at(-1, 0)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> at(0, -1)).isInstanceOf(ArgumentException.class);
  }

  @Test
  void an_epoch_ends_when_the_next_begins() {
    Batches batches = Batches.shuffled(FEATURES, LABELS, 4, SEED);
    Iterator<Batch> first = batches.iterator();
    first.next();
    batches.iterator().next();
    assertThatThrownBy(first::next).isInstanceOf(ConcurrentModificationException.class);
  }

  @Test
  void an_epoch_has_no_more_batches_than_it_has() {
    Iterator<Batch> epoch = Batches.inOrder(FEATURES, LABELS, EXAMPLES).iterator();
    epoch.next();
    assertThat(epoch.hasNext()).isFalse();
    assertThatThrownBy(epoch::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void strided_arrays_are_read_right() {
    INDArray transposed = FEATURES.transpose().dup('c').transpose();
    assertThat(epoch(Batches.inOrder(transposed, LABELS, 4))).isEqualTo(ALL);
  }

  @Test
  void labels_go_with_features() {
    INDArray tooFew = Nd4j.arange(EXAMPLES - 1).castTo(DataType.INT64);
    assertThatThrownBy(() -> Batches.inOrder(FEATURES, tooFew, 4))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("features of shape [10, 2] and labels of shape [9]");
  }

  @Test
  void a_batch_holds_one_example_or_more() {
    assertThatThrownBy(() -> Batches.inOrder(FEATURES, LABELS, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("its size is 0");
  }
}
