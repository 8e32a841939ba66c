package io.github.grad4j.autograd.data;

import java.io.IOException;
import java.net.URI;

/** A download that did not come to its end: no network, a refusal, or a connection cut off. */
public final class DownloadException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A download that failed.
   *
   * @param address what was to be downloaded
   * @param reason why it failed, and the way out
   */
  public DownloadException(URI address, String reason) {
    super(address + ": " + reason);
  }

  /**
   * A download that failed, and what told of it.
   *
   * @param address what was to be downloaded
   * @param reason why it failed, and the way out
   * @param cause what told of it
   */
  public DownloadException(URI address, String reason, Throwable cause) {
    super(address + ": " + reason, cause);
  }
}
