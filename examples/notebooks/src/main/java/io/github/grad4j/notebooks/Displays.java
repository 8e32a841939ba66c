package io.github.grad4j.notebooks;

import io.github.grad4j.autograd.check.GradientReport;
import io.github.grad4j.autograd.check.OpReport;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.explain.Explanation;
import io.github.grad4j.autograd.train.ConfusionMatrix;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.Chart;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.MimeType;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** Tells the kernel how to show what the library makes, also when a cell ends with it. */
public final class Displays implements DisplayProvider {
  private static final List<Class<?>> CLASSES =
      List.of(
          Shown.class,
          Tensor.class,
          INDArray.class,
          Plan.class,
          GradientReport.class,
          OpReport.class,
          History.class,
          Dataset.class,
          ConfusionMatrix.class,
          Chart.class,
          Columns.class,
          Images.class,
          Lines.class,
          Surface.class,
          Wiring.class,
          Explanation.class,
          BufferedImage.class);

  /** What the kernel's service loader calls. */
  public Displays() {}

  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    return CLASSES.stream().<DisplayRenderer>map(Renderer::new).toList();
  }

  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return List.of();
  }

  private record Renderer(Class<?> rendererClass) implements DisplayRenderer {
    @Override
    public boolean canRender(@Nullable String mime) {
      return mime == null;
    }

    @Override
    public DisplayData render(@Nullable String mime, Object value) {
      Shown shown = Shown.of(value);
      DisplayData data = DisplayData.withType(MimeType.TEXT.longType(), shown.text());
      shown.html().ifPresent(html -> data.putData(MimeType.HTML, html));
      shown.markdown().ifPresent(text -> data.putData(MimeType.MARKDOWN, text));
      shown.picture().ifPresent(picture -> data.putData(MimeType.PNG, Png.base64(picture)));
      return data;
    }
  }
}
