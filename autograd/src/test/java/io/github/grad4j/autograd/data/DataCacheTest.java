package io.github.grad4j.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.ArgumentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on the loopback address. */
@Timeout(60)
class DataCacheTest {
  private static final DownloadListener NOBODY = (file, received, total) -> {};

  /** What the server has; incompressible, and of several pieces. */
  private static final byte[] CONTENT = content();

  @TempDir private Path folder;
  private HttpServer server;
  private ExecutorService threads;

  /** The ranges that were asked for, "all" where none was. */
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  private static byte[] content() {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    content[0] = 0;
    return content;
  }

  private static String sum(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  /** What the server does with a request. */
  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange exchange) throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    threads = Executors.newCachedThreadPool();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private RemoteFile serve(Answer answer) throws Exception {
    server.createContext(
        "/data",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          asked.add(range == null ? "all" : range);
          try (exchange) {
            answer.to(exchange);
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
    return new RemoteFile(address(), "data.bin", sum(CONTENT), CONTENT.length);
  }

  private void serveOther(Answer answer) throws Exception {
    server.removeContext("/data");
    serve(answer);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/data");
  }

  /** A server that knows ranges. */
  private static Answer good(byte[] content) {
    return exchange -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      if (from >= content.length) {
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      if (from > 0) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
      }
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
      exchange.getResponseBody().write(content, from, content.length - from);
    };
  }

  /** Promises all and ends the connection after some. */
  private static Answer cut(int after) {
    return exchange -> {
      exchange.sendResponseHeaders(200, CONTENT.length);
      exchange.getResponseBody().write(CONTENT, 0, after);
      exchange.getResponseBody().flush();
      // Closing the exchange before all was written ends the connection.
    };
  }

  private DataCache cache() {
    return DataCache.at(folder.resolve("cache")).withPatience(Duration.ofSeconds(10));
  }

  private Path part() {
    return cache().folder().resolve("data.bin.part");
  }

  private void assertFetched(Path file) throws IOException {
    assertThat(file).isEqualTo(cache().folder().resolve("data.bin")).hasBinaryContent(CONTENT);
    assertThat(part()).doesNotExist();
  }

  @Test
  void a_file_is_downloaded_once_and_progress_told() throws Exception {
    RemoteFile file = serve(good(CONTENT));
    List<Long> received = new ArrayList<>();
    Path fetched =
        cache()
            .fetch(
                file,
                (told, bytes, total) -> {
                  assertThat(told).isEqualTo(file);
                  assertThat(total).isEqualTo(OptionalLong.of(CONTENT.length));
                  received.add(bytes);
                });
    assertFetched(fetched);
    assertThat(received).isSorted().endsWith((long) CONTENT.length);
    assertFetched(cache().fetch(file, NOBODY));
    assertThat(asked).containsExactly("all");
  }

  @Test
  void an_attempt_that_broke_off_is_continued() throws Exception {
    RemoteFile file = serve(cut(100_000));
    assertThatThrownBy(() -> cache().fetch(file, NOBODY))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith(address() + ": the connection broke off after byte ")
        .hasMessageEndingWith("what had come is kept, and the next attempt goes on from there");
    long kept = Files.size(part());
    assertThat(kept).isBetween(1L, 100_000L);
    serveOther(good(CONTENT));
    List<Long> received = new ArrayList<>();
    assertFetched(cache().fetch(file, (told, bytes, total) -> received.add(bytes)));
    assertThat(asked).containsExactly("all", "bytes=" + kept + "-");
    assertThat(received.get(0)).isGreaterThan(kept);
    assertThat(received).endsWith((long) CONTENT.length);
  }

  @Test
  void a_server_that_knows_no_ranges_is_asked_for_all() throws Exception {
    RemoteFile file = serve(cut(100_000));
    assertThatThrownBy(() -> cache().fetch(file, NOBODY)).isInstanceOf(DownloadException.class);
    serveOther(
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT);
        });
    assertFetched(cache().fetch(file, NOBODY));
    assertThat(asked).hasSize(2);
  }

  @Test
  void a_file_that_was_complete_is_not_asked_for_again() throws Exception {
    RemoteFile file = serve(good(CONTENT));
    Files.createDirectories(cache().folder());
    Files.write(part(), CONTENT);
    assertFetched(cache().fetch(file, NOBODY));
    assertThat(asked).containsExactly("bytes=" + CONTENT.length + "-");
  }

  @Test
  void a_wrong_beginning_is_thrown_away() throws Exception {
    RemoteFile file = serve(good(CONTENT));
    Files.createDirectories(cache().folder());
    Files.write(part(), new byte[1000]);
    assertFetched(cache().fetch(file, NOBODY));
    assertThat(asked).containsExactly("bytes=1000-", "all");
  }

  @Test
  void a_range_that_was_not_asked_for_is_refused() throws Exception {
    RemoteFile file =
        serve(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Range", "bytes 7-9/300000");
              exchange.sendResponseHeaders(206, 3);
              exchange.getResponseBody().write(new byte[3]);
            });
    Files.createDirectories(cache().folder());
    Files.write(part(), Arrays.copyOf(CONTENT, 1000));
    assertThatThrownBy(() -> cache().fetch(file, NOBODY))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("what follows byte 1000 and sent bytes 7-9/300000");
    assertThat(part()).hasSize(1000);
  }

  @Test
  void other_content_is_refused_and_deleted() throws Exception {
    byte[] other = CONTENT.clone();
    other[200_000] ^= 1;
    RemoteFile file = serve(good(other));
    assertThatThrownBy(() -> cache().fetch(file, NOBODY))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(
            part() + ": from " + address() + " came other content, with the SHA")
        .hasMessageContaining(sum(other) + " in place of " + sum(CONTENT));
    try (Stream<Path> left = Files.list(cache().folder())) {
      assertThat(left)
          .extracting(path -> path.getFileName().toString())
          .containsExactly("data.bin.lock");
    }
  }

  @Test
  void too_little_and_too_much_is_refused() throws Exception {
    RemoteFile file = serve(good(Arrays.copyOf(CONTENT, 1000)));
    assertThatThrownBy(() -> cache().fetch(file, NOBODY))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("came only 1000 of the 300000 bytes expected");
    serveOther(good(Arrays.copyOf(CONTENT, 300_001)));
    assertThatThrownBy(() -> cache().fetch(file, NOBODY))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("came more than the 300000 bytes expected");
    assertThat(part()).doesNotExist();
  }

  @Test
  void what_never_ends_is_not_waited_for() throws Exception {
    RemoteFile file =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              while (true) {
                exchange.getResponseBody().write(new byte[10_000]);
              }
            });
    assertThatThrownBy(() -> cache().fetch(file, NOBODY))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("came more than the 300000 bytes expected");
  }

  @Test
  void packed_files_are_verified_unpacked() throws Exception {
    byte[] packed = gzip(CONTENT);
    RemoteFile file = serve(good(packed));
    assertThat(cache().fetch(file, NOBODY)).hasBinaryContent(packed);
    Files.delete(cache().folder().resolve("data.bin"));
    byte[] damaged = packed.clone();
    damaged[packed.length - 6] ^= 1;
    serveOther(good(damaged));
    assertThatThrownBy(() -> cache().fetch(file, NOBODY))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("came damaged gzip data");
    // What unpacks to much more is not unpacked to its end.
    serveOther(good(gzip(new byte[100_000_000])));
    assertThatThrownBy(() -> cache().fetch(file, NOBODY))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("came more than the 300000 bytes expected");
  }

  @Test
  void a_refusal_is_told_with_its_status() throws Exception {
    RemoteFile file = serve(exchange -> exchange.sendResponseHeaders(404, -1));
    assertThatThrownBy(() -> cache().fetch(file, NOBODY))
        .isInstanceOf(DownloadException.class)
        .hasMessage(address() + ": the server answered with status 404; try another address");
    assertThat(cache().folder().resolve("data.bin")).doesNotExist();
    serveOther(exchange -> exchange.sendResponseHeaders(416, -1));
    assertThatThrownBy(() -> cache().fetch(file, NOBODY))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("status 416");
  }

  @Test
  void no_network_is_told() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + closed + "/data");
    RemoteFile file = new RemoteFile(nobody, "data.bin", sum(CONTENT), CONTENT.length);
    assertThatThrownBy(() -> cache().fetch(file, NOBODY))
        .isInstanceOf(DownloadException.class)
        .hasMessage(nobody + ": cannot be reached (ConnectException); is there a network?");
    URI nowhere = URI.create("http://no.such.host.invalid/data");
    RemoteFile unknown = new RemoteFile(nowhere, "data.bin", sum(CONTENT), CONTENT.length);
    assertThatThrownBy(() -> cache().fetch(unknown, NOBODY))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith(nowhere + ": cannot be reached");
  }

  @Test
  void a_server_that_falls_silent_is_given_up() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    RemoteFile file =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, CONTENT.length);
              exchange.getResponseBody().write(CONTENT, 0, 70_000);
              exchange.getResponseBody().flush();
              over.await();
            });
    DataCache hasty = cache().withPatience(Duration.ofMillis(500));
    assertThatThrownBy(() -> hasty.fetch(file, NOBODY))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("nothing came for 0.5 s after byte 70000; what had come is kept");
    over.countDown();
    assertThat(part()).hasSize(70_000);
    serveOther(
        exchange -> {
          TimeUnit.SECONDS.sleep(2);
          exchange.sendResponseHeaders(404, -1);
        });
    assertThatThrownBy(() -> hasty.fetch(file, NOBODY))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("no answer within 0.5 s");
  }

  @Test
  void a_redirection_is_followed() throws Exception {
    RemoteFile file = serve(good(CONTENT));
    server.createContext(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().set("Location", address().toString());
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    RemoteFile moved =
        new RemoteFile(address().resolve("/old"), file.name(), file.sha256(), file.bytes());
    assertFetched(cache().fetch(moved, NOBODY));
  }

  @Test
  void of_many_threads_one_fetches() throws Exception {
    RemoteFile file = serve(slowly());
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      Callable<Path> fetch = () -> cache().fetch(file, NOBODY);
      for (Future<Path> fetched : pool.invokeAll(Collections.nCopies(4, fetch))) {
        assertFetched(fetched.get());
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(asked).containsExactly("all");
  }

  /** So that others come while it is sent. */
  private static Answer slowly() {
    return exchange -> {
      exchange.sendResponseHeaders(200, CONTENT.length);
      exchange.getResponseBody().write(CONTENT, 0, 1000);
      exchange.getResponseBody().flush();
      TimeUnit.SECONDS.sleep(2);
      exchange.getResponseBody().write(CONTENT, 1000, CONTENT.length - 1000);
    };
  }

  @Test
  void of_many_programs_one_fetches() throws Exception {
    RemoteFile file = serve(slowly());
    List<Process> programs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      programs.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  Fetcher.class.getName(),
                  cache().folder().toString(),
                  file.address().toString(),
                  file.name(),
                  file.sha256(),
                  String.valueOf(file.bytes()))
              .redirectErrorStream(true)
              .start());
    }
    for (Process program : programs) {
      String told = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(program.waitFor()).as(told).isZero();
    }
    assertFetched(cache().folder().resolve("data.bin"));
    assertThat(asked).containsExactly("all");
  }

  @Test
  void the_folder_is_the_users() {
    Path home = Path.of("/home/ann");
    assertThat(DataCache.standardFolder("", Map.of(), home))
        .isEqualTo(Path.of("/home/ann/.cache/grad4j"));
    assertThat(DataCache.standardFolder("", Map.of("XDG_CACHE_HOME", "/var/ann"), home))
        .isEqualTo(Path.of("/var/ann/grad4j"));
    assertThat(DataCache.standardFolder("", Map.of("XDG_CACHE_HOME", "ann"), home))
        .isEqualTo(Path.of("/home/ann/.cache/grad4j"));
    assertThat(DataCache.standardFolder("/data", Map.of("XDG_CACHE_HOME", "/var/ann"), home))
        .isEqualTo(Path.of("/data"));
  }

  @Test
  void a_remote_file_is_checked() throws Exception {
    URI address = URI.create("http://127.0.0.1/data");
    String sum = sum(CONTENT);
    for (String name : new String[] {"", "../data", "a/b", ".data", "a b"}) {
      assertThatThrownBy(() -> new RemoteFile(address, name, sum, 1))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("a name is made of");
    }
    for (String other : new String[] {"file:///etc/passwd", "data", "ftp://host/data"}) {
      assertThatThrownBy(() -> new RemoteFile(URI.create(other), "data", sum, 1))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("an address begins with http");
    }
    assertThatThrownBy(() -> new RemoteFile(address, "data", sum.substring(1), 1))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("64 hexadecimal digits");
    assertThat(new RemoteFile(address, "data", sum.toUpperCase(Locale.ROOT), 1).sha256())
        .isEqualTo(sum);
    assertThatThrownBy(() -> cache().withPatience(Duration.ZERO))
        .isInstanceOf(ArgumentException.class);
  }
}
