package io.github.grad4j.notebooks;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Pictures in notebooks: PNG in base 64. */
final class Png {
  private Png() {}

  static String base64(BufferedImage picture) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(png.toByteArray());
  }

  /** Empty if it is no picture. */
  static Optional<BufferedImage> picture(String base64) {
    try {
      byte[] png = Base64.getMimeDecoder().decode(base64);
      return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(png)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
