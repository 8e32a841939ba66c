package io.github.grad4j.autograd.data;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.ArgumentException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/**
 * Four files with 60,000 images of 28 × 28 pixels to learn from and 10,000 to test on, from a
 * public mirror.
 *
 * <pre>{@code
 * MnistDownload mnist = MnistDownload.MNIST;
 * Dataset.Split images =
 *     Idx.readFolder(mnist.fetch(DataCache.standard(), mnist.mirror(), listener));
 * }</pre>
 *
 * <p>The sums by which the files are known are those of the original ones, unpacked.
 */
public enum MnistDownload {
  /**
   * Handwritten digits; 11 MB.
   *
   * <p>Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits", CC
   * BY-SA 3.0.
   */
  MNIST(
      "mnist",
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
      "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
      "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
  /**
   * Clothes, harder to tell apart than digits; 31 MB.
   *
   * <p>Source: H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a Novel Image Dataset for
   * Benchmarking Machine Learning Algorithms", 2017, arXiv:1708.07747, MIT licence.
   */
  FASHION_MNIST(
      "fashion-mnist",
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
      "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
      "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
      "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

  private static final int TO_LEARN_FROM = 60_000;
  private static final int TO_TEST_ON = 10_000;
  private static final long PIXELS = 28 * 28;

  /** Bytes before the pixels, and before the labels. */
  private static final int IMAGES_HEADER = 16;

  private static final int LABELS_HEADER = 8;

  private final String folder;
  private final String standardMirror;
  private final String trainingImages;
  private final String trainingLabels;
  private final String testImages;
  private final String testLabels;

  /** The sums are the SHA-256 sums of the unpacked files. */
  MnistDownload(
      String folder,
      String standardMirror,
      String trainingImages,
      String trainingLabels,
      String testImages,
      String testLabels) {
    this.folder = folder;
    this.standardMirror = standardMirror;
    this.trainingImages = trainingImages;
    this.trainingLabels = trainingLabels;
    this.testImages = testImages;
    this.testLabels = testLabels;
  }

  /**
   * The system property that names another mirror: the address under which the files are.
   *
   * @return {@code grad4j.mnist.mirror} or {@code grad4j.fashion-mnist.mirror}
   */
  public String mirrorProperty() {
    return "grad4j." + folder + ".mirror";
  }

  /**
   * The mirror that the system property {@link #mirrorProperty()} names, or else a public one.
   *
   * @return the address under which the files are
   * @throws ArgumentException if the property is no address
   */
  public URI mirror() {
    String named = System.getProperty(mirrorProperty(), standardMirror);
    try {
      return new URI(named);
    } catch (URISyntaxException e) {
      throw new ArgumentException(
          "the system property " + mirrorProperty() + " is an address, but it is " + named);
    }
  }

  /**
   * The files of a mirror.
   *
   * @param mirror the address under which they are, by http or https
   * @return four files
   * @throws ArgumentException if it is no such address
   */
  public List<RemoteFile> files(URI mirror) {
    String base = requireNonNull(mirror, "mirror").toString();
    URI address = URI.create(base.endsWith("/") ? base : base + "/");
    return List.of(
        images(address, "train", trainingImages, TO_LEARN_FROM),
        labels(address, "train", trainingLabels, TO_LEARN_FROM),
        images(address, "t10k", testImages, TO_TEST_ON),
        labels(address, "t10k", testLabels, TO_TEST_ON));
  }

  private static RemoteFile images(URI address, String part, String sum, int count) {
    String name = part + "-images-idx3-ubyte.gz";
    return new RemoteFile(address.resolve(name), name, sum, IMAGES_HEADER + PIXELS * count);
  }

  private static RemoteFile labels(URI address, String part, String sum, int count) {
    String name = part + "-labels-idx1-ubyte.gz";
    return new RemoteFile(address.resolve(name), name, sum, LABELS_HEADER + (long) count);
  }

  /**
   * A folder with the four files, downloaded unless they are there.
   *
   * @param cache where the folder {@code mnist} or {@code fashion-mnist} is
   * @param mirror the address under which the files are, by http or https, such as {@link
   *     #mirror()}
   * @param listener hears of progress
   * @return the folder, which {@link Idx#readFolder(Path)} reads
   * @throws DownloadException if the network or the server fails; what had come is kept
   * @throws FileException if what came is something else; it is deleted
   * @throws IOException if the folder cannot be written to, or the thread is interrupted
   */
  public Path fetch(DataCache cache, URI mirror, DownloadListener listener) throws IOException {
    DataCache files = requireNonNull(cache, "cache").in(folder);
    requireNonNull(listener, "listener");
    for (RemoteFile file : files(mirror)) {
      files.fetch(file, listener);
    }
    return files.folder();
  }
}
