package io.github.grad4j.examples;

import io.github.grad4j.autograd.data.DownloadListener;
import io.github.grad4j.autograd.data.RemoteFile;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;

/** Tells of a download, with a line for each quarter of a file. */
final class DownloadLines implements DownloadListener {
  private static final int PARTS = 4;
  private static final double MEGABYTE = 1e6;

  private final PrintWriter out;
  private String name = "";
  private long told;

  DownloadLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void received(RemoteFile file, long received, OptionalLong total) {
    if (!file.name().equals(name)) {
      name = file.name();
      told = 0;
    }
    long all = total.orElse(Long.MAX_VALUE / PARTS);
    long part = all == 0 ? PARTS : received * PARTS / all;
    if (part > told) {
      told = part;
      out.printf(
          Locale.ROOT,
          "%s: %.2f of %.2f MB%n",
          file.address(),
          received / MEGABYTE,
          all / MEGABYTE);
      out.flush();
    }
  }
}
