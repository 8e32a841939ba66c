package io.github.grad4j.notebooks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** A function of two numbers seen from above, the lower the darker, and ways across it. */
public final class Surface {
  private static final int SIDE = 400;
  private static final int LEFT = 64;
  private static final int TOP = 34;
  private static final int BOTTOM = 46;
  private static final int LEGEND = 200;
  private static final int LINE = 20;

  /** Each point of the grid is a square of so many pixels. */
  private static final int CELL = 2;

  private static final int BANDS = 18;

  private static final List<Color> COLORS =
      List.of(new Color(0xd5, 0x5e, 0x00), new Color(0xb0, 0x00, 0x5a), new Color(0, 0, 0));

  private final String title;
  private final String across;
  private final String up;
  private final double[] box;
  private final double[] heights;
  private final double lowest;
  private final double highest;
  private final List<Path> paths = new ArrayList<>();

  /**
   * A place on the surface.
   *
   * @param x the first number
   * @param y the second number
   */
  public record Point(double x, double y) {}

  private record Path(String name, List<Point> points) {}

  /**
   * The surface of a function.
   *
   * @param title stands above
   * @param across what the first number is
   * @param up what the second number is
   * @param box least and most of the first number, least and most of the second
   * @param height the function
   */
  public Surface(
      String title, String across, String up, double[] box, DoubleBinaryOperator height) {
    this.title = title;
    this.across = across;
    this.up = up;
    this.box = box.clone();
    int n = SIDE / CELL;
    heights = new double[n * n];
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < heights.length; i++) {
      int row = i / n;
      double x = box[0] + (box[1] - box[0]) * (i % n + 0.5) / n;
      double y = box[2] + (box[3] - box[2]) * (row + 0.5) / n;
      heights[i] = height.applyAsDouble(x, y);
      least = Math.min(least, heights[i]);
      most = Math.max(most, heights[i]);
    }
    lowest = least;
    highest = most;
  }

  /**
   * A way across the surface, with a dot at each step.
   *
   * @param name of the way
   * @param points one after another
   * @return this surface
   */
  public Surface path(String name, List<Point> points) {
    paths.add(new Path(name, List.copyOf(points)));
    return this;
  }

  Shown shown() {
    BufferedImage picture =
        new BufferedImage(LEFT + SIDE + LEGEND, TOP + SIDE + BOTTOM, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    drawHeights(graphics);
    drawFrame(graphics);
    graphics.setClip(LEFT, TOP, SIDE, SIDE);
    for (int i = 0; i < paths.size(); i++) {
      drawPath(graphics, paths.get(i).points(), COLORS.get(i % COLORS.size()));
    }
    graphics.dispose();
    return Shown.picture(toString(), picture);
  }

  /** Bands are narrow near the bottom, where differences are small. */
  private void drawHeights(Graphics2D graphics) {
    int n = SIDE / CELL;
    for (int i = 0; i < heights.length; i++) {
      double part =
          Math.sqrt((heights[i] - lowest) / Math.max(highest - lowest, Double.MIN_NORMAL));
      double band = Math.floor(part * BANDS) / BANDS;
      int light = (int) (95 + 160 * Math.min(1, band));
      graphics.setColor(new Color((int) (0.55 * light + 0.45 * 255 * band), light, 255));
      int y = TOP + SIDE - (i / n + 1) * CELL;
      graphics.fillRect(LEFT + i % n * CELL, y, CELL, CELL);
    }
  }

  private void drawFrame(Graphics2D graphics) {
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    graphics.drawString(title, LEFT, TOP - 12);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    graphics.drawRect(LEFT, TOP, SIDE, SIDE);
    graphics.drawString(Numbers.brief(box[0]), LEFT, TOP + SIDE + LINE);
    graphics.drawString(Numbers.brief(box[1]), LEFT + SIDE - LINE, TOP + SIDE + LINE);
    graphics.drawString(across, LEFT + SIDE / 2 - LINE, TOP + SIDE + LINE);
    graphics.drawString(Numbers.brief(box[2]), LINE / 2, TOP + SIDE);
    graphics.drawString(Numbers.brief(box[3]), LINE / 2, TOP + LINE / 2);
    graphics.drawString(up, LINE / 2, TOP + SIDE / 2);
    for (int i = 0; i < paths.size(); i++) {
      int y = TOP + LINE + i * LINE;
      graphics.setColor(COLORS.get(i % COLORS.size()));
      graphics.fillOval(LEFT + SIDE + 12, y - 8, 8, 8);
      graphics.setColor(Color.BLACK);
      graphics.drawString(paths.get(i).name(), LEFT + SIDE + 26, y);
    }
  }

  private void drawPath(Graphics2D graphics, List<Point> points, Color color) {
    graphics.setColor(color);
    graphics.setStroke(new BasicStroke(1.6f));
    for (int i = 0; i < points.size(); i++) {
      double x = x(points.get(i));
      double y = y(points.get(i));
      if (i > 0) {
        graphics.draw(new Line2D.Double(x(points.get(i - 1)), y(points.get(i - 1)), x, y));
      }
      graphics.fill(new Ellipse2D.Double(x - 3, y - 3, 6, 6));
    }
  }

  private double x(Point point) {
    return LEFT + SIDE * (point.x() - box[0]) / (box[1] - box[0]);
  }

  private double y(Point point) {
    return TOP + SIDE - SIDE * (point.y() - box[2]) / (box[3] - box[2]);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("surface \"" + title + "\"\n  from ");
    text.append(Numbers.brief(lowest)).append(" to ").append(Numbers.brief(highest));
    for (Path path : paths) {
      Point last = path.points().get(path.points().size() - 1);
      text.append("\n  ").append(path.name()).append(": ").append(path.points().size() - 1);
      text.append(" steps, to (").append(Numbers.brief(last.x())).append(", ");
      text.append(Numbers.brief(last.y())).append(")");
    }
    return text.toString();
  }
}
