package io.github.grad4j.examples;

import static io.github.grad4j.autograd.train.Metrics.accuracy;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.data.BagOfWords;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.data.Holdout;
import io.github.grad4j.autograd.train.Fit;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.autograd.train.Sgd;
import io.github.grad4j.autograd.train.Training;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learns from its definition whether a word means an animal, an artifact, a food, a person or a
 * plant: softmax regression on the tf-idf of words.
 *
 * <p>{@code ./mvnw -q -Drun=WordNetGlosses} learns 3,200 glosses of WordNet 3.0 (Princeton
 * University, 2006) and tests on 800 others, drawn with the seed {@value #SEED}.
 */
public final class WordNetGlosses {
  private static final long SEED = 42;
  private static final double HELD_OUT = 0.2;

  /** A word of one gloss alone tells nothing about others. */
  private static final int MINIMUM_TEXTS = 2;

  private static final int BATCH = 32;
  private static final int EPOCHS = 20;

  /** Rows have length 1 and a few words: their gradients are short, and bear long steps. */
  private static final double LEARNING_RATE = 2;

  private static final int HEAVIEST = 10;
  private static final String ACCURACY = "test accuracy";

  private WordNetGlosses() {}

  /** What words mean, and the kind of thing each is. */
  private record Glosses(List<String> texts, List<String> kinds) {
    static Glosses load() {
      List<String[]> lines = lines().stream().map(line -> line.split("\t", 2)).toList();
      return new Glosses(
          lines.stream().map(line -> line[1]).toList(),
          lines.stream().map(line -> line[0]).toList());
    }

    private static List<String> lines() {
      String file = "glosses.tsv.gz";
      try (InputStream stream =
              Objects.requireNonNull(WordNetGlosses.class.getResourceAsStream(file), file);
          BufferedReader reader =
              new BufferedReader(
                  new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
        return reader.lines().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    List<String> names() {
      return kinds.stream().distinct().sorted().toList();
    }

    long[] classes() {
      List<String> names = names();
      return kinds.stream().mapToLong(names::indexOf).toArray();
    }

    Glosses subset(List<Integer> indices) {
      return new Glosses(
          indices.stream().map(texts::get).toList(), indices.stream().map(kinds::get).toList());
    }

    Dataset as(BagOfWords bag) {
      return bag.dataset(texts, classes(), names());
    }
  }

  /**
   * Runs the example.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    Glosses all = Glosses.load();
    Holdout parts = Holdout.stratified(all.classes(), HELD_OUT, SEED);

    // The test part may have words that the training part has not; it must not tell them.
    Glosses learned = all.subset(parts.training());
    BagOfWords bag = BagOfWords.tfIdf(learned.texts(), MINIMUM_TEXTS);
    Dataset training = learned.as(bag);
    Dataset test = all.subset(parts.test()).as(bag);
    System.out.printf(
        Locale.ROOT,
        "%d glosses to learn from and %d to test on, %d words, seed %d%n",
        training.size(),
        test.size(),
        bag.vocabulary().size(),
        SEED);

    Variable w = variable("w", constant(new float[bag.vocabulary().size()][all.names().size()]));
    Variable b = variable("b", constant(new float[all.names().size()]));
    History history;
    try (Training descent =
        new Training(
            (x, kinds) -> reduceMean(sparseSoftmaxCrossEntropyWithLogits(kinds, logits(x, w, b))),
            List.of(w, b),
            new Sgd(LEARNING_RATE))) {
      history =
          Fit.of(descent, training.batches(BATCH, SEED))
              .epochs(EPOCHS)
              .measuring(
                  ACCURACY,
                  (x, kinds) -> accuracy(kinds, logits(x, w, b)),
                  test.batchesInOrder(BATCH))
              .watching(
                  epoch ->
                      System.out.printf(
                          Locale.ROOT,
                          "epoch %2d  loss %.4f  %s %.2f %%%n",
                          epoch.number(),
                          epoch.loss(),
                          ACCURACY,
                          percent(epoch)))
              .run();
    }
    System.out.printf("%nwords that speak most for each kind%n");
    for (int kind = 0; kind < all.names().size(); kind++) {
      System.out.println(all.names().get(kind) + ": " + heaviest(bag, w.value(), kind));
    }
    System.out.printf(
        Locale.ROOT,
        "%nalways the most frequent kind: %.2f %%%n%s: %.2f %%%n",
        100 * mostFrequent(test),
        ACCURACY,
        percent(history.epochs().get(EPOCHS - 1)));
  }

  private static double percent(History.Epoch epoch) {
    return 100 * epoch.metrics().getOrDefault(ACCURACY, Double.NaN);
  }

  /** The model. */
  private static Tensor logits(Tensor x, Variable w, Variable b) {
    return add(matmul(x, w), b);
  }

  /** The share of examples told right by who knows nothing but how many there are of each kind. */
  private static double mostFrequent(Dataset examples) {
    long[] counts = new long[examples.classNames().size()];
    for (long kind : examples.classes()) {
      counts[(int) kind]++;
    }
    return (double) LongStream.of(counts).max().orElse(0) / examples.size();
  }

  private static String heaviest(BagOfWords bag, INDArray weights, int kind) {
    return IntStream.range(0, bag.vocabulary().size())
        .boxed()
        .sorted(Comparator.comparingDouble(word -> -weights.getDouble(word, kind)))
        .limit(HEAVIEST)
        .map(bag.vocabulary()::get)
        .collect(Collectors.joining(", "));
  }
}
