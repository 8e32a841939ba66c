package io.github.grad4j.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.grad4j.autograd.files.FileException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MnistDownloadTest {
  @TempDir private Path folder;

  @Test
  void the_files_are_under_the_mirror() {
    for (String mirror :
        new String[] {"https://example.org/a/mnist", "https://example.org/a/mnist/"}) {
      assertThat(MnistDownload.files(URI.create(mirror)))
          .extracting(file -> file.address().toString())
          .containsExactly(
              "https://example.org/a/mnist/train-images-idx3-ubyte.gz",
              "https://example.org/a/mnist/train-labels-idx1-ubyte.gz",
              "https://example.org/a/mnist/t10k-images-idx3-ubyte.gz",
              "https://example.org/a/mnist/t10k-labels-idx1-ubyte.gz");
    }
  }

  /** 16 and 8 bytes of header, then 28 · 28 bytes for each image and one for each label. */
  @Test
  void the_lengths_are_those_of_mnist() {
    assertThat(MnistDownload.files(MnistDownload.MIRROR))
        .extracting(RemoteFile::bytes)
        .containsExactly(16L + 60_000 * 784, 8L + 60_000, 16L + 10_000 * 784, 8L + 10_000);
  }

  @Test
  @Timeout(60)
  void a_mirror_with_other_files_is_refused() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page = "<html>Sign in to this network</html>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try {
      URI mirror = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      assertThatThrownBy(
              () -> MnistDownload.fetch(DataCache.at(folder), mirror, (file, n, total) -> {}))
          .isInstanceOf(FileException.class)
          .hasMessageContaining("came only 36 of the 47040016 bytes expected");
    } finally {
      server.stop(0);
    }
  }
}
