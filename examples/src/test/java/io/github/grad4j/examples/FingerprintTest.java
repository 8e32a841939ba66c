package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.autograd.data.Dataset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class FingerprintTest {
  private static final List<String> CLASSES = List.of("left", "right");
  private static final List<String> FEATURES = List.of("x", "y");

  private static Dataset examples(
      double[][] features, long[] classes, List<String> classNames, List<String> featureNames) {
    return Dataset.ofClasses(Nd4j.createFromArray(features), classes, classNames)
        .withFeatureNames(featureNames);
  }

  private static double[][] features(double second) {
    return new double[][] {{0.5, second}, {3, 4}};
  }

  private static Dataset examples() {
    return examples(features(-0.0), new long[] {1, 0}, CLASSES, FEATURES);
  }

  /**
   * Python's {@code sha256((line + "4:left5:right1:x1:y").encode() + pack(">qddqdd", 1, 0.5, -0.0,
   * 0, 3, 4))}, with the data set's own line.
   */
  @Test
  void it_begins_as_the_sum_of_names_classes_and_features() {
    assertThat(Fingerprint.of(examples())).isEqualTo("e1be16560b41");
  }

  @Test
  void equal_examples_have_the_same() {
    assertThat(Fingerprint.of(examples().subset(new int[] {0, 1})))
        .isEqualTo(Fingerprint.of(examples()));
  }

  @Test
  void it_is_another_whatever_is_edited() {
    long[] classes = {1, 0};
    Stream<Dataset> edited =
        Stream.of(
            examples(),
            examples(features(0.0), classes, CLASSES, FEATURES),
            examples(features(Double.MIN_VALUE), classes, CLASSES, FEATURES),
            examples(features(-0.0), new long[] {1, 1}, CLASSES, FEATURES),
            examples(features(-0.0), classes, List.of("left", "Right"), FEATURES),
            examples(features(-0.0), classes, List.of("leftr", "ight"), FEATURES),
            examples(features(-0.0), classes, CLASSES, List.of("x", "z")),
            examples().withFeatures(Nd4j.createFromArray(new float[][] {{0.5f, -0f}, {3, 4}})),
            examples().subset(new int[] {1, 0}),
            examples().subset(new int[] {0, 1, 1}));
    assertThat(edited.map(Fingerprint::of)).doesNotHaveDuplicates();
  }
}
