package io.github.grad4j.autograd.data;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.ArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Images and labels in the format of MNIST: IDX files of unsigned bytes, packed with gzip or not.
 *
 * <p>Pixels are scaled from 0..255 to FLOAT 0..1; an example has the shape {@code [height, width]}.
 * A class is called by its number unless names are given. Memory is taken as data come, whatever a
 * damaged size may say.
 *
 * <p>Source: "The IDX file format" in Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of
 * handwritten digits".
 */
public final class Idx {
  /** A FLOAT array of more pixels would take more than 2³¹ - 1 bytes. */
  static final int MOST_PIXELS = Integer.MAX_VALUE / Float.BYTES;

  /** As many as a byte can tell apart. */
  private static final int MOST_CLASSES = 256;

  private Idx() {}

  /**
   * The two parts of a data set in a folder of four files.
   *
   * <p>They are called {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code
   * t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}; a dot may stand before {@code idx},
   * and {@code .gz} at the end.
   *
   * @param folder where the four files are
   * @return the images; there are as many classes as the labels for training tell of
   * @throws FileException if a file is missing, damaged, cut off, too long, of another format, or
   *     does not go with the others; the message names the file, the offset and what was expected
   * @throws IOException if a file cannot be read
   */
  public static Dataset.Split readFolder(Path folder) throws IOException {
    return split(requireNonNull(folder, "folder"), Optional.empty());
  }

  /**
   * The two parts of a data set in a folder of four files, as {@link #readFolder(Path)}.
   *
   * @param folder where the four files are
   * @param classNames what each class is called; a label without a name is refused
   * @return the images
   * @throws ArgumentException if two classes have one name
   * @throws FileException if a file is missing, damaged, cut off, too long, of another format, or
   *     does not go with the others; the message names the file, the offset and what was expected
   * @throws IOException if a file cannot be read
   */
  public static Dataset.Split readFolder(Path folder, List<String> classNames) throws IOException {
    requireNonNull(folder, "folder");
    return split(folder, Optional.of(ArgumentException.copyOf(classNames, "classNames")));
  }

  private static Dataset.Split split(Path folder, Optional<List<String>> classNames)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new FileException(
          folder, "expected a folder, found " + (Files.exists(folder) ? "a file" : "nothing"));
    }
    Dataset training = read(folder, "train", classNames, Optional.empty());
    return new Dataset.Split(
        training, read(folder, "t10k", Optional.of(training.classNames()), Optional.of(training)));
  }

  private static Dataset read(
      Path folder, String part, Optional<List<String>> classNames, Optional<Dataset> training)
      throws IOException {
    Path images = find(folder, part + "-images", "idx3-ubyte");
    return read(images, find(folder, part + "-labels", "idx1-ubyte"), classNames, training);
  }

  /**
   * Images and their labels.
   *
   * @param images an IDX file of rank 3
   * @param labels an IDX file of rank 1, with a label for each image
   * @return the images; there are as many classes as the labels tell of
   * @throws FileException if a file is damaged, cut off, too long, of another format, or does not
   *     go with the other; the message names the file, the offset and what was expected
   * @throws IOException if a file cannot be read
   */
  public static Dataset read(Path images, Path labels) throws IOException {
    requireNonNull(images, "images");
    requireNonNull(labels, "labels");
    return read(images, labels, Optional.empty(), Optional.empty());
  }

  private static Dataset read(
      Path images, Path labels, Optional<List<String>> classNames, Optional<Dataset> training)
      throws IOException {
    int classes = classNames.map(List::size).orElse(MOST_CLASSES);
    try (IdxReader reader = IdxReader.open(images, labels, classes)) {
      if (training.isPresent()) {
        reader.expectSize(training.get().featureShape());
      }
      reader.expectToFit();
      InMemory all = InMemory.of(reader);
      long[] ids = all.labels().array().toLongVector();
      return Dataset.ofClasses(
          all.features().array(),
          ids,
          classNames.orElseGet(() -> numbers(largest(ids))),
          List.of());
    }
  }

  private static int largest(long[] ids) {
    return (int) LongStream.of(ids).max().orElse(-1);
  }

  /**
   * Batches of images that may be more than fit into memory, read in their order in each epoch.
   *
   * <p>The labels are read once beforehand to learn how many classes there are.
   *
   * @param images an IDX file of rank 3, which is opened for each epoch
   * @param labels an IDX file of rank 1, with a label for each image
   * @param batchSize how many examples a batch has
   * @return the batches
   * @throws FileException if a header is not what it should be, or the files do not go together
   * @throws IOException if a file cannot be read
   * @throws io.github.grad4j.core.ShapeException if the size is not positive
   */
  public static StreamedBatches stream(Path images, Path labels, int batchSize) throws IOException {
    requireNonNull(images, "images");
    requireNonNull(labels, "labels");
    return stream(images, labels, batchSize, batchSize, Optional.empty());
  }

  /**
   * Batches of images that may be more than fit into memory, drawn at random from a buffer that
   * moves along the files; else as {@link #stream(Path, Path, int)}.
   *
   * @param images an IDX file of rank 3, which is opened for each epoch
   * @param labels an IDX file of rank 1, with a label for each image
   * @param batchSize how many examples a batch has
   * @param buffer how many examples a batch is drawn from, and memory holds
   * @param seed fixes the orders
   * @return the batches
   * @throws FileException if a header is not what it should be, or the files do not go together
   * @throws IOException if a file cannot be read
   * @throws io.github.grad4j.core.ShapeException if the size is not positive
   * @throws ArgumentException if the buffer is smaller than a batch
   */
  public static StreamedBatches streamShuffled(
      Path images, Path labels, int batchSize, int buffer, long seed) throws IOException {
    requireNonNull(images, "images");
    requireNonNull(labels, "labels");
    return stream(images, labels, batchSize, buffer, Optional.of(seed));
  }

  private static StreamedBatches stream(
      Path images, Path labels, int batchSize, int buffer, Optional<Long> seed) throws IOException {
    List<String> names = numbers(IdxReader.largestLabel(labels));
    return new StreamedBatches(
        () -> IdxReader.open(images, labels, names.size()),
        new StreamedBatches.Names(names, List.of()),
        batchSize,
        buffer,
        seed);
  }

  private static List<String> numbers(int most) {
    return IntStream.rangeClosed(0, most).mapToObj(String::valueOf).toList();
  }

  private static Path find(Path folder, String name, String format) throws IOException {
    for (String separator : List.of("-", ".")) {
      for (String suffix : List.of("", ".gz")) {
        Path file = folder.resolve(name + separator + format + suffix);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    String file = name + "-" + format;
    throw new FileException(
        folder,
        "expected "
            + file
            + " or "
            + name
            + "."
            + format
            + ", with or without .gz, found none of these files");
  }
}
