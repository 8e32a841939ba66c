package io.github.grad4j.examples;

import io.github.grad4j.autograd.data.DataCache;
import io.github.grad4j.autograd.data.MnistDownload;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options for images that are called by a name, and downloaded if they have to be. */
final class NamedImages {
  /** Where Debian's package dataset-fashion-mnist installs them. */
  private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      converter = ByName.class,
      description =
          "mnist or fashion-mnist: 60,000 images to learn from and 10,000 others, downloaded once"
              + " (11 or 31 MB); fashion-mnist of Debian's package dataset-fashion-mnist if that is"
              + " installed and neither --mirror nor --cache is given")
  private Optional<MnistDownload> dataset = Optional.empty();

  @Option(
      names = "--mirror",
      paramLabel = "ADDRESS",
      description = "where --dataset is downloaded from (a public mirror)")
  private Optional<URI> mirror = Optional.empty();

  @Option(
      names = "--cache",
      paramLabel = "FOLDER",
      description = "where --dataset is kept (the user's cache folder)")
  private Optional<Path> cache = Optional.empty();

  /** Written as a name is on a command line. */
  private static final class ByName implements ITypeConverter<MnistDownload> {
    @Override
    public MnistDownload convert(String name) {
      return Stream.of(MnistDownload.values())
          .filter(images -> told(images).equals(name.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected mnist or fashion-mnist, but was '" + name + "'"));
    }

    private static String told(MnistDownload images) {
      return images.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  boolean areGiven() {
    return dataset.isPresent();
  }

  /** A folder with the files of the data set, downloaded unless they are there. */
  Path folder(PrintWriter progress) throws IOException {
    MnistDownload images = dataset.orElseThrow();
    if (images == MnistDownload.FASHION_MNIST
        && mirror.isEmpty()
        && cache.isEmpty()
        && Files.isDirectory(DEBIAN)) {
      return DEBIAN;
    }
    return images.fetch(
        cache.map(DataCache::at).orElseGet(DataCache::standard),
        mirror.orElseGet(images::mirror),
        new DownloadLines(progress));
  }
}
