package io.github.grad4j.notebooks;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.core.Shape;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Images of a data set side by side, dark where a pixel is large, with a line under each. */
public final class Images {
  private static final int SIDE = 56;
  private static final int GAP = 10;
  private static final int CAPTION = 16;
  private static final int COLUMNS = 10;

  private final Dataset images;
  private final int[] indices;
  private final List<String> captions;

  private Images(Dataset images, int[] indices, List<String> captions) {
    this.images = images;
    this.indices = indices;
    this.captions = captions;
  }

  /**
   * Some images, with the names of their classes.
   *
   * @param images of shape {@code [height, width]}
   * @param indices which
   * @return what {@link Notebook#show(Object)} shows
   */
  public static Images of(Dataset images, int... indices) {
    long[] classes = images.classes();
    List<String> names =
        IntStream.of(indices).mapToObj(i -> images.classNames().get((int) classes[i])).toList();
    return new Images(images, indices.clone(), names);
  }

  /**
   * The same images with other lines under them.
   *
   * @param others as many as images
   * @return what {@link Notebook#show(Object)} shows
   */
  public Images captioned(List<String> others) {
    return new Images(images, indices, List.copyOf(others));
  }

  Shown shown() {
    Shape shape = images.featureShape();
    int zoom = Math.max(1, SIDE / Math.max(shape.size(0), shape.size(1)));
    int columns = Math.min(COLUMNS, indices.length);
    int rows = (indices.length + columns - 1) / columns;
    int right = shape.size(1) * zoom + GAP;
    int down = shape.size(0) * zoom + CAPTION + GAP;
    BufferedImage picture =
        new BufferedImage(GAP + columns * right, GAP + rows * down, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < indices.length; i++) {
      int left = GAP + i % columns * right;
      int top = GAP + i / columns * down;
      double[] pixels = images.example(indices[i]);
      for (int pixel = 0; pixel < pixels.length; pixel++) {
        float light = (float) Math.min(1, Math.max(0, 1 - pixels[pixel]));
        graphics.setColor(new Color(light, light, light));
        int x = left + pixel % shape.size(1) * zoom;
        graphics.fillRect(x, top + pixel / shape.size(1) * zoom, zoom, zoom);
      }
      graphics.setColor(Color.BLACK);
      graphics.drawString(captions.get(i), left, top + shape.size(0) * zoom + CAPTION - 2);
      texts.add(indices[i] + " (" + captions.get(i) + ")");
    }
    graphics.dispose();
    return Shown.picture("images " + String.join(", ", texts), picture);
  }

  @Override
  public String toString() {
    return shown().text();
  }
}
