package io.github.grad4j.examples;

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

  /** One image, a line for each row; two characters make about a square. */
  static List<String> of(LabelledImages images, int index) {
    int block = (Math.max(images.height(), images.width()) + MOST_ROWS - 1) / MOST_ROWS;
    List<String> lines = new ArrayList<>();
    for (int top = 0; top < images.height(); top += block) {
      StringBuilder line = new StringBuilder();
      for (int left = 0; left < images.width(); left += block) {
        double darkness = mean(images, index, top, left, block);
        String shade = SHADES.substring((int) (darkness * (SHADES.length() - 1) + 0.5));
        line.append(shade.charAt(0)).append(shade.charAt(0));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static double mean(LabelledImages images, int index, int top, int left, int block) {
    double sum = 0;
    int count = 0;
    for (int row = top; row < Math.min(images.height(), top + block); row++) {
      for (int column = left; column < Math.min(images.width(), left + block); column++) {
        sum += images.pixels().getDouble(index, row * images.width() + column);
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
