package io.github.grad4j.autograd.data;

import io.github.grad4j.autograd.files.FileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;

/** One file on its way from a server; for whoever has its lock. */
final class Download {
  private static final int CHUNK = 1 << 16;

  /** Packing adds at most so much to what cannot be packed: 5 bytes in 16,383, and a header. */
  private static final int PACKED_HEADER = 1 << 16;

  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private static final String RESUMED =
      "; what had come is kept, and the next attempt goes on from there";

  private final RemoteFile file;
  private final Path part;
  private final Duration patience;
  private final DownloadListener listener;
  private final long mostBytes;

  Download(RemoteFile file, Path part, Duration patience, DownloadListener listener) {
    this.file = file;
    this.part = part;
    this.patience = patience;
    this.listener = listener;
    mostBytes = file.bytes() + file.bytes() / 1000 + PACKED_HEADER;
  }

  /** Leaves the right content in the part file, or throws. */
  void run() throws IOException {
    boolean resumed = Files.exists(part) && Files.size(part) > 0;
    receive();
    String mistake = mistake();
    if (resumed && !mistake.isEmpty()) {
      // The beginning may have come from elsewhere, or before the file was changed.
      Files.delete(part);
      receive();
      mistake = mistake();
    }
    if (!mistake.isEmpty()) {
      Files.delete(part);
      throw new FileException(
          part,
          "from " + file.address() + " came " + mistake + "; it was deleted, try another address");
    }
  }

  private void receive() throws IOException {
    long before = Files.exists(part) ? Files.size(part) : 0;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(file.address()).timeout(patience).header("User-Agent", "grad4j");
    if (before > 0) {
      request.header("Range", "bytes=" + before + "-");
    }
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpResponse<InputStream> response = send(client, request.build());
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case OK -> receive(body, 0, total(response, 0));
        case PARTIAL_CONTENT -> {
          requireRange(response, before);
          receive(body, before, total(response, before));
        }
        case RANGE_NOT_SATISFIABLE -> {
          // All has come already, or too much: the sum tells.
          if (before == 0) {
            throw refused(response.statusCode());
          }
        }
        default -> throw refused(response.statusCode());
      }
    }
  }

  private DownloadException refused(int status) {
    return new DownloadException(
        file.address(), "the server answered with status " + status + "; try another address");
  }

  private HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
      throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw new DownloadException(file.address(), "no answer within " + seconds() + " s", e);
    } catch (IOException e) {
      throw new DownloadException(
          file.address(),
          "cannot be reached (" + e.getClass().getSimpleName() + "); is there a network?",
          e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private String seconds() {
    return String.valueOf(patience.toMillis() / 1000.0);
  }

  private InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("the download of " + file.address() + " was interrupted");
  }

  private void requireRange(HttpResponse<?> response, long before) throws DownloadException {
    String range = response.headers().firstValue("Content-Range").orElse("nothing");
    if (before == 0 || !range.startsWith("bytes " + before + "-")) {
      throw new DownloadException(
          file.address(),
          "the server was asked for what follows byte " + before + " and sent " + range);
    }
  }

  private static OptionalLong total(HttpResponse<?> response, long before) {
    OptionalLong length = response.headers().firstValueAsLong("Content-Length");
    return length.isPresent() ? OptionalLong.of(before + length.getAsLong()) : length;
  }

  /** Writes what comes behind what is there, or in its place. */
  private void receive(InputStream body, long before, OptionalLong total) throws IOException {
    long received = before;
    // A read that blocks is given up from outside.
    ExecutorService reading =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "grad4j-download");
              thread.setDaemon(true);
              return thread;
            });
    try (OutputStream out =
        Files.newOutputStream(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            before > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = next(reading, body, chunk, received);
          n >= 0 && received <= mostBytes;
          n = next(reading, body, chunk, received)) {
        out.write(chunk, 0, n);
        received += n;
        listener.received(file, received, total);
      }
    } finally {
      reading.shutdownNow();
    }
  }

  private int next(ExecutorService reading, InputStream body, byte[] chunk, long received)
      throws IOException {
    try {
      return reading.submit(() -> body.read(chunk)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new DownloadException(
          file.address(),
          "nothing came for " + seconds() + " s after byte " + received + RESUMED,
          e);
    } catch (ExecutionException e) {
      throw new DownloadException(
          file.address(), "the connection broke off after byte " + received + RESUMED, e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** What is wrong with what came, empty if nothing is. */
  private String mistake() throws IOException {
    MessageDigest digest = sha256();
    long length = 0;
    try (InputStream content = Gzip.open(part).in()) {
      byte[] chunk = new byte[CHUNK];
      for (int n = content.read(chunk); n >= 0 && length <= file.bytes(); n = content.read(chunk)) {
        digest.update(chunk, 0, n);
        length += n;
      }
    } catch (EOFException | ZipException e) {
      return "damaged gzip data (" + e.getMessage() + ")";
    }
    if (length != file.bytes()) {
      String told = length > file.bytes() ? "more than the " : "only " + length + " of the ";
      return told + file.bytes() + " bytes expected";
    }
    String sum = HexFormat.of().formatHex(digest.digest());
    return sum.equals(file.sha256())
        ? ""
        : "other content, with the SHA-256 sum " + sum + " in place of " + file.sha256();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
