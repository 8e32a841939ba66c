package io.github.grad4j.notebooks;

import org.rapaio.jupyter.kernel.global.Global;

/**
 * Shows values: as tables and pictures in a notebook, as text in {@code jshell} and anywhere else.
 *
 * <p>Tensors are computed; plans, reports, histories, data sets, confusion matrices, charts and
 * images have forms of their own; anything else is shown as it describes itself.
 */
public final class Notebook {
  private Notebook() {}

  /**
   * Shows a value.
   *
   * @param value anything
   */
  public static void show(Object value) {
    publish(Shown.of(value));
  }

  /**
   * Shows a value and says what it is.
   *
   * @param what stands in front
   * @param value anything
   */
  public static void show(String what, Object value) {
    Shown shown = Shown.of(value);
    if (shown.hasRoom()) {
      publish(shown.titled(what));
    } else {
      publish(Shown.table(what, "<b>" + Html.escaped(what) + "</b>"));
      publish(shown);
    }
  }

  private static void publish(Shown shown) {
    if (Boolean.getBoolean(KernelLauncher.PROPERTY)) {
      Global.display(shown);
    } else {
      System.out.println(shown.text());
    }
  }
}
