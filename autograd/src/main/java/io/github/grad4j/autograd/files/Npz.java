package io.github.grad4j.autograd.files;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Variable;
import io.github.grad4j.core.Violations;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Archives of named arrays, which NumPy's {@code numpy.savez} and {@code numpy.load} write and
 * read.
 *
 * <pre>{@code
 * Npz.write(Path.of("net.npz"), List.of(w, b));
 * Npz.read(Path.of("net.npz")).assignTo(List.of(w, b));
 * }</pre>
 *
 * <p>An archive is a zip file with one file of {@link Npy}'s format for each array. Types, orders
 * and what is refused are as there.
 *
 * <p><b>Written</b> archives are not compressed, which weights hardly are; equal contents give
 * equal bytes. They take their name when they are complete. <b>Read</b> archives may be compressed,
 * as {@code numpy.savez_compressed} does. A small file may unpack to a huge one: each array is
 * unpacked once to count its bytes and compare its check sum, up to a limit for them all, before
 * memory is taken for it.
 */
public final class Npz {
  private static final String SUFFIX = ".npy";

  /** A zip file takes 65,535 bytes, and UTF-8 makes up to three of each character. */
  private static final int MAX_NAME = 20_000;

  /** NumPy's, the first that the zip format has. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /**
   * Writes the values that variables have now.
   *
   * @param file where; a file that is there is replaced
   * @param variables what is written, under their names
   * @throws ArgumentException if two variables have the same name
   * @throws io.github.grad4j.core.ConcurrentUseException if another thread is assigning one
   * @throws IOException if it cannot be written; a file that is there then stays as it was
   */
  public static void write(Path file, List<Variable> variables) throws IOException {
    ArgumentException.requireNonNull(file, "file");
    List<Variable> written = ArgumentException.copyOf(variables, "variables");
    Violations violations = new Violations();
    Set<String> seen = new HashSet<>();
    for (Variable variable : written) {
      violations.check(() -> NamedTensors.requireName(variable.name(), seen));
      violations.check(() -> requireShort(variable.name()));
    }
    violations.throwIfAny();
    try (Plan snapshot = Plan.of(written)) {
      snapshot.run();
      AtomicFile.write(
          file,
          out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
              for (Variable variable : written) {
                try (INDArray value = snapshot.value(variable)) {
                  write(zip, variable, value);
                }
              }
            }
          });
    }
  }

  private static void requireShort(String name) {
    if (name.length() > MAX_NAME) {
      throw new ArgumentException(
          "a name in an npz archive has at most "
              + MAX_NAME
              + " characters, but one has "
              + name.length()
              + "; shorten it");
    }
  }

  private static void write(ZipOutputStream zip, Variable variable, INDArray value)
      throws IOException {
    byte[] header = NpyHeader.bytes(variable.type());
    // An entry that is not compressed begins with the check sum of its bytes.
    CRC32 sum = new CRC32();
    try (OutputStream bytes = new CheckedOutputStream(OutputStream.nullOutputStream(), sum)) {
      bytes.write(header);
      Elements.write(value, variable.type(), bytes);
    }
    ZipEntry entry = new ZipEntry(variable.name() + SUFFIX);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(TIME);
    entry.setSize(header.length + Elements.bytes(variable.type()));
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(header);
    Elements.write(value, variable.type(), zip);
    zip.closeEntry();
  }

  /**
   * Reads an archive that unpacks to at most half of Java's heap.
   *
   * @param file the archive
   * @return its arrays
   * @throws FileException if it is not a whole archive of arrays, holds elements of a type that no
   *     tensor has, or unpacks to more
   * @throws IOException if it cannot be read
   */
  public static NamedTensors read(Path file) throws IOException {
    return read(file, Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * Reads an archive that unpacks to at most so many bytes.
   *
   * @param file the archive
   * @param mostBytes how many bytes all arrays may take together
   * @return its arrays
   * @throws FileException if it is not a whole archive of arrays, holds elements of a type that no
   *     tensor has, or unpacks to more
   * @throws IOException if it cannot be read
   */
  public static NamedTensors read(Path file, long mostBytes) throws IOException {
    try (ZipFile zip = open(ArgumentException.requireNonNull(file, "file"))) {
      Map<String, NamedTensors.Stored> tensors = new LinkedHashMap<>();
      long left = mostBytes;
      for (Iterator<? extends ZipEntry> i = zip.entries().asIterator(); i.hasNext(); ) {
        ZipEntry entry = i.next();
        String name = entry.getName();
        if (!name.endsWith(SUFFIX)) {
          throw new FileException(
              file,
              "an npz archive holds files that end in .npy alone, but one is called "
                  + Source.brief(name)
                  + "; pack the arrays by numpy.savez");
        }
        long length = length(file, zip, entry, left);
        left -= length;
        try (Source source = new Source(file, place(entry), zip.getInputStream(entry), length)) {
          String key = name.substring(0, name.length() - SUFFIX.length());
          if (tensors.put(key, Npy.read(source)) != null) {
            throw source.mistake("there are two of this name; pack the arrays by numpy.savez");
          }
        }
      }
      return new NamedTensors(file, tensors, Map.of());
    }
  }

  private static ZipFile open(Path file) throws IOException {
    String kind;
    try (Source source = Source.open(file)) {
      kind = source.kind();
    }
    if (!file.getFileSystem().equals(FileSystems.getDefault())) {
      throw new FileException(
          file, "an npz archive is read from a disk alone; copy it to a file there");
    }
    try {
      return new ZipFile(file.toFile());
    } catch (EOFException | ZipException | IllegalArgumentException e) {
      throw new FileException(
          file,
          "an npz archive is a zip file, but this is none or damaged ("
              + Source.reason(e)
              + "); "
              + kind,
          e);
    }
  }

  private static String place(ZipEntry entry) {
    return "in " + Source.brief(entry.getName()) + ", ";
  }

  /** How many bytes an entry unpacks to, all of which are looked at. */
  private static long length(Path file, ZipFile zip, ZipEntry entry, long most) throws IOException {
    CRC32 sum = new CRC32();
    byte[] chunk = new byte[Elements.CHUNK];
    long length = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      for (int n = in.read(chunk); n >= 0 && length <= most; n = in.read(chunk)) {
        sum.update(chunk, 0, n);
        length += n;
      }
    } catch (EOFException | ZipException e) {
      throw new FileException(
          file,
          place(entry)
              + "the packed data is damaged ("
              + Source.reason(e)
              + "); copy the file again",
          e);
    }
    if (length > most) {
      throw new FileException(
          file,
          place(entry)
              + "the archive unpacks to more than the bytes that are allowed, of which "
              + most
              + " are left; if that is meant to be, name a larger limit with Npz.read(file, bytes),"
              + " and give Java the heap for it");
    }
    if (length != entry.getSize() || sum.getValue() != entry.getCrc()) {
      throw new FileException(
          file,
          place(entry)
              + "the archive tells of "
              + entry.getSize()
              + " bytes and their check sum, but the "
              + length
              + " bytes there do not agree; the file is damaged, copy it again");
    }
    return length;
  }
}
