package io.github.grad4j.notebooks;

import io.github.grad4j.autograd.explain.BackwardStep;
import io.github.grad4j.autograd.explain.Explanation;
import io.github.grad4j.autograd.explain.ForwardStep;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph of a small formula as a picture: what each step computes, in blue, and what flows back
 * to it, in red.
 */
public final class Wiring {
  private static final int BOX_WIDTH = 132;
  private static final int BOX_HEIGHT = 58;
  private static final int ACROSS = 36;
  private static final int DOWN = 16;
  private static final int MARGIN = 8;
  private static final int LINE = 17;
  private static final int ARROW = 6;

  private static final Color FORWARD = new Color(0x00, 0x52, 0x92);
  private static final Color BACKWARD = new Color(0xb5, 0x3a, 0x00);

  private final List<ForwardStep> steps;
  private final Map<Tensor, BackwardStep> cotangents = new HashMap<>();
  private final Map<Tensor, Integer> columns = new HashMap<>();
  private final Map<Tensor, Integer> rows = new HashMap<>();

  private Wiring(Explanation explanation) {
    steps = explanation.forward();
    explanation.backward().forEach(step -> cotangents.put(step.tensor(), step));
    place();
  }

  /**
   * The graph of an explained loss.
   *
   * @param explanation of a formula of few steps
   * @return what {@link Notebook#show(Object)} shows
   */
  public static Wiring of(Explanation explanation) {
    return new Wiring(explanation);
  }

  /** Ops as far to the right as their inputs ask, leaves just before what uses them first. */
  private void place() {
    for (ForwardStep step : steps) {
      int column = 0;
      for (Tensor input : inputs(step)) {
        column = Math.max(column, columns.getOrDefault(input, 0) + 1);
      }
      columns.put(step.tensor(), column);
    }
    for (ForwardStep step : steps) {
      if (inputs(step).isEmpty()) {
        int first =
            steps.stream()
                .filter(user -> inputs(user).contains(step.tensor()))
                .mapToInt(user -> columns.getOrDefault(user.tensor(), 1))
                .min()
                .orElse(1);
        columns.put(step.tensor(), first - 1);
      }
    }
    List<Integer> heights = new ArrayList<>(Collections.nCopies(steps.size(), 0));
    for (ForwardStep step : steps) {
      int column = columns.getOrDefault(step.tensor(), 0);
      rows.put(step.tensor(), heights.get(column));
      heights.set(column, heights.get(column) + 1);
    }
  }

  /** Those that are drawn: constants of one number are not. */
  private List<Tensor> inputs(ForwardStep step) {
    if (!(step.tensor() instanceof Node node)) {
      return List.of();
    }
    return node.inputs().stream()
        .filter(input -> steps.stream().anyMatch(other -> other.tensor() == input))
        .toList();
  }

  Shown shown() {
    int width = columns.values().stream().mapToInt(column -> column).max().orElse(0) + 1;
    int height = rows.values().stream().mapToInt(row -> row).max().orElse(0) + 1;
    BufferedImage picture =
        new BufferedImage(
            2 * MARGIN + width * (BOX_WIDTH + ACROSS) - ACROSS,
            2 * MARGIN + height * (BOX_HEIGHT + DOWN) - DOWN,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    for (ForwardStep step : steps) {
      inputs(step).forEach(input -> arrow(graphics, input, step.tensor()));
    }
    steps.forEach(step -> box(graphics, step));
    graphics.dispose();
    return Shown.picture(toString(), picture);
  }

  private void box(Graphics2D graphics, ForwardStep step) {
    int x = left(step.tensor());
    int y = middle(step.tensor()) - BOX_HEIGHT / 2;
    graphics.setColor(step.tensor() instanceof Node ? Color.WHITE : new Color(0xf2, 0xf2, 0xf2));
    graphics.fillRoundRect(x, y, BOX_WIDTH, BOX_HEIGHT, MARGIN, MARGIN);
    graphics.setColor(Color.GRAY);
    graphics.setStroke(new BasicStroke(1));
    graphics.drawRoundRect(x, y, BOX_WIDTH, BOX_HEIGHT, MARGIN, MARGIN);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 12));
    graphics.setColor(Color.BLACK);
    graphics.drawString(title(step), x + MARGIN, y + LINE);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    graphics.setColor(FORWARD);
    graphics.drawString(brief(step.value()), x + MARGIN, y + 2 * LINE);
    BackwardStep cotangent = cotangents.get(step.tensor());
    if (cotangent != null) {
      graphics.setColor(BACKWARD);
      graphics.drawString("← " + brief(cotangent.cotangent()), x + MARGIN, y + 3 * LINE);
    }
  }

  private static String title(ForwardStep step) {
    return step.tensor() instanceof Node node
        ? step.name() + " = " + name(node)
        : step.name().toString();
  }

  private static String name(Node node) {
    String name = node.op().getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** One number, or how many there are. */
  private static String brief(io.github.grad4j.autograd.explain.Numbers numbers) {
    return numbers.elements().size() == 1
        ? Numbers.brief(numbers.elements().get(0))
        : numbers.type().shape().toString();
  }

  private void arrow(Graphics2D graphics, Tensor from, Tensor to) {
    int x1 = left(from) + BOX_WIDTH;
    int y1 = middle(from);
    int x2 = left(to);
    int y2 = middle(to);
    graphics.setColor(Color.GRAY);
    graphics.setStroke(new BasicStroke(1.4f));
    graphics.drawLine(x1, y1, x2, y2);
    double angle = Math.atan2(y2 - y1, x2 - x1);
    for (double side : new double[] {0.45, -0.45}) {
      graphics.drawLine(
          x2,
          y2,
          (int) Math.round(x2 - ARROW * Math.cos(angle + side)),
          (int) Math.round(y2 - ARROW * Math.sin(angle + side)));
    }
  }

  private int left(Tensor tensor) {
    return MARGIN + columns.getOrDefault(tensor, 0) * (BOX_WIDTH + ACROSS);
  }

  private int middle(Tensor tensor) {
    return MARGIN + rows.getOrDefault(tensor, 0) * (BOX_HEIGHT + DOWN) + BOX_HEIGHT / 2;
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(List.of("graph"));
    for (ForwardStep step : steps) {
      BackwardStep cotangent = cotangents.get(step.tensor());
      lines.add(
          title(step)
              + ": "
              + brief(step.value())
              + (cotangent == null ? "" : " ← " + brief(cotangent.cotangent())));
    }
    return String.join("\n  ", lines);
  }
}
