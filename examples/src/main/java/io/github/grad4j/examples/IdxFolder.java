package io.github.grad4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A folder with a data set in the format of MNIST: four IDX files, packed with gzip or not.
 *
 * <p>They are called {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code
 * t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}; a dot may stand before {@code idx},
 * and {@code .gz} at the end. See "The IDX file format" in Y. LeCun, C. Cortes, C. J. C. Burges,
 * "The MNIST database of handwritten digits".
 */
public final class IdxFolder {
  /** Offsets of what follows the magic number. */
  private static final int COUNT_OFFSET = 4;

  private static final int HEIGHT_OFFSET = 8;
  private static final int LABELS_OFFSET = 8;

  /** A FLOAT array of more pixels would take more than 2³¹ - 1 bytes. */
  private static final int MOST_PIXELS = Integer.MAX_VALUE / Float.BYTES;

  private static final float WHITE = 255;

  private IdxFolder() {}

  /**
   * All images.
   *
   * @param folder where the four files are
   * @return the images, scaled from 0..255 to 0..1
   * @throws DataFileException if a file is missing, damaged, cut off, too long, of another format,
   *     or does not go with the others; the message names the file, the offset and what was
   *     expected
   * @throws IOException if a file cannot be read
   */
  public static LabelledImages.Split read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DataFileException(
          "'" + folder + "'", "a folder", Files.exists(folder) ? "a file" : "nothing");
    }
    LabelledImages training = read(folder, "train", Optional.empty());
    return new LabelledImages.Split(training, read(folder, "t10k", Optional.of(training)));
  }

  private static LabelledImages read(Path folder, String part, Optional<LabelledImages> model)
      throws IOException {
    Path imagesPath = find(folder, part + "-images", "idx3-ubyte");
    Path labelsPath = find(folder, part + "-labels", "idx1-ubyte");
    try (IdxFile images = IdxFile.open(imagesPath);
        IdxFile labels = IdxFile.open(labelsPath)) {
      images.expectMagic(3);
      int count = images.readSize("the number of images");
      int height = images.readSize("the height of an image");
      int width = images.readSize("the width of an image");
      requireSize(images, count, height, width, model);
      List<Integer> classes = readLabels(labels, count, imagesPath);
      byte[] bytes = images.read(count * height * width, "the pixels");
      images.expectEnd();
      float[] pixels = new float[bytes.length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = Byte.toUnsignedInt(bytes[i]) / WHITE;
      }
      return new LabelledImages(
          Nd4j.createFromArray(pixels).reshape('c', count, height * width), classes, height, width);
    }
  }

  private static void requireSize(
      IdxFile images, int count, int height, int width, Optional<LabelledImages> model)
      throws IOException {
    String size = height + " x " + width;
    if (model.isPresent() && (model.get().height() != height || model.get().width() != width)) {
      throw images.mistakeAt(
          HEIGHT_OFFSET,
          "images of "
              + model.get().height()
              + " x "
              + model.get().width()
              + " pixels as for training",
          size);
    }
    // Each factor is less than 2³¹ and the first product is checked, so that no long overflows.
    long area = (long) height * width;
    if (area > MOST_PIXELS || count * area > MOST_PIXELS) {
      throw images.mistakeAt(
          COUNT_OFFSET, "at most " + MOST_PIXELS + " pixels in all", count + " images of " + size);
    }
  }

  private static List<Integer> readLabels(IdxFile labels, int images, Path imagesPath)
      throws IOException {
    labels.expectMagic(1);
    int count = labels.readSize("the number of labels");
    if (count != images) {
      throw labels.mistakeAt(
          COUNT_OFFSET,
          images + " labels, one for each image of " + imagesPath,
          Integer.toString(count));
    }
    byte[] bytes = labels.read(count, "the labels");
    labels.expectEnd();
    List<Integer> classes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int label = Byte.toUnsignedInt(bytes[i]);
      if (label >= LabelledImages.CLASSES) {
        throw labels.mistakeAt(
            LABELS_OFFSET + i,
            "a label in [0, " + LabelledImages.CLASSES + ")",
            Integer.toString(label));
      }
      classes.add(label);
    }
    return classes;
  }

  private static Path find(Path folder, String name, String format) throws IOException {
    for (String separator : List.of("-", ".")) {
      for (String suffix : List.of("", ".gz")) {
        Path file = folder.resolve(name + separator + format + suffix);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    String file = name + "-" + format;
    throw new DataFileException(
        folder, file + " or " + name + "." + format + ", with or without .gz");
  }
}
