package io.github.grad4j.examples;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

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
   * @return the 1,797 images in the order of the file, scaled from 0..16 to 0..1
   */
  public static LabelledImages load() {
    INDArray table = CsvResource.read("digits.csv");
    int pixels = SIDE * SIDE;
    INDArray scaled = table.get(all(), interval(0, pixels)).div(DARKEST);
    List<Integer> labels = IntStream.of(table.getColumn(pixels).toIntVector()).boxed().toList();
    return new LabelledImages(scaled.castTo(DataType.FLOAT), labels, SIDE, SIDE);
  }

  /**
   * The images, a random fifth of every digit held out for testing.
   *
   * @param seed fixes which
   * @return 1,437 images and 360 others, each in the order of the file
   */
  public static LabelledImages.Split split(long seed) {
    LabelledImages images = load();
    Random random = new Random(seed);
    List<Integer> byDigit = new ArrayList<>();
    for (int digit = 0; digit < LabelledImages.CLASSES; digit++) {
      List<Integer> alike = new ArrayList<>();
      for (int i = 0; i < images.count(); i++) {
        if (images.labels().get(i) == digit) {
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
    Collections.sort(training);
    Collections.sort(test);
    return new LabelledImages.Split(images.select(training), images.select(test));
  }
}
