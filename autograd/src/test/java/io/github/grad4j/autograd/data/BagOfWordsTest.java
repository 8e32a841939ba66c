package io.github.grad4j.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.ArgumentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class BagOfWordsTest {
  /** The corpus in the documentation of scikit-learn's CountVectorizer. */
  private static final List<String> CORPUS =
      List.of(
          "This is the first document.",
          "This document is the second document.",
          "And this is the third one.",
          "Is this the first document?");

  @Test
  void counts_agree_with_scikit_learn() {
    BagOfWords bag = BagOfWords.counts(CORPUS, 1);
    assertThat(bag.vocabulary())
        .containsExactly("and", "document", "first", "is", "one", "second", "the", "third", "this");
    assertThat(bag.features(CORPUS).toDoubleMatrix())
        .isDeepEqualTo(
            new double[][] {
              {0, 1, 1, 1, 0, 0, 1, 0, 1},
              {0, 2, 0, 1, 0, 1, 1, 0, 1},
              {1, 0, 0, 1, 1, 0, 1, 1, 1},
              {0, 1, 1, 1, 0, 0, 1, 0, 1}
            });
  }

  /**
   * The table of smoothed, normalised tf-idf in scikit-learn's user guide, section "Tf–idf term
   * weighting", of eight digits.
   */
  @Test
  void tf_idf_agrees_with_scikit_learn() {
    int[][] counts = {{3, 0, 1}, {2, 0, 0}, {3, 0, 0}, {4, 0, 0}, {3, 2, 0}, {3, 0, 2}};
    double[][] published = {
      {0.85151335, 0, 0.52433293},
      {1, 0, 0},
      {1, 0, 0},
      {1, 0, 0},
      {0.55422893, 0.83236428, 0},
      {0.63035731, 0, 0.77630514}
    };
    List<String> texts = new ArrayList<>();
    for (int[] row : counts) {
      List<String> words = new ArrayList<>();
      for (int term = 0; term < 3; term++) {
        words.addAll(Collections.nCopies(row[term], "term" + term));
      }
      texts.add(String.join(" ", words));
    }
    INDArray features = BagOfWords.tfIdf(texts, 1).features(texts);
    // Half an ulp of FLOAT below 1, and half a unit of the last digit published.
    double rounded = Math.ulp(0.99f) / 2 + 0.5e-8;
    for (int i = 0; i < published.length; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(features.getDouble(i, j)).isCloseTo(published[i][j], within(rounded));
      }
    }
  }

  @Test
  void unknown_words_are_left_out() {
    BagOfWords bag = BagOfWords.tfIdf(CORPUS, 1);
    double length =
        bag.features(List.of("Another document, a second one")).norm2Number().doubleValue();
    assertThat(length).isCloseTo(1, within(1e-6));
    assertThat(bag.features(List.of("quite other words")).norm2Number().doubleValue()).isZero();
    assertThat(bag.features(List.of("")).columns()).isEqualTo(9);
  }

  @Test
  void words_of_few_texts_are_left_out() {
    assertThat(BagOfWords.counts(CORPUS, 2).vocabulary())
        .containsExactly("document", "first", "is", "the", "this");
    assertThat(BagOfWords.counts(CORPUS, 4).vocabulary()).containsExactly("is", "the", "this");
    assertThatThrownBy(() -> BagOfWords.counts(CORPUS, 5))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("no word stands in 5 of 4 texts");
    assertThatThrownBy(() -> BagOfWords.tfIdf(CORPUS, 0)).isInstanceOf(ArgumentException.class);
  }

  @Test
  void words_are_those_of_any_script() {
    assertThat(BagOfWords.words("Ünsere Straße-3, l’été; ДОМ \u6728 naı\u0308ve x_y\n"))
        .containsExactly("ünsere", "straße", "3", "l", "été", "дом", "木", "naı\u0308ve", "x", "y");
    // A letter and a mark are the same as the letter with it.
    assertThat(BagOfWords.words("e\u0301")).isEqualTo(BagOfWords.words("É"));
  }

  @Test
  void texts_become_examples() {
    Dataset dataset =
        BagOfWords.counts(CORPUS, 1).dataset(CORPUS, new long[] {0, 1, 1, 0}, List.of("a", "b"));
    assertThat(dataset.size()).isEqualTo(4);
    assertThat(dataset.featureNames()).hasSize(9).startsWith("and");
    assertThat(dataset.classNames()).containsExactly("a", "b");
    assertThatThrownBy(() -> BagOfWords.counts(CORPUS, 1).features(List.of()))
        .isInstanceOf(ArgumentException.class);
  }
}
