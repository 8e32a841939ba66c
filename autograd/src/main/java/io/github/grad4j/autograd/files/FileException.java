package io.github.grad4j.autograd.files;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that does not hold what it should: one that is damaged, cut short, or of another format.
 *
 * <p>The message names the file and tells the rule, what came instead and the way out. It is an
 * {@link IOException}: whoever reads files is prepared for it, and no formula is to blame.
 */
public final class FileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake in a file.
   *
   * @param file the file
   * @param mistake the rule, what came instead and where in the file, the way out
   */
  public FileException(Path file, String mistake) {
    super(file + ": " + mistake);
  }

  /**
   * A mistake in a file, and what told of it.
   *
   * @param file the file
   * @param mistake the rule, what came instead and where in the file, the way out
   * @param cause what told of the mistake
   */
  public FileException(Path file, String mistake, Throwable cause) {
    super(file + ": " + mistake, cause);
  }
}
