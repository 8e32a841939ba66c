package io.github.grad4j.notebooks;

import io.github.grad4j.autograd.check.GradientReport;
import io.github.grad4j.autograd.check.OpReport;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.explain.Explanation;
import io.github.grad4j.autograd.train.ConfusionMatrix;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.examples.Pictures;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is to be seen of a value.
 *
 * @param text always there: what a comparison reads, and a screen without pictures shows
 * @param html the same as a table; empty if text or picture say it as well
 * @param markdown the same as formulas; empty if there are none
 * @param picture empty if there is nothing to be drawn
 */
record Shown(
    String text,
    Optional<String> html,
    Optional<String> markdown,
    Optional<BufferedImage> picture) {
  /** The line of a cell that has no file means nothing to a reader. */
  private static final Pattern PLACE = Pattern.compile(" at \\$JShell\\$\\w+\\.java:\\d+");

  Shown {
    text = withoutPlaces(text);
    html = html.map(Shown::withoutPlaces);
    markdown = markdown.map(Shown::withoutPlaces);
  }

  private static String withoutPlaces(String text) {
    return PLACE.matcher(text).replaceAll("");
  }

  static Shown text(String text) {
    return new Shown(text, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Shown table(String text, String html) {
    return new Shown(text, Optional.of(html), Optional.empty(), Optional.empty());
  }

  static Shown markdown(String text, String markdown) {
    return new Shown(text, Optional.empty(), Optional.of(markdown), Optional.empty());
  }

  static Shown picture(String text, BufferedImage picture) {
    return new Shown(text, Optional.empty(), Optional.empty(), Optional.of(picture));
  }

  /** The form that fits the value's class. */
  static Shown of(Object value) {
    if (value instanceof Shown shown) {
      return shown;
    } else if (value instanceof Tensor tensor) {
      return TensorTables.shown(tensor);
    } else if (value instanceof INDArray array) {
      return TensorTables.shown(Constant.of(array));
    } else if (value instanceof Double number) {
      return text(Numbers.text(number));
    } else if (value instanceof double[] numbers) {
      return TensorTables.shown(Constant.of(numbers));
    } else if (value instanceof double[][] rows) {
      return TensorTables.shown(Constant.of(rows));
    } else if (value instanceof long[] numbers) {
      return TensorTables.shown(Constant.of(numbers));
    } else if (value instanceof Columns columns) {
      return columns.shown();
    } else if (value instanceof Lines lines) {
      return lines.shown();
    } else if (value instanceof Images images) {
      return images.shown();
    } else if (value instanceof Dataset examples) {
      return DataTables.shown(examples);
    } else if (value instanceof ConfusionMatrix confusion) {
      return DataTables.shown(confusion);
    } else if (value instanceof History history) {
      return picture(Reports.text(history), Pictures.learningCurve(history, List.of("accuracy")));
    } else if (value instanceof GradientReport report) {
      return Reports.shown(report);
    } else if (value instanceof OpReport report) {
      return Reports.shown(report);
    } else if (value instanceof Explanation explanation) {
      return markdown(explanation.toString(), Reports.markdown(explanation));
    } else if (value instanceof Surface surface) {
      return surface.shown();
    } else if (value instanceof Wiring wiring) {
      return wiring.shown();
    } else if (value instanceof Plan plan) {
      return text(plan.toString().stripTrailing());
    } else if (value instanceof Exception e) {
      return text(e.getClass().getSimpleName() + ": " + e.getMessage());
    } else if (value instanceof Chart<?, ?> chart) {
      return picture(Reports.text(chart), BitmapEncoder.getBufferedImage(chart));
    } else if (value instanceof BufferedImage image) {
      return picture("picture of " + image.getWidth() + " x " + image.getHeight(), image);
    }
    return text(String.valueOf(value));
  }

  /** Whether it is a table or a line of text, and has room for a title of its own. */
  boolean hasRoom() {
    return markdown.isEmpty() && picture.isEmpty();
  }

  /** The same, of what has room, with what it is in front. */
  Shown titled(String what) {
    boolean oneLine = text.indexOf('\n') < 0 && html.isEmpty();
    String title = "<b>" + Html.escaped(what) + "</b>";
    if (oneLine) {
      return table(what + ": " + text, title + ": " + Html.escaped(text));
    }
    String titled = title + html.orElseGet(() -> "<pre>" + Html.escaped(text) + "</pre>");
    return table(what + ":\n" + text, titled);
  }
}
