package io.github.grad4j.autograd.check;

import io.github.grad4j.autograd.check.Probe.Pushed;
import io.github.grad4j.autograd.check.Slope.Kind;
import io.github.grad4j.core.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Elements of one input, each compared in both modes with finite differences. */
final class InputCheck {
  /** So much larger steps are tried when rounding leaves too much open. */
  private static final double[] LARGER_STEPS = {8, 64};

  /** What is wrong by less than so many tolerances is left to the Taylor remainder. */
  private static final double DOUBTFUL = 10;

  /** A remainder's order is 2 for a right derivative, 1 for a wrong one. */
  private static final double RIGHT_ORDER = 1.7;

  /** Of so many numbers at most a pattern is made out. */
  private static final int MOST_TERMS = 1 << 18;

  /** Where the first step of extrapolation is long, this part of it is short. */
  private static final double FINER = 16;

  private final Level level;
  private final Point point;
  private final int[] elements;
  private final double[] backward;
  private final double[] forward;
  private final Differences[] differences;
  private final Slope[] slopes;
  private final Verdict[] verdicts;
  private final double largest;

  InputCheck(Level level, Probe probe, int input, double[] center, double[] all, int[] elements) {
    this.level = level;
    this.point = level.xs().get(input);
    this.elements = elements;
    this.backward = Arrays.stream(elements).mapToDouble(element -> all[element]).toArray();
    int size = elements.length;
    this.forward = new double[size];
    this.differences = new Differences[size];
    this.slopes = new Slope[size];
    double[] tangent = new double[point.size()];
    for (int j = 0; j < size; j++) {
      int element = elements[j];
      tangent[element] = 1;
      Pushed pushed = probe.pushed(input, tangent);
      tangent[element] = 0;
      forward[j] = probe.weighted(pushed.column());
      Line line = probe.along(input, element, center, pushed);
      differences[j] = new Differences(line, level.precision(), point.value()[element]);
      slopes[j] = differences[j].slope();
    }
    // What may be noise is not counted.
    this.largest =
        Arrays.stream(slopes)
            .mapToDouble(s -> Math.abs(s.value()) - s.tolerance())
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    this.verdicts = new Verdict[size];
    for (int j = 0; j < size; j++) {
      verdicts[j] = verdict(j);
    }
  }

  private Verdict verdict(int j) {
    if (!Double.isFinite(backward[j])
        || !Double.isFinite(forward[j])
        || slopes[j].kind() == Kind.NON_FINITE) {
      return Verdict.NON_FINITE;
    }
    if (slopes[j].kind() == Kind.KINK) {
      return Verdict.KINK;
    }
    double claimed = Math.max(Math.abs(backward[j]), Math.abs(forward[j]));
    double size = Math.max(claimed, largest);
    if (size == 0) {
      return Verdict.RIGHT;
    }
    for (double factor : LARGER_STEPS) {
      if (slopes[j].tolerance() > level.precision().wide * size) {
        Slope wider = differences[j].slopeFrom(factor * slopes[j].step());
        if (wider.kind() == Kind.SMOOTH && wider.tolerance() < slopes[j].tolerance()) {
          slopes[j] = wider;
        }
      }
    }
    if (slopes[j].tolerance() > level.precision().wide * size) {
      return Verdict.NOISY;
    }
    return isRight(j, backward[j]) && isRight(j, forward[j]) ? Verdict.RIGHT : Verdict.WRONG;
  }

  private boolean isRight(int j, double analytic) {
    Slope slope = slopes[j];
    double part = relative() * Math.abs(slope.value());
    return agrees(analytic, slope, relative())
        || (Math.abs(analytic - slope.value()) <= part + DOUBTFUL * slope.tolerance()
            && differences[j].remainderOrder(analytic, slope.step()) >= RIGHT_ORDER);
  }

  /** Whether a derivative is what the differences say, as far as they can tell. */
  static boolean agrees(double analytic, Slope slope, double relative) {
    double open = relative * Math.abs(slope.value()) + slope.tolerance();
    return Math.abs(analytic - slope.value()) <= open;
  }

  private double relative() {
    return level.precision().relative;
  }

  /** The gravest verdict of any element. */
  Verdict verdict() {
    Verdict gravest = Arrays.stream(verdicts).max(Verdict::compareTo).orElse(Verdict.VACUOUS);
    boolean constant = Arrays.stream(slopes).allMatch(slope -> slope.value() == 0);
    return constant && gravest == Verdict.RIGHT ? Verdict.VACUOUS : gravest;
  }

  /** How far off the differences of any element may be. */
  double tolerance() {
    return Arrays.stream(slopes).mapToDouble(Slope::tolerance).max().orElse(0);
  }

  InputReport report() {
    Verdict verdict = verdict();
    int worst = worst(verdict);
    return worst < 0
        ? report(verdict, Optional.empty(), "")
        : report(verdict, Optional.of(withRemainder(worst)), remark(verdict, worst));
  }

  /** A report that overrules the elements: they agree with differences and not with each other. */
  InputReport inconsistent(String remark) {
    return report(Verdict.WRONG, Optional.empty(), remark);
  }

  private InputReport report(Verdict verdict, Optional<ElementReport> worst, String remark) {
    List<ElementReport> all = IntStream.range(0, elements.length).mapToObj(this::element).toList();
    return new InputReport(
        level.order(), point.input().name(), point.shape(), verdict, worst, all, remark);
  }

  private int worst(Verdict verdict) {
    int worst = -1;
    double farthest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < verdicts.length; j++) {
      double open = relative() * Math.abs(slopes[j].value()) + slopes[j].tolerance();
      double distance = Math.abs(claimed(j) - slopes[j].value());
      // What is not finite is farthest of all.
      double beyond =
          Double.isFinite(distance)
              ? distance == 0 ? 0 : distance / open
              : Double.POSITIVE_INFINITY;
      if (verdicts[j] == verdict || verdict == Verdict.VACUOUS) {
        if (worst < 0 || beyond > farthest) {
          worst = j;
          farthest = beyond;
        }
      }
    }
    return worst;
  }

  /** The reverse mode's derivative, unless only the forward mode's is wrong. */
  private double claimed(int j) {
    return isOnlyForwardWrong(j) ? forward[j] : backward[j];
  }

  private boolean isOnlyForwardWrong(int j) {
    return verdicts[j] == Verdict.WRONG && isRight(j, backward[j]);
  }

  /** An element and, if it is wrong, the order of its Taylor remainder. */
  private ElementReport withRemainder(int j) {
    return verdicts[j] == Verdict.WRONG
        ? element(j, differences[j].remainderOrder(claimed(j), slopes[j].step()))
        : element(j);
  }

  private ElementReport element(int j) {
    return element(j, Double.NaN);
  }

  private ElementReport element(int j, double order) {
    Slope slope = slopes[j];
    return new ElementReport(
        index(elements[j], point.shape()),
        reported(claimed(j)),
        reported(slope.value()),
        Math.abs(reported(slope.tolerance())),
        reported(slope.left()),
        reported(slope.right()),
        order);
  }

  /** A number as reports give it; zero without a sign. */
  private double reported(double weighted) {
    return weighted / level.unit() + 0.0;
  }

  private String remark(Verdict verdict, int worst) {
    return switch (verdict) {
      case KINK ->
          String.format(
              Locale.ROOT,
              "slope %.6g to the left, %.6g to the right",
              reported(slopes[worst].left()),
              reported(slopes[worst].right()));
      case VACUOUS -> "0 in every element, so that nothing is proven";
      case WRONG ->
          isOnlyForwardWrong(worst)
              ? "forward mode only"
              : missingSum()
                  .or(this::pattern)
                  .orElse(
                      String.format(
                          Locale.ROOT, "ratio %.6g", backward[worst] / slopes[worst].value()));
      case NON_FINITE ->
          slopes[worst].kind() == Kind.NON_FINITE
              ? "the function is not finite around the point"
              : Double.isFinite(backward[worst])
                  ? "forward mode only"
                  : "the derivative is not finite";
      default -> "";
    };
  }

  private Optional<String> pattern() {
    double[] numeric = Arrays.stream(slopes).mapToDouble(Slope::value).toArray();
    boolean areAll = elements.length == point.size();
    Shape shape = areAll ? point.shape() : Shape.of(elements.length);
    return Pattern.describe(backward, numeric, shape);
  }

  /** Whether the gradient is what one slice of the output would give. */
  private Optional<String> missingSum() {
    Shape output = level.ys().get(0).shape();
    if (level.ys().size() > 1
        || output.size() < 2
        || (long) output.size() * elements.length > MOST_TERMS) {
      return Optional.empty();
    }
    double[][] terms = new double[elements.length][];
    for (int j = 0; j < terms.length; j++) {
      terms[j] = differences[j].terms(slopes[j].step() / FINER);
    }
    return MissingSum.describe(backward, terms, output);
  }

  private static List<Integer> index(int j, Shape shape) {
    List<Integer> index = new ArrayList<>();
    int[] strides = shape.strides();
    int rest = j;
    for (int stride : strides) {
      index.add(rest / stride);
      rest %= stride;
    }
    return index;
  }
}
