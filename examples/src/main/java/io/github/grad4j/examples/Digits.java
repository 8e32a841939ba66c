package io.github.grad4j.examples;

import io.github.grad4j.autograd.data.Csv;
import io.github.grad4j.autograd.data.Dataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Handwritten digits: 1,797 images of 8 × 8 pixels, the test part of "Optical Recognition of
 * Handwritten Digits" (E. Alpaydin, C. Kaynak, 1998, UCI Machine Learning Repository, CC BY 4.0).
 */
public final class Digits {
  private static final int SIDE = 8;

  /** How dark a pixel can be in the file. */
  private static final double DARKEST = 16;

  /** One image in so many is held out. */
  private static final int FOLD = 5;

  private Digits() {}

  /**
   * All images.
   *
   * @return FLOAT {@code [1797, 8, 8]} in the order of the file, scaled from 0..16 to 0..1
   */
  public static Dataset load() {
    Dataset digits =
        CsvResource.read(Csv.ofClasses("class").withType(DataType.FLOAT), "digits.csv");
    return digits.withFeatures(
        digits.features().divi(DARKEST).reshape('c', digits.size(), SIDE, SIDE));
  }

  /**
   * The images, a random fifth of every digit held out for testing: digit by digit, shuffled, every
   * fifth image. {@link Dataset#split} would hold out another fifth; this is the one of which the
   * accuracies of {@link SoftmaxRegressionOnDigits} are told.
   *
   * @param seed fixes which
   * @return 1,437 images and 360 others, each in the order of the file
   */
  public static Dataset.Split split(long seed) {
    Dataset images = load();
    long[] digits = images.classes();
    Random random = new Random(seed);
    List<Integer> byDigit = new ArrayList<>();
    for (int digit = 0; digit < images.classNames().size(); digit++) {
      List<Integer> alike = new ArrayList<>();
      for (int i = 0; i < digits.length; i++) {
        if (digits[i] == digit) {
          alike.add(i);
        }
      }
      Collections.shuffle(alike, random);
      byDigit.addAll(alike);
    }
    List<Integer> training = new ArrayList<>();
    List<Integer> test = new ArrayList<>();
    for (int i = 0; i < byDigit.size(); i++) {
      (i % FOLD == 0 ? test : training).add(byDigit.get(i));
    }
    return new Dataset.Split(images.subset(sorted(training)), images.subset(sorted(test)));
  }

  private static int[] sorted(List<Integer> indices) {
    return indices.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}
