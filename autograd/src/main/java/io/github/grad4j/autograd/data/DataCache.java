package io.github.grad4j.autograd.data;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.ArgumentException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/**
 * A folder of files that are downloaded once.
 *
 * <p>A file appears under its name, by an atomic move, only when its SHA-256 sum is right, and is
 * never looked at again. Until then it is {@code NAME.part}: an attempt that breaks off is
 * continued by the next one, from another program too, if the server can send the rest (HTTP
 * Range). While it is fetched, {@code NAME.lock} is locked, so that of several programs or threads
 * one fetches and the others wait. The empty lock files remain.
 *
 * <p>For any number of threads.
 */
public final class DataCache {
  /** The system property that names another folder than the usual one. */
  public static final String PROPERTY = "grad4j.cache";

  private static final long POLL_MILLIS = 50;

  private final Path folder;
  private final Duration patience;

  private DataCache(Path folder, Duration patience) {
    this.folder = folder;
    this.patience = patience;
  }

  /**
   * The user's cache: the folder named by the system property {@value #PROPERTY}; else {@code
   * grad4j} in the folder of the environment variable {@code XDG_CACHE_HOME}, if that is an
   * absolute path; else {@code .cache/grad4j} in the home directory.
   *
   * @return the cache; the folder is made when something is fetched
   */
  public static DataCache standard() {
    return at(
        standardFolder(
            System.getProperty(PROPERTY, ""),
            System.getenv(),
            Path.of(System.getProperty("user.home", ""))));
  }

  static Path standardFolder(String property, Map<String, String> environment, Path home) {
    if (!property.isEmpty()) {
      return Path.of(property);
    }
    Path base = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    // The XDG Base Directory Specification has relative paths ignored.
    return (base.isAbsolute() ? base : home.resolve(".cache")).resolve("grad4j");
  }

  /**
   * A cache in a folder.
   *
   * @param folder which is made when something is fetched
   * @return the cache, which waits half a minute for a server that says nothing
   */
  public static DataCache at(Path folder) {
    return new DataCache(requireNonNull(folder, "folder"), Duration.ofSeconds(30));
  }

  /**
   * The same cache with more or less patience.
   *
   * @param longest how long it waits for a connection, or for the next piece of a file
   * @return the cache
   * @throws ArgumentException if the time is not positive
   */
  public DataCache withPatience(Duration longest) {
    if (requireNonNull(longest, "longest").isNegative() || longest.isZero()) {
      throw new ArgumentException("patience is a positive time, but it is " + longest);
    }
    return new DataCache(folder, longest);
  }

  /**
   * A cache in a folder of this one.
   *
   * @param name of the folder
   * @return the cache
   */
  public DataCache in(String name) {
    return new DataCache(folder.resolve(requireNonNull(name, "name")), patience);
  }

  /**
   * Where the files are.
   *
   * @return the folder, which may not exist yet
   */
  public Path folder() {
    return folder;
  }

  /**
   * A file, downloaded unless it is there.
   *
   * @param file what to fetch
   * @param listener hears of progress; of nothing if the file is there
   * @return where it is
   * @throws DownloadException if the network or the server fails; what had come is kept
   * @throws FileException if what came is something else; it is deleted
   * @throws IOException if the folder cannot be written to, or the thread is interrupted
   */
  public Path fetch(RemoteFile file, DownloadListener listener) throws IOException {
    requireNonNull(file, "file");
    requireNonNull(listener, "listener");
    Path target = folder.resolve(file.name());
    if (Files.isRegularFile(target)) {
      return target;
    }
    Files.createDirectories(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(file.name() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      // Whoever had the lock before may have fetched it.
      if (lock.isValid() && !Files.isRegularFile(target)) {
        Path part = folder.resolve(file.name() + ".part");
        new Download(file, part, patience, listener).run();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return target;
  }

  /** Waits until no other program, and no other thread of this one, has the lock. */
  private static FileLock lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException e) {
        // Another thread of this program has it, which tryLock does not tell politely.
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while another download was waited for");
      }
    }
  }
}
