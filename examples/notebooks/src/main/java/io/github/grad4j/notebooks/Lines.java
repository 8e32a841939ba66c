package io.github.grad4j.notebooks;

import static io.github.grad4j.ops.Ops.reduceSum;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of lines: formulas over a range of numbers, or numbers against numbers. */
public final class Lines {
  private static final int POINTS = 201;
  private static final int WIDTH = 720;
  private static final int HEIGHT = 380;

  /** So many round numbers an axis spans at least. */
  private static final int LEAST_UNITS = 4;

  /** Told apart by those who see red and green alike, too (M. Okabe, K. Ito, 2008). */
  private static final List<Color> COLORS =
      List.of(
          new Color(0x00, 0x72, 0xb2),
          new Color(0xd5, 0x5e, 0x00),
          new Color(0x00, 0x9e, 0x73),
          new Color(0xcc, 0x79, 0xa7),
          new Color(0xe6, 0x9f, 0x00),
          new Color(0x56, 0xb4, 0xe9),
          new Color(0x55, 0x55, 0x55));

  private final XYChart chart;
  private final String title;
  private final List<String> summary = new ArrayList<>();
  private double from;
  private double to = 1;
  private double left = Double.POSITIVE_INFINITY;
  private double right = Double.NEGATIVE_INFINITY;

  /**
   * A chart without lines.
   *
   * @param title stands above
   * @param across what the horizontal axis tells
   * @param up what the vertical axis tells
   */
  public Lines(String title, String across, String up) {
    this.title = title;
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(across)
            .yAxisTitle(up)
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setPlotGridLinesColor(new Color(0xe4, 0xe4, 0xe4));
    chart.getStyler().setPlotGridLinesStroke(new BasicStroke(1));
    chart.getStyler().setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    chart.getStyler().setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    chart.getStyler().setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    chart.getStyler().setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setLegendBorderColor(Color.WHITE);
    chart.getStyler().setSeriesColors(COLORS.toArray(Color[]::new));
    chart.getStyler().setLocale(Locale.ROOT);
  }

  /**
   * Where the formulas that follow are computed.
   *
   * @param least the left end
   * @param most the right end
   * @return this chart
   */
  public Lines over(double least, double most) {
    from = least;
    to = most;
    return this;
  }

  /**
   * What part of the vertical axis is seen.
   *
   * @param least the lower end
   * @param most the upper end
   * @return this chart
   */
  public Lines seen(double least, double most) {
    chart.getStyler().setYAxisMin(least).setYAxisMax(most);
    return this;
  }

  /**
   * A logarithmic vertical axis.
   *
   * @return this chart
   */
  public Lines logarithmic() {
    chart.getStyler().setYAxisLogarithmic(true);
    return this;
  }

  /**
   * The curve of a formula.
   *
   * @param name of the line
   * @param f elementwise, of DOUBLE
   * @return this chart
   */
  public Lines curve(String name, UnaryOperator<Tensor> f) {
    double[] xs = range();
    return line(name, xs, TensorTables.values(f.apply(Constant.of(xs))));
  }

  /**
   * The curve of a formula's derivative.
   *
   * @param name of the line
   * @param f elementwise, of DOUBLE
   * @return this chart
   */
  public Lines slope(String name, UnaryOperator<Tensor> f) {
    return curve(name, x -> Autograd.gradient(reduceSum(f.apply(x)), x));
  }

  /**
   * A line through points.
   *
   * @param name of the line
   * @param xs from left to right
   * @param ys as many
   * @return this chart
   */
  public Lines line(String name, double[] xs, double[] ys) {
    add(name, xs, ys).setMarker(SeriesMarkers.NONE);
    return this;
  }

  /**
   * A line through numbers that are counted from 0.
   *
   * @param name of the line
   * @param ys one after another
   * @return this chart
   */
  public Lines line(String name, double[] ys) {
    return line(name, IntStream.range(0, ys.length).asDoubleStream().toArray(), ys);
  }

  /**
   * Points without a line.
   *
   * @param name of the points
   * @param xs where they are
   * @param ys as many
   * @return this chart
   */
  public Lines points(String name, double[] xs, double[] ys) {
    add(name, xs, ys).setMarker(SeriesMarkers.CIRCLE).setLineStyle(SeriesLines.NONE);
    return this;
  }

  private XYSeries add(String name, double[] xs, double[] ys) {
    XYSeries series = chart.addSeries(name, xs, ys);
    series.setLineWidth(2);
    left = Math.min(left, DoubleStream.of(xs).min().orElse(left));
    right = Math.max(right, DoubleStream.of(xs).max().orElse(right));
    summary.add(name + ": " + summary(xs, ys));
    return series;
  }

  /** What a chart without its picture would have to say, and what tells two of them apart. */
  private static String summary(double[] xs, double[] ys) {
    int lowest = 0;
    int highest = 0;
    double sum = 0;
    for (int i = 0; i < ys.length; i++) {
      lowest = ys[i] < ys[lowest] ? i : lowest;
      highest = ys[i] > ys[highest] ? i : highest;
      sum += ys[i];
    }
    return ys.length
        + " points, from "
        + point(xs, ys, 0)
        + " to "
        + point(xs, ys, ys.length - 1)
        + ", lowest "
        + point(xs, ys, lowest)
        + ", highest "
        + point(xs, ys, highest)
        + ", mean "
        + Numbers.brief(sum / ys.length);
  }

  private static String point(double[] xs, double[] ys, int i) {
    return "(" + Numbers.brief(xs[i]) + ", " + Numbers.brief(ys[i]) + ")";
  }

  /** One pair is closer: ticks of evenly spaced points are at points, not at round numbers. */
  private double[] range() {
    IntStream halves =
        IntStream.concat(IntStream.of(0, 1), IntStream.range(1, POINTS).map(i -> 2 * i));
    return halves.mapToDouble(i -> from + (to - from) * i / (2 * (POINTS - 1))).toArray();
  }

  Shown shown() {
    // The axis begins and ends with round numbers.
    double unit = Math.pow(10, Math.floor(Math.log10((right - left) / LEAST_UNITS)));
    chart.getStyler().setXAxisMin(unit * Math.floor(left / unit));
    chart.getStyler().setXAxisMax(unit * Math.ceil(right / unit));
    return Shown.picture(this.toString(), BitmapEncoder.getBufferedImage(chart));
  }

  @Override
  public String toString() {
    return "chart \"" + title + "\"\n  " + String.join("\n  ", summary);
  }
}
