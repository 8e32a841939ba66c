package io.github.grad4j.autograd.data;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.ArgumentException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The four files of MNIST, 60,000 images of handwritten digits to learn from and 10,000 to test on,
 * from a public mirror; 11 MB.
 *
 * <pre>{@code
 * Dataset.Split mnist =
 *     Idx.readFolder(MnistDownload.fetch(DataCache.standard(), MnistDownload.mirror(), listener));
 * }</pre>
 *
 * <p>Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits", CC
 * BY-SA 3.0. The sums are those of the original files, unpacked.
 */
public final class MnistDownload {
  /** The system property that names another mirror: the address under which the files are. */
  public static final String MIRROR_PROPERTY = "grad4j.mnist.mirror";

  /** The mirror that is used if no other is named. */
  public static final URI MIRROR =
      URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/");

  private MnistDownload() {}

  /** What is under every mirror. */
  private record Original(String name, String sha256, long bytes) {}

  private static final List<Original> ORIGINALS =
      List.of(
          new Original(
              "train-images-idx3-ubyte.gz",
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              47_040_016),
          new Original(
              "train-labels-idx1-ubyte.gz",
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
              60_008),
          new Original(
              "t10k-images-idx3-ubyte.gz",
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              7_840_016),
          new Original(
              "t10k-labels-idx1-ubyte.gz",
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
              10_008));

  /**
   * The files of a mirror.
   *
   * @param mirror the address under which they are, by http or https
   * @return four files
   * @throws ArgumentException if it is no such address
   */
  public static List<RemoteFile> files(URI mirror) {
    String base = requireNonNull(mirror, "mirror").toString();
    URI folder = URI.create(base.endsWith("/") ? base : base + "/");
    List<RemoteFile> files = new ArrayList<>();
    for (Original original : ORIGINALS) {
      files.add(
          new RemoteFile(
              folder.resolve(original.name()),
              original.name(),
              original.sha256(),
              original.bytes()));
    }
    return List.copyOf(files);
  }

  /**
   * The mirror that the system property {@value #MIRROR_PROPERTY} names, or else {@link #MIRROR}.
   *
   * @return the address under which the files are
   * @throws ArgumentException if the property is no address
   */
  public static URI mirror() {
    String named = System.getProperty(MIRROR_PROPERTY, MIRROR.toString());
    try {
      return new URI(named);
    } catch (URISyntaxException e) {
      throw new ArgumentException(
          "the system property " + MIRROR_PROPERTY + " is an address, but it is " + named);
    }
  }

  /**
   * A folder with MNIST, downloaded unless it is there.
   *
   * @param cache where the folder {@code mnist} is
   * @param mirror the address under which the files are, by http or https, such as {@link
   *     #mirror()}
   * @param listener hears of progress
   * @return the folder, which {@link Idx#readFolder(Path)} reads
   * @throws DownloadException if the network or the server fails; what had come is kept
   * @throws FileException if what came is something else; it is deleted
   * @throws IOException if the folder cannot be written to, or the thread is interrupted
   */
  public static Path fetch(DataCache cache, URI mirror, DownloadListener listener)
      throws IOException {
    DataCache folder = requireNonNull(cache, "cache").in("mnist");
    requireNonNull(listener, "listener");
    for (RemoteFile file : files(mirror)) {
      folder.fetch(file, listener);
    }
    return folder.folder();
  }
}
