package io.github.grad4j.notebooks;

import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a run put out what is stored, in substance.
 *
 * <ul>
 *   <li>Words are the same, spaces and line ends apart.
 *   <li>Numbers differ by no more than one unit of the last digit that is shown, as rounding does,
 *       or both are below 1e-12 in size. In cells with the tag {@code approximate}, whose numbers
 *       depend on the order in which a CPU adds, they may differ by five hundredths.
 *   <li>Pictures have the same size, and but for a hundredth of their area the same look when seen
 *       from afar, 8 x 8 pixels as one: fonts are drawn with small differences. Those in cells with
 *       the tag {@code approximate} need only have the same size. What a chart tells is compared by
 *       the numbers in its text.
 *   <li>Of cells with the tag {@code volatile}, such as times, only the kinds of outputs are
 *       compared.
 *   <li>An error is no output that could be stored: see {@link #errors}.
 * </ul>
 */
final class Comparison {
  private static final String APPROXIMATE = "approximate";
  static final String VOLATILE = "volatile";

  private static final double CLOSE = 0.05;
  private static final double NEXT_TO_NOTHING = 1e-12;

  /** Numbers are shown with five digits or more, unless they end in zeros. */
  private static final double FEWEST_DIGITS = 1e-4;

  /** One unit is one unit, however it is rounded. */
  private static final double UP = 1.0001;

  private static final int BLOCK = 8;
  private static final double BLOCK_TOLERANCE = 24;
  private static final double AREA_TOLERANCE = 0.01;

  private static final int QUOTED = 60;

  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\d_.])-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?(?![\\d_])");

  private Comparison() {}

  /** What is not the same, a line each; empty if all is. */
  static List<String> differences(NotebookFile stored, NotebookFile run) {
    List<NotebookFile.Cell> old = stored.cells();
    List<NotebookFile.Cell> fresh = run.cells();
    List<String> differences = new ArrayList<>();
    if (old.size() != fresh.size()) {
      differences.add("has " + old.size() + " cells of code, the run " + fresh.size());
      return differences;
    }
    for (int i = 0; i < old.size(); i++) {
      for (String difference : differences(old.get(i), fresh.get(i))) {
        differences.add("cell " + (i + 1) + ": " + difference);
      }
    }
    return differences;
  }

  /** What was thrown, a line each. */
  static List<String> errors(NotebookFile run) {
    List<String> errors = new ArrayList<>();
    for (NotebookFile.Cell cell : run.cells()) {
      for (Output output : cell.outputs()) {
        if (output.kind().equals(Output.ERROR)) {
          errors.add("cell " + cell.number() + ": " + output.text());
        }
      }
    }
    return errors;
  }

  /** What is not the same of a cell. */
  static List<String> differences(NotebookFile.Cell stored, NotebookFile.Cell run) {
    List<String> differences = new ArrayList<>();
    if (!stored.source().equals(run.source())) {
      differences.add("the code is another");
    }
    List<Output> old = stored.outputs();
    List<Output> fresh = run.outputs();
    List<String> kinds = old.stream().map(Comparison::kind).toList();
    List<String> freshKinds = fresh.stream().map(Comparison::kind).toList();
    if (!kinds.equals(freshKinds)) {
      differences.add("stored are " + kinds + ", the run put out " + freshKinds);
    } else if (!stored.tags().contains(VOLATILE)) {
      double closeness = closeness(stored.tags());
      for (int i = 0; i < old.size(); i++) {
        Map<String, String> data = fresh.get(i).data();
        old.get(i)
            .data()
            .forEach(
                (type, value) -> {
                  difference(type, value, data.getOrDefault(type, ""), closeness)
                      .ifPresent(differences::add);
                });
      }
    }
    return differences;
  }

  /** By how much numbers of a cell may differ, as a share of their size. */
  static double closeness(Set<String> tags) {
    return tags.contains(APPROXIMATE) ? CLOSE : 0;
  }

  private static String kind(Output output) {
    return output.kind() + " " + String.join("+", output.data().keySet());
  }

  private static Optional<String> difference(
      String type, String stored, String run, double closeness) {
    if (type.startsWith("image/")) {
      Optional<String> difference = pictures(stored, run, closeness > 0);
      return difference.map(what -> "a picture " + what);
    }
    return texts(stored, run, closeness).map(what -> type + " " + what);
  }

  /** How two texts differ: the first place where they do. */
  static Optional<String> texts(String stored, String run, double closeness) {
    Matcher old = NUMBER.matcher(stored);
    Matcher fresh = NUMBER.matcher(run);
    int oldEnd = 0;
    int freshEnd = 0;
    while (true) {
      boolean more = old.find();
      boolean moreFresh = fresh.find();
      String words = stored.substring(oldEnd, more ? old.start() : stored.length());
      String freshWords = run.substring(freshEnd, moreFresh ? fresh.start() : run.length());
      if (more != moreFresh || !spaced(words).equals(spaced(freshWords))) {
        return Optional.of(where(stored, oldEnd, run, freshEnd));
      }
      if (!more) {
        return Optional.empty();
      }
      if (!close(old.group(), fresh.group(), closeness)) {
        return Optional.of(where(stored, old.start(), run, fresh.start()));
      }
      oldEnd = old.end();
      freshEnd = fresh.end();
    }
  }

  private static String spaced(String words) {
    return words.replaceAll("\\s+", " ");
  }

  private static String where(String stored, int from, String run, int fromFresh) {
    return "stored \"" + quoted(stored, from) + "\", the run \"" + quoted(run, fromFresh) + "\"";
  }

  private static String quoted(String text, int from) {
    int start = Math.max(0, from - QUOTED / 3);
    return spaced(text.substring(start, Math.min(text.length(), start + QUOTED))).strip();
  }

  private static boolean close(String stored, String run, double closeness) {
    BigDecimal a = new BigDecimal(stored);
    BigDecimal b = new BigDecimal(run);
    double distance = a.subtract(b).abs().doubleValue();
    double size = Math.max(a.abs().doubleValue(), b.abs().doubleValue());
    boolean counts = isCount(stored) && isCount(run);
    // Trailing zeros are not shown: the number with more digits tells how many there are.
    double unit = counts ? 0 : Math.pow(10, -Math.max(a.scale(), b.scale()));
    double rounding = UP * Math.min(unit, FEWEST_DIGITS * size);
    return size < NEXT_TO_NOTHING || distance <= Math.max(rounding, closeness * size);
  }

  private static boolean isCount(String number) {
    return number.chars().allMatch(c -> c == '-' || Character.isDigit(c));
  }

  /** How two pictures differ. */
  static Optional<String> pictures(String stored, String run, boolean onlySize) {
    Optional<BufferedImage> old = Png.picture(stored);
    Optional<BufferedImage> fresh = Png.picture(run);
    if (old.isEmpty() || fresh.isEmpty()) {
      return Optional.of("cannot be read");
    }
    BufferedImage a = old.get();
    BufferedImage b = fresh.get();
    if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
      return Optional.of(
          String.format(
              "is stored as %d x %d, the run made it %d x %d",
              a.getWidth(), a.getHeight(), b.getWidth(), b.getHeight()));
    }
    if (onlySize) {
      return Optional.empty();
    }
    int blocks = 0;
    int others = 0;
    for (int top = 0; top < a.getHeight(); top += BLOCK) {
      for (int left = 0; left < a.getWidth(); left += BLOCK) {
        blocks++;
        others += distance(a, b, left, top) > BLOCK_TOLERANCE ? 1 : 0;
      }
    }
    return others <= AREA_TOLERANCE * blocks
        ? Optional.empty()
        : Optional.of(String.format("has another look in %d of %d places", others, blocks));
  }

  /** The largest distance of the mean red, green and blue, each from 0 to 255. */
  private static double distance(BufferedImage a, BufferedImage b, int left, int top) {
    long[] sums = new long[3];
    int count = 0;
    for (int y = top; y < Math.min(a.getHeight(), top + BLOCK); y++) {
      for (int x = left; x < Math.min(a.getWidth(), left + BLOCK); x++) {
        count++;
        for (int color = 0; color < sums.length; color++) {
          int shift = 8 * color;
          sums[color] += (a.getRGB(x, y) >> shift & 0xff) - (b.getRGB(x, y) >> shift & 0xff);
        }
      }
    }
    double most = 0;
    for (long sum : sums) {
      most = Math.max(most, Math.abs((double) sum / count));
    }
    return most;
  }
}
