package io.github.grad4j.notebooks;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Pictures in notebooks: PNG in base 64. */
final class Png {
  private static final int COLORS = 256;

  /** Small enough not to be seen. */
  private static final int ROUNDED = 8;

  private Png() {}

  static String base64(BufferedImage picture) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(small(picture), "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(png.toByteArray());
  }

  /** With a byte for each pixel, if there are few colors, or few but for small differences. */
  private static BufferedImage small(BufferedImage picture) {
    return withPalette(picture, 1).or(() -> withPalette(picture, ROUNDED)).orElse(picture);
  }

  private static Optional<BufferedImage> withPalette(BufferedImage picture, int step) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, new int[width * height], 0, width);
    Map<Integer, Integer> palette = new LinkedHashMap<>();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = rounded(pixels[i], step);
      palette.putIfAbsent(pixels[i], palette.size());
      if (palette.size() > COLORS) {
        return Optional.empty();
      }
    }
    int[] colors = palette.keySet().stream().mapToInt(color -> color).toArray();
    IndexColorModel model =
        new IndexColorModel(8, colors.length, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage indexed =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = palette.getOrDefault(pixels[i], 0);
    }
    indexed.getRaster().setPixels(0, 0, width, height, pixels);
    return Optional.of(indexed);
  }

  /** Red, green and blue in steps; white stays white. */
  private static int rounded(int color, int step) {
    int rounded = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int part = color >> shift & 0xff;
      rounded |= (part == 0xff ? part : part / step * step) << shift;
    }
    return rounded;
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
