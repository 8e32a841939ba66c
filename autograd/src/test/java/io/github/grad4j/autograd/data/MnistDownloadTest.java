package io.github.grad4j.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.ArgumentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MnistDownloadTest {
  @TempDir private Path folder;

  @Test
  void the_files_are_under_the_mirror() {
    for (String mirror :
        new String[] {"https://example.org/a/mnist", "https://example.org/a/mnist/"}) {
      assertThat(MnistDownload.MNIST.files(URI.create(mirror)))
          .extracting(file -> file.address().toString())
          .containsExactly(
              "https://example.org/a/mnist/train-images-idx3-ubyte.gz",
              "https://example.org/a/mnist/train-labels-idx1-ubyte.gz",
              "https://example.org/a/mnist/t10k-images-idx3-ubyte.gz",
              "https://example.org/a/mnist/t10k-labels-idx1-ubyte.gz");
    }
  }

  /** 16 and 8 bytes of header, then 28 · 28 bytes for each image and one for each label. */
  @ParameterizedTest
  @EnumSource
  void the_lengths_are_those_of_mnist(MnistDownload images) {
    assertThat(images.files(images.mirror()))
        .extracting(RemoteFile::bytes)
        .containsExactly(16L + 60_000 * 784, 8L + 60_000, 16L + 10_000 * 784, 8L + 10_000);
  }

  /** From the files that Debian's package dataset-fashion-mnist installs, by sha256sum. */
  @Test
  void fashion_mnist_has_sums_of_its_own() {
    MnistDownload fashion = MnistDownload.FASHION_MNIST;
    assertThat(fashion.files(fashion.mirror()))
        .extracting(RemoteFile::sha256)
        .containsExactly(
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");
  }

  @ParameterizedTest
  @EnumSource
  void a_system_property_names_another_mirror(MnistDownload images) {
    String property = images.mirrorProperty();
    try {
      System.setProperty(property, "https://example.org/a");
      assertThat(images.mirror()).isEqualTo(URI.create("https://example.org/a"));
      System.setProperty(property, "no address");
      assertThatThrownBy(images::mirror)
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining(property + " is an address, but it is no address");
    } finally {
      System.clearProperty(property);
    }
    assertThat(images.mirror().getHost()).contains(".");
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(60)
  void a_mirror_with_other_files_is_refused(MnistDownload images) throws IOException {
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
      assertThatThrownBy(() -> images.fetch(DataCache.at(folder), mirror, (file, n, total) -> {}))
          .isInstanceOf(FileException.class)
          .hasMessageContaining("came only 36 of the 47040016 bytes expected");
    } finally {
      server.stop(0);
    }
  }
}
