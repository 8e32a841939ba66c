package io.github.grad4j.examples;

import io.github.grad4j.autograd.files.AtomicFile;
import io.github.grad4j.autograd.train.ConfusionMatrix;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Variable;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of what was learned. */
public final class Pictures {
  private static final Color[] WHITE_TO_BLUE = {Color.WHITE, new Color(0x6b, 0xae, 0xd6)};

  /** A cell of a confusion matrix, and the room for titles beside the cells. */
  private static final int CELL = 50;

  private static final int TITLES = 150;
  private static final int TICKS = 15;
  private static final int SHORT_NAME = 6;
  private static final int LEAST_SIDE = 400;
  private static final int MOST_SIDE = 1600;

  /** Images of weights are about so large, and no more than so many. */
  private static final int TILE = 112;

  private static final int MOST_TILES = 144;
  private static final int GAP = 8;
  private static final int CAPTION = 16;

  static {
    System.setProperty("java.awt.headless", "true");
  }

  private Pictures() {}

  /**
   * Losses by epoch on the left axis, metrics on the right one if they are shares, else beside the
   * losses.
   *
   * @param history of one epoch or more
   * @param shares the metrics that are shares
   * @return a chart of 800 x 500 pixels
   */
  public static BufferedImage learningCurve(History history, List<String> shares) {
    XYChart chart =
        new XYChartBuilder()
            .width(800)
            .height(500)
            .title("Learning curve")
            .xAxisTitle("epoch")
            .yAxisTitle("loss")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0, 0.0);
    addLine(chart, "loss", history, History.Epoch::loss);
    addLine(chart, "validation loss", history, History.Epoch::judgedLoss);
    for (String metric : history.epochs().get(0).metrics().keySet()) {
      ToDoubleFunction<History.Epoch> value =
          epoch -> epoch.metrics().getOrDefault(metric, Double.NaN);
      if (!shares.contains(metric)) {
        addLine(chart, metric, history, value);
        continue;
      }
      addLine(chart, "validation " + metric + " (right)", history, value).setYAxisGroup(1);
      chart.getStyler().setYAxisMax(1, 1.0);
      chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
      chart.setYAxisGroupTitle(1, metric);
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static XYSeries addLine(
      XYChart chart, String name, History history, ToDoubleFunction<History.Epoch> value) {
    double[] numbers = history.epochs().stream().mapToDouble(History.Epoch::number).toArray();
    double[] values = history.epochs().stream().mapToDouble(value).toArray();
    XYSeries line = chart.addSeries(name, numbers, values);
    // A single point would be no line.
    line.setMarker(numbers.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    return line;
  }

  /**
   * Counts by label, from the top, and prediction, from the left.
   *
   * @param confusion the counts
   * @param classNames one for each class
   * @return a square chart
   */
  public static BufferedImage confusion(ConfusionMatrix confusion, List<String> classNames) {
    int classes = confusion.classes();
    int side = Math.max(LEAST_SIDE, Math.min(MOST_SIDE, TITLES + CELL * classes));
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(side)
            .height(side)
            .title("Examples by class")
            .xAxisTitle("prediction")
            .yAxisTitle("label")
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setRangeColors(WHITE_TO_BLUE);
    chart.getStyler().setShowValue(true);
    // Every class is named, at a slant where names are longer than cells.
    chart.getStyler().setXAxisTickMarkSpacingHint(TICKS).setYAxisTickMarkSpacingHint(TICKS);
    if (classNames.stream().anyMatch(name -> name.length() > SHORT_NAME)) {
      chart.getStyler().setXAxisLabelRotation(45);
    }
    List<Number[]> cells = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      for (int told = 0; told < classes; told++) {
        // The axis goes up.
        cells.add(new Number[] {told, classes - 1 - label, confusion.count(label, told)});
      }
    }
    List<String> upwards = new ArrayList<>(classNames);
    Collections.reverse(upwards);
    chart.addSeries("examples", classNames, upwards, cells);
    return BitmapEncoder.getBufferedImage(chart);
  }

  /**
   * The weights of each class or hidden unit as an image of their own: red pixels speak for it,
   * blue ones against it, the more the stronger the color.
   *
   * @param w {@code [pixels, units]}
   * @param image the shape of an image
   * @param captions of the units; none if they have no names
   * @return the images in rows, at most 144 of them
   */
  public static BufferedImage weights(Variable w, Shape image, List<String> captions) {
    int units = Math.min(MOST_TILES, w.shape().size(1));
    int height = image.size(0);
    int width = image.size(1);
    int zoom = Math.max(1, TILE / Math.max(height, width));
    int columns = (int) Math.ceil(Math.sqrt(units));
    int rows = (units + columns - 1) / columns;
    int captionHeight = captions.isEmpty() ? 0 : CAPTION;
    int right = width * zoom + GAP;
    int down = height * zoom + GAP + captionHeight;
    BufferedImage picture =
        new BufferedImage(GAP + columns * right, GAP + rows * down, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.LIGHT_GRAY);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    double[] values = values(w);
    double largest = DoubleStream.of(values).map(Math::abs).max().orElse(0);
    for (int unit = 0; unit < units; unit++) {
      int left = GAP + unit % columns * right;
      int top = GAP + unit / columns * down;
      if (!captions.isEmpty()) {
        graphics.setColor(Color.BLACK);
        graphics.drawString(captions.get(unit), left, top + CAPTION - GAP / 2);
      }
      for (int pixel = 0; pixel < height * width; pixel++) {
        double value = values[pixel * w.shape().size(1) + unit];
        graphics.setColor(color(largest == 0 ? 0 : value / largest));
        graphics.fillRect(
            left + pixel % width * zoom, top + captionHeight + pixel / width * zoom, zoom, zoom);
      }
    }
    graphics.dispose();
    return picture;
  }

  private static double[] values(Variable w) {
    try (Plan plan = Plan.of(w)) {
      return plan.run().doubles(w);
    }
  }

  /** Blue at -1, white at 0, red at 1. */
  private static Color color(double value) {
    float pale = (float) (1 - Math.abs(value));
    return value > 0 ? new Color(1, pale, pale) : new Color(pale, pale, 1);
  }

  /** Writes a PNG file; it is there as a whole or not at all. */
  static void write(BufferedImage picture, Path file) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          // Left to itself, ImageIO caches in a file, which it cannot while the JVM is ending.
          try (ImageOutputStream cached = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(picture, "png", cached);
          }
        });
  }
}
