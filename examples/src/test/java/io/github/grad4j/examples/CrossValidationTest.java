package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.autograd.data.Csv;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.examples.CrossValidation.Fold;
import io.github.grad4j.examples.CrossValidation.Score;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The same figures as scikit-learn's. */
class CrossValidationTest {
  /**
   * scikit-learn is asked to end at a gradient of 1e-9, where its weights are 1e-9/0.01 from the
   * optimum at most, and so the mean log loss of examples of 64 standardised features, which has a
   * slope of √2·‖x‖ ≈ √2·8 at most, is 1.1e-6 off; the rest is for the biases.
   */
  private static final double TOLERANCE = 2e-6;

  private static final List<String> DATA = CrossValidation.DATA;

  @ParameterizedTest
  @FieldSource("DATA")
  void every_fold_is_told_as_by_scikit_learn(String data) {
    int first = DATA.indexOf(data) * CrossValidation.FOLDS;
    List<Fold> folds = CrossValidation.validate(data);
    assertThat(folds).hasSize(CrossValidation.FOLDS);
    for (int fold = 0; fold < folds.size(); fold++) {
      Score ours = folds.get(fold).score();
      Score theirs = Score.ofScikitLearn().get(first + fold);
      assertThat(ours.accuracy()).as("fold %d", fold).isCloseTo(theirs.accuracy(), within(1e-12));
      assertThat(ours.logLoss()).as("fold %d", fold).isCloseTo(theirs.logLoss(), within(TOLERANCE));
      assertThat(folds.get(fold).certificate().gap()).as("fold %d", fold).isLessThan(1e-13);
    }
  }

  @ParameterizedTest
  @FieldSource("DATA")
  void folds_hold_the_same_share_of_every_class(String data) {
    Dataset examples = CsvResource.read(Csv.ofClasses("class"), data + ".csv");
    List<List<String>> lines =
        CsvResource.fields("folds.csv").stream().filter(l -> l.get(0).equals(data)).toList();
    assertThat(lines).hasSize(examples.size());
    int classes = examples.classNames().size();
    int[][] counts = new int[classes][CrossValidation.FOLDS];
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).get(1)).isEqualTo(String.valueOf(i));
      counts[(int) examples.classes()[i]][Integer.parseInt(lines.get(i).get(2))]++;
    }
    for (int[] ofClass : counts) {
      int all = Arrays.stream(ofClass).sum();
      for (int count : ofClass) {
        assertThat(count).isBetween(all / CrossValidation.FOLDS, all / CrossValidation.FOLDS + 1);
      }
    }
  }

  @Test
  void the_table_has_a_line_for_each_fold_and_their_mean() throws Exception {
    Printed printed = Printed.by(() -> CrossValidation.main(new String[0]));
    assertThat(printed.lines().stream().filter(line -> line.contains("mean"))).hasSize(4);
    assertThat(printed.lines()).anyMatch(line -> line.contains("0.9667 |       0.9667"));
  }
}
