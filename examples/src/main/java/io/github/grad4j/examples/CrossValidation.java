package io.github.grad4j.examples;

import static io.github.grad4j.autograd.train.Penalties.l2Penalty;
import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.constant;

import com.github.freva.asciitable.AsciiTable;
import io.github.grad4j.autograd.data.Csv;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.data.Standardizer;
import io.github.grad4j.autograd.models.Certificate;
import io.github.grad4j.autograd.models.DualityGap;
import io.github.grad4j.autograd.models.SoftmaxRegression;
import io.github.grad4j.autograd.train.Metrics;
import io.github.grad4j.autograd.train.NewtonCg;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Softmax regression on four small data sets by five-fold cross-validation, beside what
 * scikit-learn makes of the same folds.
 *
 * <p>Run it with {@code ./mvnw -q -Drun=CrossValidation}.
 *
 * <p>Each fold is told by a model of the other four, which also decide how features are
 * standardised. The loss is the mean cross entropy plus {@value #STRENGTH}/2·Σw², and has one
 * optimum: two programs that find it tell the same. {@code
 * examples/src/test/python/cross_validation.py} made the folds and scikit-learn's figures.
 */
public final class CrossValidation {
  static final double STRENGTH = 0.01;
  static final List<String> DATA = List.of("iris", "wine", "breast_cancer", "digits");
  static final int FOLDS = 5;

  private CrossValidation() {}

  /**
   * How well a fold was told.
   *
   * @param accuracy the share told right
   * @param logLoss the mean of -ln p of the right class
   */
  record Score(double accuracy, double logLoss) {
    /** That of scikit-learn, in the order of {@link #DATA} and of the folds. */
    static List<Score> ofScikitLearn() {
      return CsvResource.fields("cross_validation.csv").stream()
          .map(line -> new Score(Double.parseDouble(line.get(2)), Double.parseDouble(line.get(3))))
          .toList();
    }

    static Score mean(List<Score> scores) {
      return new Score(mean(scores, Score::accuracy), mean(scores, Score::logLoss));
    }

    private static double mean(List<Score> scores, ToDoubleFunction<Score> number) {
      return scores.stream().mapToDouble(number).average().orElse(Double.NaN);
    }
  }

  /**
   * A fold and the model that told it.
   *
   * @param score how well
   * @param certificate how near the model is to the best one
   */
  record Fold(Score score, Certificate certificate) {}

  /**
   * Prints the table.
   *
   * @param args none
   */
  public static void main(String[] args) {
    List<Score> theirs = Score.ofScikitLearn();
    List<String[]> rows = new ArrayList<>();
    for (int data = 0; data < DATA.size(); data++) {
      List<Fold> folds = validate(DATA.get(data));
      List<Score> scores = folds.stream().map(Fold::score).toList();
      List<Score> reference = theirs.subList(data * FOLDS, (data + 1) * FOLDS);
      for (int fold = 0; fold < FOLDS; fold++) {
        rows.add(
            row(
                DATA.get(data),
                String.valueOf(fold),
                scores.get(fold),
                reference.get(fold),
                String.format(Locale.ROOT, "%.0e", folds.get(fold).certificate().gap())));
      }
      rows.add(row(DATA.get(data), "mean", Score.mean(scores), Score.mean(reference), ""));
    }
    String[] header = {
      "data", "fold", "accuracy", "scikit-learn", "log loss", "scikit-learn", "gap to the optimum"
    };
    System.out.println(
        AsciiTable.getTable(
            AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
            header,
            new String[0],
            rows.toArray(String[][]::new)));
  }

  private static String[] row(String data, String fold, Score ours, Score theirs, String gap) {
    return new String[] {
      data,
      fold,
      String.format(Locale.ROOT, "%.4f", ours.accuracy()),
      String.format(Locale.ROOT, "%.4f", theirs.accuracy()),
      String.format(Locale.ROOT, "%.6f", ours.logLoss()),
      String.format(Locale.ROOT, "%.6f", theirs.logLoss()),
      gap
    };
  }

  /** All folds of a data set. */
  static List<Fold> validate(String data) {
    Dataset examples = CsvResource.read(Csv.ofClasses("class"), data + ".csv");
    int[] foldOf =
        CsvResource.fields("folds.csv").stream()
            .filter(line -> line.get(0).equals(data))
            .mapToInt(line -> Integer.parseInt(line.get(2)))
            .toArray();
    return IntStream.range(0, FOLDS)
        .mapToObj(
            fold ->
                validate(
                    examples.subset(where(foldOf, fold, false)),
                    examples.subset(where(foldOf, fold, true))))
        .toList();
  }

  private static int[] where(int[] foldOf, int fold, boolean isIn) {
    return IntStream.range(0, foldOf.length).filter(i -> (foldOf[i] == fold) == isIn).toArray();
  }

  private static Fold validate(Dataset learned, Dataset heldOut) {
    Standardizer standardizer = Standardizer.fit(learned);
    Dataset training = standardizer.apply(learned);
    Dataset test = standardizer.apply(heldOut);
    SoftmaxRegression model =
        SoftmaxRegression.of(
            training.featureShape().size(), training.classNames().size(), DataType.DOUBLE);
    Tensor loss =
        add(
            model.loss(constant(training.features()), constant(training.labels())),
            l2Penalty(STRENGTH, model.w()));
    new NewtonCg().withGradientTolerance(1e-9).minimize(loss, model.parameters());

    Tensor probabilities = model.probabilities(constant(test.features()));
    Constant labels = constant(test.labels());
    Score score =
        new Score(
            number(Metrics.accuracy(labels, probabilities)),
            number(Metrics.logLoss(labels, probabilities)));
    try (DualityGap gap = new DualityGap(model, training.all(), STRENGTH)) {
      return new Fold(score, gap.certify());
    }
  }

  private static double number(Tensor scalar) {
    try (INDArray array = scalar.evaluate()) {
      return array.getDouble();
    }
  }
}
