package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.Sqrt.sqrt;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Subtract.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FitTest {
  private static final INDArray ONES = Nd4j.createFromArray(1.0, 1, 1, 1, 1);
  private static final int BATCHES = 3;
  private static final double EXACT_ENOUGH = 1e-14;

  @TempDir Path folder;

  private final Variable w = Variable.of("w", new double[1], Shape.scalar());

  /** Each step of length 1 adds 1 to w: after n steps it is n. */
  private final Training counting =
      new Training((x, y) -> multiply(negate(w), reduceMean(x)), List.of(w), new Sgd(1));

  private final Batches three = Batches.inOrder(ONES, ONES, 2);
  private final Batches one = Batches.inOrder(ONES, ONES, 5);
  private final Batches others = Batches.inOrder(ONES, ONES, 5);

  @AfterEach
  void close() {
    counting.close();
    // A test that fails must not hand its interruption on.
    Thread.interrupted();
  }

  private double w() {
    return w.value().getDouble();
  }

  private Path file() {
    return folder.resolve("run.safetensors");
  }

  private BinaryOperator<Tensor> distanceTo(double least) {
    return (x, y) -> square(subtract(w, least));
  }

  /** Fits one step an epoch, and validates by (w - least)². */
  private Fit downTo(double least) {
    return Fit.of(counting, one).epochs(30).validating(distanceTo(least), others);
  }

  private static List<History.Epoch> withoutSeconds(History history) {
    return history.epochs().stream()
        .map(
            epoch ->
                new History.Epoch(
                    epoch.number(),
                    epoch.loss(),
                    epoch.validationLoss(),
                    epoch.metrics(),
                    OptionalDouble.empty()))
        .toList();
  }

  @Test
  void an_epoch_is_its_steps_and_then_its_measurements() {
    History history =
        Fit.of(counting, three)
            .epochs(4)
            .validating(others)
            .measuring("twice", (x, y) -> multiply(w, 2), others)
            .measuring("negative", (x, y) -> negate(w), others)
            .run();
    assertThat(history.end()).isEqualTo(History.End.ALL_EPOCHS);
    assertThat(history.epochs()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      History.Epoch epoch = history.epochs().get(i);
      int after = BATCHES * (i + 1);
      assertThat(epoch.number()).isEqualTo(i + 1);
      // Batches of 2, 2 and 1, before each of which w is larger by 1.
      assertThat(epoch.loss()).isCloseTo(-(after - 3 + 4 / 5.0), within(EXACT_ENOUGH));
      assertThat(epoch.validationLoss()).hasValue(-after);
      assertThat(epoch.metrics())
          .containsExactly(Map.entry("twice", 2.0 * after), Map.entry("negative", -1.0 * after));
      assertThat(epoch.seconds().orElseThrow()).isPositive();
    }
  }

  @Test
  void one_epoch_is_run_unless_told_otherwise_and_any_batches_will_do() {
    Batch batch = three.iterator().next();
    History history = Fit.of(counting, List.of(batch, batch)).run();
    assertThat(history.epochs()).hasSize(1);
    assertThat(history.epochs().get(0).validationLoss()).isEmpty();
    assertThat(w()).isEqualTo(2);
  }

  @Test
  void a_fit_is_not_changed_by_what_is_made_of_it() {
    Fit fit = Fit.of(counting, three);
    assertThat(fit.epochs(7)).isNotSameAs(fit);
    assertThat(fit.run().epochs()).hasSize(1);
  }

  @Test
  void it_stops_once_patience_is_over_and_restores_the_best_parameters() {
    History history = downTo(7).stoppingEarly(3).run();
    // 36, 25, ..., 1, 0 after the seventh epoch, and then 1, 4, 9.
    assertThat(history.end()).isEqualTo(History.End.STOPPED_EARLY);
    assertThat(history.epochs()).hasSize(10);
    assertThat(history.best().orElseThrow().number()).isEqualTo(7);
    assertThat(w()).isEqualTo(7);
  }

  @Test
  void a_loss_that_falls_by_no_more_than_the_least_is_not_lower_but_may_be_the_best() {
    // It falls by 11, 9, 7, 5, 3, 1: after the fifth epoch never by more than 4 again.
    History history = downTo(7).stoppingEarly(3, 4).run();
    assertThat(history.end()).isEqualTo(History.End.STOPPED_EARLY);
    assertThat(history.epochs()).hasSize(8);
    assertThat(w()).isEqualTo(7);
  }

  @Test
  void without_validation_the_loss_is_judged() {
    try (Training training = new Training((x, y) -> square(w), List.of(w), new Sgd(1))) {
      w.assign(new double[] {3});
      // The step is twice too long: w is 3, -3, 3, ..., and the loss always 9.
      History history = Fit.of(training, one).epochs(30).stoppingEarly(4).run();
      assertThat(history.epochs()).hasSize(5);
      assertThat(history.best().orElseThrow().number()).isEqualTo(1);
      assertThat(w()).isEqualTo(-3);
    }
  }

  @Test
  void all_epochs_end_with_the_best_parameters_too() {
    History history = downTo(29).stoppingEarly(1).run();
    assertThat(history.end()).isEqualTo(History.End.ALL_EPOCHS);
    assertThat(w()).isEqualTo(29);
  }

  @Test
  void without_early_stopping_the_last_parameters_stay() {
    assertThat(downTo(7).run().best().orElseThrow().number()).isEqualTo(7);
    assertThat(w()).isEqualTo(30);
  }

  @Test
  void nan_is_not_better() {
    BinaryOperator<Tensor> loss = (x, y) -> sqrt(subtract(5, w));
    History history =
        Fit.of(counting, one).epochs(30).validating(loss, others).stoppingEarly(2).run();
    assertThat(history.epochs()).hasSize(7);
    assertThat(w()).isEqualTo(5);
  }

  @Test
  void where_no_loss_is_finite_there_is_no_best_and_nothing_is_restored() {
    BinaryOperator<Tensor> loss = (x, y) -> sqrt(negate(w));
    History history =
        Fit.of(counting, one).epochs(30).validating(loss, others).stoppingEarly(2).run();
    assertThat(history.epochs()).hasSize(2);
    assertThat(history.best()).isEmpty();
    assertThat(w()).isEqualTo(2);
  }

  @Test
  void what_is_restored_has_the_same_bits() {
    try (ResumedFit run = new ResumedFit(file())) {
      List<INDArray> weights = new ArrayList<>();
      History history = run.fit.watching(epoch -> weights.add(run.w.value())).run();
      int best = history.best().orElseThrow().number();
      assertThat(best).isBetween(1, 19);
      assertThat(run.w.value().toFloatMatrix())
          .isDeepEqualTo(weights.get(best - 1).toFloatMatrix());
      assertThat(run.w.value()).isNotEqualTo(weights.get(19));
    }
  }

  @Test
  void listeners_hear_of_all_in_order() {
    List<String> heard = new ArrayList<>();
    FitListener listener =
        new FitListener() {
          @Override
          public void epochBegins(int number) {
            heard.add("begin " + number);
          }

          @Override
          public void batchEnded(double loss) {
            heard.add("batch " + loss + " of w = " + w());
          }

          @Override
          public void epochEnded(History.Epoch epoch) {
            heard.add("end " + epoch.number());
          }
        };
    Fit.of(counting, three)
        .epochs(2)
        .watching(listener)
        .watching(epoch -> heard.add("also " + epoch.number()))
        .run();
    assertThat(heard)
        .containsExactly(
            "begin 1",
            "batch -0.0 of w = 1.0",
            "batch -1.0 of w = 2.0",
            "batch -2.0 of w = 3.0",
            "end 1",
            "also 1",
            "begin 2",
            "batch -3.0 of w = 4.0",
            "batch -4.0 of w = 5.0",
            "batch -5.0 of w = 6.0",
            "end 2",
            "also 2");
  }

  @Test
  void a_rate_on_a_plateau_hears_of_each_epoch() {
    OnPlateau rate = new OnPlateau(1).withPatience(0).withFactor(0.5);
    BinaryOperator<Tensor> never = (x, y) -> add(multiply(w, 0), 1);
    try (Training training = new Training((x, y) -> negate(w), List.of(w), new Sgd(rate))) {
      Fit.of(training, one).epochs(4).validating(never, others).watching(rate).run();
    }
    // The second loss is the first that is not better.
    assertThat(w()).isEqualTo(1 + 1 + 0.5 + 0.25);
  }

  @Test
  void twenty_epochs_are_ten_and_a_killed_process_and_ten_more_byte_for_byte()
      throws IOException, InterruptedException {
    int batches = 6;
    JavaProcess.start(
            folder.resolve("output.txt"),
            ResumedFit.class,
            file().toString(),
            Integer.toString(10 * batches + 4))
        .endsWith(ResumedFit.STATUS);
    assertThat(Checkpoint.load(file()).position())
        .isEqualTo(new Position(10, 0, OptionalLong.of(ResumedFit.SEED)));
    Path whole = folder.resolve("whole.safetensors");
    try (ResumedFit resumed = new ResumedFit(file());
        ResumedFit uninterrupted = new ResumedFit(whole)) {
      assertThat(resumed.batches.count()).isEqualTo(batches);
      History expected = uninterrupted.fit.run();
      History history = resumed.fit.run();
      assertThat(file()).hasSameBinaryContentAs(whole);
      assertThat(withoutSeconds(history)).isEqualTo(withoutSeconds(expected));
      assertThat(history.epochs().get(9).seconds()).isEmpty();
      assertThat(history.epochs().get(10).seconds()).isPresent();
      assertThat(resumed.w.value().toFloatMatrix())
          .isDeepEqualTo(uninterrupted.w.value().toFloatMatrix());
    }
  }

  @Test
  void epochs_may_be_added_byte_for_byte() throws IOException {
    Path whole = folder.resolve("whole.safetensors");
    try (ResumedFit first = new ResumedFit(file());
        ResumedFit second = new ResumedFit(file());
        ResumedFit uninterrupted = new ResumedFit(whole)) {
      assertThat(first.fit.epochs(10).run().epochs()).hasSize(10);
      assertThat(second.fit.run().epochs()).hasSize(20);
      uninterrupted.fit.run();
    }
    assertThat(file()).hasSameBinaryContentAs(whole);
  }

  @Test
  void an_interrupted_run_goes_on_in_the_middle_of_its_epoch_byte_for_byte() throws IOException {
    Path whole = folder.resolve("whole.safetensors");
    try (ResumedFit first = new ResumedFit(file());
        ResumedFit second = new ResumedFit(file());
        ResumedFit uninterrupted = new ResumedFit(whole)) {
      FitListener interrupting = ResumedFit.after(9, () -> Thread.currentThread().interrupt());
      History history = first.fit.watching(interrupting).run();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(history.end()).isEqualTo(History.End.INTERRUPTED);
      assertThat(history.epochs()).hasSize(1);
      Position position = new Position(1, 3, OptionalLong.of(ResumedFit.SEED));
      assertThat(first.batches.position()).isEqualTo(position);
      assertThat(Checkpoint.load(file()).position()).isEqualTo(position);
      History resumed = second.fit.run();
      assertThat(withoutSeconds(resumed)).isEqualTo(withoutSeconds(uninterrupted.fit.run()));
      // The second was begun by the first run.
      assertThat(resumed.epochs().get(1).seconds()).isEmpty();
      assertThat(resumed.epochs().get(2).seconds()).isPresent();
    }
    assertThat(file()).hasSameBinaryContentAs(whole);
  }

  @Test
  void another_thread_interrupts_it_at_any_moment() throws IOException, InterruptedException {
    Path whole = folder.resolve("whole.safetensors");
    try (ResumedFit first = new ResumedFit(file());
        ResumedFit second = new ResumedFit(file());
        ResumedFit uninterrupted = new ResumedFit(whole)) {
      CountDownLatch begun = new CountDownLatch(100);
      FitListener countingDown =
          new FitListener() {
            @Override
            public void batchEnded(double loss) {
              begun.countDown();
            }

            @Override
            public void epochEnded(History.Epoch epoch) {}
          };
      AtomicReference<History.End> end = new AtomicReference<>();
      Thread thread =
          new Thread(
              () ->
                  end.set(
                      first
                          .fit
                          .epochs(1_000_000)
                          .stoppingEarly(1_000_000)
                          .watching(countingDown)
                          .run()
                          .end()));
      thread.start();
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      thread.interrupt();
      thread.join();
      assertThat(end).hasValue(History.End.INTERRUPTED);
      assertThat(first.w.isFinite()).isTrue();
      Position reached = Checkpoint.load(file()).position();
      assertThat(first.batches.position()).isEqualTo(reached);
      int epochs = reached.epoch() + 2;
      second.fit.epochs(epochs).stoppingEarly(epochs).run();
      uninterrupted.fit.epochs(epochs).stoppingEarly(epochs).run();
      assertThat(file()).as("interrupted at %s", reached).hasSameBinaryContentAs(whole);
    }
  }

  @Test
  void another_run_takes_what_an_interrupted_one_left() {
    FitListener interrupting = ResumedFit.after(4, () -> Thread.currentThread().interrupt());
    Fit fit = Fit.of(counting, three).epochs(2);
    fit.watching(interrupting).run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(w()).isEqualTo(4);
    fit.run();
    // Two batches of the second epoch, and the third.
    assertThat(w()).isEqualTo(9);
  }

  @Test
  void a_thread_that_was_interrupted_before_runs_nothing() throws IOException {
    Thread.currentThread().interrupt();
    History history = Fit.of(counting, three).saving(file()).run();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(history.end()).isEqualTo(History.End.INTERRUPTED);
    assertThat(history.epochs()).isEmpty();
    assertThat(w()).isZero();
    assertThat(Checkpoint.load(file()).position().epoch()).isZero();
  }

  @Test
  void interrupted_with_the_last_batch_it_is_complete() {
    FitListener interrupting = ResumedFit.after(6, () -> Thread.currentThread().interrupt());
    History history = Fit.of(counting, three).epochs(2).watching(interrupting).saving(file()).run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(history.end()).isEqualTo(History.End.ALL_EPOCHS);
    assertThat(history.epochs()).hasSize(2);
  }

  @Test
  void an_interrupted_run_restores_nothing() {
    FitListener interrupting = ResumedFit.after(9, () -> Thread.currentThread().interrupt());
    History history = downTo(7).stoppingEarly(3).watching(interrupting).run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(history.epochs()).hasSize(9);
    assertThat(w()).isEqualTo(9);
  }

  @Test
  void early_stopping_goes_on_counting_and_has_the_best_of_before() throws IOException {
    Path whole = folder.resolve("whole.safetensors");
    Fit fit = downTo(8).stoppingEarly(5);
    fit.epochs(10).saving(file()).run();
    assertThat(w()).isEqualTo(8);
    w.assign(new double[1]);
    one.resume(new Position(0, 0, OptionalLong.empty()));
    History resumed = fit.saving(file()).resuming(file()).run();
    assertThat(resumed.end()).isEqualTo(History.End.STOPPED_EARLY);
    assertThat(resumed.epochs()).hasSize(13);
    assertThat(w()).isEqualTo(8);
    w.assign(new double[1]);
    one.resume(new Position(0, 0, OptionalLong.empty()));
    fit.saving(whole).run();
    assertThat(file()).hasSameBinaryContentAs(whole);
    // Over is over: nothing is run again, and the best is restored again.
    w.assign(new double[1]);
    History again = fit.resuming(file()).run();
    assertThat(again.end()).isEqualTo(History.End.STOPPED_EARLY);
    assertThat(withoutSeconds(again)).isEqualTo(withoutSeconds(resumed));
    assertThat(w()).isEqualTo(8);
  }

  @Test
  void the_checkpoint_has_the_way_on_and_the_best_beside_it() throws IOException {
    downTo(7).stoppingEarly(3).saving(file()).run();
    Variable last = Variable.of("w", new double[1], Shape.scalar());
    Variable best = Variable.of("w/best", new double[1], Shape.scalar());
    Checkpoint checkpoint = Checkpoint.load(file());
    checkpoint.restore(new OptimizerState(List.of(last), List.of(best)));
    assertThat(last.value().getDouble()).isEqualTo(10);
    assertThat(best.value().getDouble()).isEqualTo(7);
    assertThat(checkpoint.metadata())
        .containsOnlyKeys("fit.history")
        .extractingByKey("fit.history")
        .asString()
        .startsWith("epoch\tloss\tvalidation loss\n1\t0.0\t36.0\n2\t-1.0\t25.0\n")
        .endsWith("\n10\t-9.0\t9.0");
  }

  @Test
  void what_a_listener_throws_comes_out_and_all_goes_on_from_there() throws IOException {
    Path whole = folder.resolve("whole.safetensors");
    IllegalStateException enough = new IllegalStateException("enough");
    FitListener throwing =
        ResumedFit.after(
            10,
            () -> {
              throw enough;
            });
    try (ResumedFit first = new ResumedFit(file());
        ResumedFit uninterrupted = new ResumedFit(whole)) {
      assertThatThrownBy(() -> first.fit.watching(throwing).run()).isSameAs(enough);
      assertThat(first.batches.position())
          .isEqualTo(new Position(1, 4, OptionalLong.of(ResumedFit.SEED)));
      assertThat(first.w.isFinite()).isTrue();
      assertThat(Checkpoint.load(file()).position().epoch()).isEqualTo(1);
      first.fit.run();
      uninterrupted.fit.run();
    }
    assertThat(file()).hasSameBinaryContentAs(whole);
  }

  @Test
  void what_a_listener_throws_at_the_end_of_an_epoch_comes_out_too() throws IOException {
    IllegalStateException enough = new IllegalStateException("enough");
    FitListener throwing =
        epoch -> {
          throw enough;
        };
    assertThatThrownBy(() -> Fit.of(counting, three).saving(file()).watching(throwing).run())
        .isSameAs(enough);
    assertThat(w()).isEqualTo(BATCHES);
    assertThat(three.position()).isEqualTo(new Position(1, 0, OptionalLong.empty()));
    assertThat(Checkpoint.load(file()).position().epoch()).isZero();
  }

  @Test
  void a_hopeless_learning_rate_ends_with_its_story_and_with_what_helps() throws IOException {
    // Each step multiplies the distance to the minimum, 0, by 2·10⁶ - 1.
    Tensor loss = square(w);
    w.assign(new double[] {1});
    try (Training training = new Training((x, y) -> loss, List.of(w), new Sgd(1e6))) {
      assertThatThrownBy(() -> Fit.of(training, three).epochs(100).saving(file()).run())
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("loss is Infinity because square")
          .hasMessageContaining(
              "Steps that are too long end so: a smaller learning rate helps, or one that is warmed"
                  + " up, or gradients clipped to a largest norm, or features that are"
                  + " standardised.");
    }
    // What is beyond 10¹⁵⁴ cannot be squared: it is so after 25 steps, 25·log₁₀(2·10⁶) being 157.5.
    assertThat(Math.log10(Math.abs(w()))).isCloseTo(157.5, within(0.1));
    assertThat(three.position()).isEqualTo(new Position(8, 2, OptionalLong.empty()));
    assertThat(Checkpoint.load(file()).position())
        .isEqualTo(new Position(8, 0, OptionalLong.empty()));
  }

  @Test
  void steps_too_long_are_told_of_where_the_parameters_show_them_first() {
    w.assign(new double[] {1e200});
    try (Training training =
        new Training((x, y) -> multiply(w, 1e100), List.of(w), new Sgd(1e300))) {
      assertThatThrownBy(() -> Fit.of(training, one).run())
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("after the last batch variable w is not finite")
          .hasMessageContaining("a smaller learning rate helps");
    }
  }

  @Test
  void a_folder_that_is_not_there_is_told_before_the_first_step() {
    Path file = folder.resolve("no/such/file");
    assertThatThrownBy(() -> Fit.of(counting, three).saving(file).run())
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(FileException.class)
        .hasMessageContaining(file + ": a file is written to a folder that exists");
    assertThat(w()).isZero();
  }

  @Test
  void only_batches_that_know_where_they_stand_are_saved() {
    Fit fit = Fit.of(counting, List.of());
    assertThatThrownBy(() -> fit.saving(file()))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("which Batches tell, but these are java.util.ImmutableCollections");
    assertThatThrownBy(() -> fit.resuming(file())).isInstanceOf(ArgumentException.class);
  }

  @Test
  void bad_numbers_and_names_are_refused() {
    Fit fit = Fit.of(counting, three).measuring("a", (x, y) -> w, three);
    assertThatThrownBy(() -> fit.epochs(0))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("the number of epochs is 1 or more, but it is 0");
    assertThatThrownBy(() -> fit.stoppingEarly(0)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> fit.stoppingEarly(1, -1)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> fit.stoppingEarly(1, Double.NaN))
        .isInstanceOf(ArgumentException.class);
    for (String name : List.of("a", "loss", "validation loss", "two\nlines", "a\ttab")) {
      assertThatThrownBy(() -> fit.measuring(name, (x, y) -> w, three))
          .as(name)
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("has a name of its own on one line");
    }
  }

  private void refused(Class<? extends Exception> cause, String message, Map<String, String> texts)
      throws IOException {
    Checkpoint.save(file(), counting.state(), three.position(), texts);
    w.assign(new double[] {-1});
    Position before = three.position();
    assertThatThrownBy(() -> Fit.of(counting, three).resuming(file()).run())
        .satisfies(
            e ->
                assertThat(e instanceof UncheckedIOException ? e.getCause() : e)
                    .isInstanceOf(cause))
        .hasMessageContaining(file().toString())
        .hasMessageContaining(message);
    assertThat(w()).isEqualTo(-1);
    assertThat(three.position()).isEqualTo(before);
  }

  @Test
  void a_checkpoint_of_another_model_leaves_the_batches_where_they_stand() throws IOException {
    Variable other = Variable.of("other", new double[1], Shape.of(1));
    Map<String, String> history = Map.of("fit.history", "epoch\tloss\n1\t2");
    Position later = new Position(1, 0, three.position().seed());
    Checkpoint.save(file(), OptimizerState.of(List.of(other)), later, history);
    Position before = three.position();
    assertThatThrownBy(() -> Fit.of(counting, three).resuming(file()).run())
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("also holds [other]");
    assertThat(three.position()).isEqualTo(before).isNotEqualTo(later);
  }

  @Test
  void a_number_that_is_asked_for_stands_in_the_history() {
    History history =
        Fit.of(counting, one)
            .epochs(3)
            .measuring("w", this::w)
            .measuring("twice", (x, y) -> multiply(w, 2), others)
            .run();
    assertThat(history.epochs())
        .extracting(History.Epoch::metrics)
        .containsExactly(
            Map.of("w", 1.0, "twice", 2.0),
            Map.of("w", 2.0, "twice", 4.0),
            Map.of("w", 3.0, "twice", 6.0));
  }

  @Test
  void a_fit_goes_on_only_under_its_own_description() throws IOException {
    Fit fit = Fit.of(counting, one).saving(file()).resuming(file());
    fit.described("batches of 5\t\"rate\" 1").run();
    fit.epochs(2).described("batches of 5\t\"rate\" 1").run();
    assertThat(w()).isEqualTo(2);
    Fit more = fit.epochs(3);
    assertThatThrownBy(() -> more.described("batches of 4").run())
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining(
            file() + " is of batches of 5\t\"rate\" 1 and here it is batches of 4;");
    assertThatThrownBy(more::run)
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("and here it is a fit without a description");
    Files.delete(file());
    fit.run();
    assertThatThrownBy(() -> more.described("batches of 5").run())
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining(" is of a fit without a description and here it is batches of 5");
    assertThat(w()).isEqualTo(3);
  }

  @Test
  void an_epoch_that_no_plan_comes_to_is_refused_at_once() throws IOException {
    Map<String, String> history = Map.of("fit.history", "epoch\tloss\n1\t2");
    Batches shuffled = Batches.shuffled(ONES, ONES, 2, 1);
    for (int epoch : new int[] {31, Integer.MAX_VALUE}) {
      Position far = new Position(epoch, 0, OptionalLong.of(1));
      Checkpoint.save(file(), counting.state(), far, history);
      assertThatThrownBy(() -> Fit.of(counting, shuffled).epochs(30).resuming(file()).run())
          .hasCauseInstanceOf(FileException.class)
          .hasMessageContaining("expected one of the 30 epochs")
          .hasMessageContaining("found epoch " + epoch + ";");
    }
    assertThat(shuffled.position().epoch()).isZero();
  }

  @Test
  void early_stopping_is_neither_added_nor_left_out_when_a_fit_goes_on() throws IOException {
    downTo(0).epochs(2).saving(file()).run();
    Fit more = downTo(0).resuming(file());
    assertThatThrownBy(() -> more.stoppingEarly(3).run())
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining(file() + " does not keep the best parameters")
        .hasMessageContaining("leave stoppingEarly(...) out");
    Files.delete(file());
    downTo(0).epochs(2).stoppingEarly(3).saving(file()).run();
    double before = w();
    assertThatThrownBy(more::run)
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining(file() + " keeps the best parameters")
        .hasMessageContaining("ask for stoppingEarly(...)");
    assertThat(w()).isEqualTo(before);
  }

  /** The schedule remembers it as {@code plateau/best}. */
  @Test
  void the_best_loss_of_a_plateau_is_not_taken_for_the_best_parameters() {
    OnPlateau rate = new OnPlateau(1);
    try (Training training = new Training((x, y) -> negate(w), List.of(w), new Sgd(rate))) {
      Fit fit = Fit.of(training, one).watching(rate).saving(file());
      fit.run();
      assertThatThrownBy(() -> fit.epochs(2).resuming(file()).stoppingEarly(3).run())
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining(file() + " does not keep the best parameters");
      fit.stoppingEarly(3).run();
      assertThatThrownBy(() -> fit.epochs(2).resuming(file()).run())
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining(file() + " keeps the best parameters");
    }
  }

  @Test
  void checkpoints_of_other_runs_are_refused() throws IOException {
    String columns = "epoch\tloss";
    refused(FileException.class, "this one has no history", Map.of());
    refused(
        ArgumentException.class,
        "has [epoch, loss, accuracy] and here it is [epoch, loss]",
        Map.of("fit.history", columns + "\taccuracy\n1\t2\t3"));
    for (String line : List.of("", "2\t1.5", "1\tx", "1", "1\t2\t3", "one\t2")) {
      refused(
          FileException.class,
          "line 1 of its history is numbers, but here it is \"" + line + "\"; the file",
          Map.of("fit.history", columns + "\n" + line));
    }
    refused(
        FileException.class,
        "the part of an epoch is numbers, but here it is \"0.5 and -1\"",
        Map.of("fit.history", columns, "fit.sum", "0.5", "fit.examples", "-1"));
    Files.writeString(file(), "something else");
    assertThatThrownBy(() -> Fit.of(counting, three).resuming(file()).run())
        .isInstanceOf(UncheckedIOException.class);
  }
}
