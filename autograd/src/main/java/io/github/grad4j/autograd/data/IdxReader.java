package io.github.grad4j.autograd.data;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.linalg.api.buffer.DataType;

/** An IDX file of images and one of their labels, read side by side. */
final class IdxReader implements ExampleReader {
  /** Offsets of what follows the magic number. */
  private static final int COUNT_OFFSET = 4;

  private static final int HEIGHT_OFFSET = 8;
  private static final int LABELS_OFFSET = 8;

  private static final float WHITE = 255;
  private static final String PIXELS = "the pixels";
  private static final String LABELS = "the labels";

  private final IdxFile images;
  private final IdxFile labels;
  private final int classes;
  private final byte[] label = new byte[1];
  private int count;
  private int height;
  private int width;
  private byte[] pixels = {};
  private int index;

  private IdxReader(IdxFile images, IdxFile labels, int classes) {
    this.images = images;
    this.labels = labels;
    this.classes = classes;
  }

  /**
   * Opens both files and reads their headers.
   *
   * @param classes labels are in [0, classes)
   */
  static IdxReader open(Path images, Path labels, int classes) throws IOException {
    IdxFile opened = IdxFile.open(images);
    try {
      IdxReader reader = new IdxReader(opened, IdxFile.open(labels), classes);
      try {
        reader.readHeaders();
        return reader;
      } catch (IOException e) {
        reader.labels.close();
        throw e;
      }
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  /** Reads all labels of a file. */
  static int largestLabel(Path labels) throws IOException {
    try (IdxFile file = IdxFile.open(labels)) {
      file.expectMagic(1);
      int count = file.readSize("the number of labels");
      file.expectRoomFor(count, LABELS, COUNT_OFFSET);
      byte[] label = new byte[1];
      int largest = 0;
      for (int i = 0; i < count; i++) {
        file.read(label, i, count, LABELS);
        largest = Math.max(largest, Byte.toUnsignedInt(label[0]));
      }
      return largest;
    }
  }

  private void readHeaders() throws IOException {
    images.expectMagic(3);
    count = images.readSize("the number of images");
    height = images.readSize("the height of an image");
    width = images.readSize("the width of an image");
    // Each factor is less than 2³¹ and the first product is checked, so that no long overflows.
    long area = (long) height * width;
    if (area > Idx.MOST_PIXELS) {
      throw images.mistakeAt(
          HEIGHT_OFFSET,
          "at most " + Idx.MOST_PIXELS + " pixels in an image",
          height + " x " + width);
    }
    images.expectRoomFor(count * area, PIXELS, COUNT_OFFSET);
    labels.expectMagic(1);
    int told = labels.readSize("the number of labels");
    if (told != count) {
      throw labels.mistakeAt(
          COUNT_OFFSET,
          count + " labels, one for each image of " + images.path(),
          Integer.toString(told));
    }
    labels.expectRoomFor(count, LABELS, COUNT_OFFSET);
    pixels = new byte[(int) area];
  }

  /** Refuses images of another size than those for training. */
  void expectSize(Shape training) throws FileException {
    if (!training.equals(features().shape())) {
      throw images.mistakeAt(
          HEIGHT_OFFSET,
          "images of " + training.size(0) + " x " + training.size(1) + " pixels as for training",
          height + " x " + width);
    }
  }

  /** Refuses more pixels than an array can hold. */
  void expectToFit() throws FileException {
    if ((long) count * pixels.length > Idx.MOST_PIXELS) {
      throw images.mistakeAt(
          COUNT_OFFSET,
          "at most " + Idx.MOST_PIXELS + " pixels in all, or to be streamed in batches",
          count + " images of " + height + " x " + width);
    }
  }

  @Override
  public Path name() {
    return images.path();
  }

  @Override
  public TensorType features() {
    return new TensorType(DataType.FLOAT, Shape.of(height, width));
  }

  @Override
  public TensorType label() {
    return new TensorType(DataType.INT64, Shape.scalar());
  }

  @Override
  public boolean hasNext() throws IOException {
    if (index < count) {
      return true;
    }
    images.expectEnd();
    labels.expectEnd();
    return false;
  }

  @Override
  public void read(Cells features, Cells classIds, int row) throws IOException {
    images.read(pixels, (long) index * pixels.length, (long) count * pixels.length, PIXELS);
    for (int i = 0; i < pixels.length; i++) {
      features.set(row * pixels.length + i, Byte.toUnsignedInt(pixels[i]) / WHITE);
    }
    classIds.setLong(row, readLabel());
    index++;
  }

  private int readLabel() throws IOException {
    labels.read(label, index, count, LABELS);
    int told = Byte.toUnsignedInt(label[0]);
    if (told >= classes) {
      throw labels.mistakeAt(
          (long) LABELS_OFFSET + index, "a label in [0, " + classes + ")", Integer.toString(told));
    }
    return told;
  }

  @Override
  public void close() throws IOException {
    try (images) {
      labels.close();
    }
  }
}
