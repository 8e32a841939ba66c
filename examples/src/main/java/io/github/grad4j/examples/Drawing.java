package io.github.grad4j.examples;

import io.github.grad4j.autograd.data.Dataset;
import java.util.ArrayList;
import java.util.List;

/** Images drawn with characters. */
final class Drawing {
  /** From light to dark. */
  private static final String SHADES = " .:-=+*#%@";

  /** Larger images are drawn with several pixels in one. */
  private static final int MOST_ROWS = 16;

  private static final String GAP = "   ";

  private Drawing() {}

  /** One image {@code [height, width]}, a line for each row; two characters are about a square. */
  static List<String> of(Dataset images, int index) {
    int height = images.featureShape().size(0);
    int width = images.featureShape().size(1);
    double[] pixels = images.example(index);
    int block = (Math.max(height, width) + MOST_ROWS - 1) / MOST_ROWS;
    List<String> lines = new ArrayList<>();
    for (int top = 0; top < height; top += block) {
      StringBuilder line = new StringBuilder();
      for (int left = 0; left < width; left += block) {
        double darkness = mean(pixels, width, top, left, block);
        String shade = SHADES.substring((int) (darkness * (SHADES.length() - 1) + 0.5));
        line.append(shade.charAt(0)).append(shade.charAt(0));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static double mean(double[] pixels, int width, int top, int left, int block) {
    double sum = 0;
    int count = 0;
    for (int row = top; row < Math.min(pixels.length / width, top + block); row++) {
      for (int column = left; column < Math.min(width, left + block); column++) {
        sum += pixels[row * width + column];
        count++;
      }
    }
    return sum / count;
  }

  /** Blocks of as many lines each, side by side. */
  static List<String> sideBySide(List<List<String>> blocks) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < blocks.get(0).size(); i++) {
      StringBuilder line = new StringBuilder();
      for (List<String> block : blocks) {
        int width = block.stream().mapToInt(String::length).max().orElse(0);
        String part = block.get(i);
        line.append(part).append(" ".repeat(width - part.length())).append(GAP);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
