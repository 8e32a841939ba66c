package io.github.grad4j.autograd.data;

import java.util.OptionalLong;

/** Hears how far a download has come. */
@FunctionalInterface
public interface DownloadListener {
  /**
   * Some of a file has come; called after each piece, on the thread that fetches.
   *
   * @param file which file
   * @param received the bytes that are there, those of an earlier attempt included
   * @param total how many there will be, if the server told
   */
  void received(RemoteFile file, long received, OptionalLong total);
}
