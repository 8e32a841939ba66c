package io.github.grad4j.examples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small data sets in the format of MNIST. */
final class IdxFiles {
  private IdxFiles() {}

  /** Writes the same images for training and for testing. */
  static void write(Path folder, int[] labels, int height, int width, byte[] pixels)
      throws IOException {
    byte[] classes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      classes[i] = (byte) labels[i];
    }
    for (String part : new String[] {"train", "t10k"}) {
      Files.write(
          folder.resolve(part + "-images-idx3-ubyte"),
          idx(pixels, 0x803, labels.length, height, width));
      Files.write(folder.resolve(part + "-labels-idx1-ubyte"), idx(classes, 0x801, labels.length));
    }
  }

  private static byte[] idx(byte[] content, int... header) {
    ByteBuffer bytes = ByteBuffer.allocate(header.length * Integer.BYTES + content.length);
    for (int number : header) {
      bytes.putInt(number);
    }
    return bytes.put(content).array();
  }
}
