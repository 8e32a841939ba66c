package io.github.grad4j.examples;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Grey images of one size, and which of ten classes each belongs to.
 *
 * @param pixels FLOAT {@code [images, height · width]}, from 0 for background to 1
 * @param labels the class of each image, in [0, 10)
 * @param height rows of pixels in an image
 * @param width pixels in a row
 */
public record LabelledImages(INDArray pixels, List<Integer> labels, int height, int width) {
  /** The number of classes: there are ten digits, and as many kinds of clothes. */
  public static final int CLASSES = 10;

  /**
   * Copies the labels.
   *
   * @param pixels FLOAT {@code [images, height · width]}, from 0 for background to 1
   * @param labels the class of each image, in [0, 10)
   * @param height rows of pixels in an image
   * @param width pixels in a row
   */
  public LabelledImages {
    labels = List.copyOf(labels);
  }

  /**
   * Images for learning, and others that show what was learned.
   *
   * @param training the images learned from
   * @param test the images held out
   */
  public record Split(LabelledImages training, LabelledImages test) {}

  /**
   * How many images there are.
   *
   * @return the number of labels
   */
  public int count() {
    return labels.size();
  }

  /**
   * The labels as probabilities: 1 for the right class, 0 for the others.
   *
   * @return FLOAT {@code [images, 10]}
   */
  public INDArray oneHotLabels() {
    float[] probabilities = new float[count() * CLASSES];
    for (int i = 0; i < count(); i++) {
      probabilities[i * CLASSES + labels.get(i)] = 1;
    }
    return Nd4j.createFromArray(probabilities).reshape('c', count(), CLASSES);
  }

  /**
   * Some of the images.
   *
   * @param indices which
   * @return copies of them in that order
   */
  LabelledImages select(List<Integer> indices) {
    int[] rows = indices.stream().mapToInt(Integer::intValue).toArray();
    return new LabelledImages(
        pixels.getRows(rows), indices.stream().map(labels::get).toList(), height, width);
  }
}
