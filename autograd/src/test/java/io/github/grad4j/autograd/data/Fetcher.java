package io.github.grad4j.autograd.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Fetches a file into a cache, in a JVM of its own. */
public final class Fetcher {
  private Fetcher() {}

  /** Takes the folder, and what a remote file is made of. */
  public static void main(String[] args) throws IOException {
    RemoteFile file =
        new RemoteFile(URI.create(args[1]), args[2], args[3], Long.parseLong(args[4]));
    DataCache.at(Path.of(args[0])).fetch(file, (told, received, total) -> {});
  }
}
