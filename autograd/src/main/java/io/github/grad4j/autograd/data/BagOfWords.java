package io.github.grad4j.autograd.data;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Texts as rows of numbers: one feature for each word of a vocabulary, whatever the order of the
 * words.
 *
 * <p>A word is a run of letters, marks and digits of any script, as long as it can be, in lower
 * case and composed form (NFC). The vocabulary is that of the texts learned from, in the order of
 * UTF-16 code units, without words of few texts; of other texts, unknown words are left out.
 *
 * <p>A feature is how often the word stands in the text, or its tf-idf: with n texts learned from,
 * of which df(w) have the word w,
 *
 * <pre>{@code
 * idf(w) = ln((1 + n) / (1 + df(w))) + 1
 * x(w)   = count(w) · idf(w) / √(Σ (count(v) · idf(v))²)
 * }</pre>
 *
 * <p>the sum being over the words v of the text, so that a row has the length 1, or 0 if no word is
 * known. These are the formulas of scikit-learn's TfidfVectorizer ({@code smooth_idf=True}, {@code
 * norm="l2"}); its words are other ones, of two characters and more.
 *
 * <p>Rows are dense: n texts and a vocabulary of v words take 4·n·v bytes. Immutable.
 */
public final class BagOfWords {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private final List<String> vocabulary;
  private final Map<String, Integer> columns = new HashMap<>();

  /** What a word weighs each time it stands in a text; empty where words are counted. */
  private final double[] idf;

  private BagOfWords(List<String> vocabulary, double[] idf) {
    this.vocabulary = vocabulary;
    this.idf = idf;
    vocabulary.forEach(word -> columns.put(word, columns.size()));
  }

  /**
   * Features that count words.
   *
   * @param training the texts learned from, and no others
   * @param minimumTexts words that stand in fewer texts are left out
   * @return what makes texts to rows of counts
   * @throws ArgumentException if the minimum is not positive, or no word stands in so many texts
   */
  public static BagOfWords counts(List<String> training, int minimumTexts) {
    return new BagOfWords(List.copyOf(frequencies(training, minimumTexts).keySet()), new double[0]);
  }

  /**
   * Features that are the tf-idf of words.
   *
   * @param training the texts learned from, and no others
   * @param minimumTexts words that stand in fewer texts are left out
   * @return what makes texts to rows of length 1
   * @throws ArgumentException if the minimum is not positive, or no word stands in so many texts
   */
  public static BagOfWords tfIdf(List<String> training, int minimumTexts) {
    Map<String, Integer> frequencies = frequencies(training, minimumTexts);
    double n = training.size();
    return new BagOfWords(
        List.copyOf(frequencies.keySet()),
        frequencies.values().stream()
            .mapToDouble(df -> Math.log((1 + n) / (1 + df)) + 1)
            .toArray());
  }

  /** In how many texts each word stands. */
  private static Map<String, Integer> frequencies(List<String> training, int minimumTexts) {
    List<String> texts = ArgumentException.copyOf(training, "training");
    if (minimumTexts < 1) {
      throw new ArgumentException(
          "a word stands in a text or more, but minimumTexts is " + minimumTexts);
    }
    Map<String, Integer> frequencies = new TreeMap<>();
    for (String text : texts) {
      new HashSet<>(words(text)).forEach(word -> frequencies.merge(word, 1, Integer::sum));
    }
    frequencies.values().removeIf(frequency -> frequency < minimumTexts);
    if (frequencies.isEmpty()) {
      throw new ArgumentException(
          "no word stands in "
              + minimumTexts
              + " of "
              + texts.size()
              + " texts; ask for fewer texts");
    }
    return frequencies;
  }

  /**
   * The words of a text.
   *
   * @param text any text
   * @return its words in lower case and composed form, in order
   */
  public static List<String> words(String text) {
    String composed = Normalizer.normalize(requireNonNull(text, "text"), Normalizer.Form.NFC);
    return WORD.matcher(composed.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /**
   * The words that are features.
   *
   * @return in the order of the features
   */
  public List<String> vocabulary() {
    return vocabulary;
  }

  /**
   * Texts as rows.
   *
   * @param texts one or more
   * @return FLOAT {@code [texts, words]}
   * @throws ArgumentException if there is no text
   * @throws io.github.grad4j.core.ShapeException if the rows take more than 2³¹ - 1 bytes
   */
  public INDArray features(List<String> texts) {
    List<String> all = ArgumentException.copyOf(texts, "texts");
    if (all.isEmpty()) {
      throw new ArgumentException("there is a text or more, but none is given");
    }
    Cells cells = Cells.allocate(DataType.FLOAT, Shape.of(all.size(), vocabulary.size()));
    cells.array().assign(0);
    for (int i = 0; i < all.size(); i++) {
      write(words(all.get(i)), cells, i * vocabulary.size());
    }
    return cells.array();
  }

  private void write(List<String> words, Cells cells, int begin) {
    Map<Integer, Double> weights = new HashMap<>();
    for (String word : words) {
      Integer column = columns.get(word);
      if (column != null) {
        weights.merge(column, idf.length == 0 ? 1 : idf[column], Double::sum);
      }
    }
    double length = idf.length == 0 ? 1 : length(weights.values());
    weights.forEach((column, weight) -> cells.set(begin + column, weight / length));
  }

  private static double length(Iterable<Double> weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight * weight;
    }
    return Math.sqrt(sum);
  }

  /**
   * Texts of classes, as examples.
   *
   * @param texts one or more
   * @param classes the class of each text, in [0, classNames.size())
   * @param classNames what each class is called
   * @return the data set; its features are called by the words
   * @throws ArgumentException if there is no text, or two classes have one name
   * @throws io.github.grad4j.core.ShapeException if there is not one class for each text, or the
   *     rows take more than 2³¹ - 1 bytes
   * @throws io.github.grad4j.core.IndexException if a class has no name
   */
  public Dataset dataset(List<String> texts, long[] classes, List<String> classNames) {
    requireNonNull(classes, "classes");
    List<String> names = ArgumentException.copyOf(classNames, "classNames");
    return Dataset.ofClasses(features(texts), classes.clone(), names, vocabulary);
  }

  /** {@code BagOfWords(4215 words)}. */
  @Override
  public String toString() {
    return "BagOfWords(" + vocabulary.size() + " words)";
  }
}
