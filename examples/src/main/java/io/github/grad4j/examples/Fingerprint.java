package io.github.grad4j.examples;

import io.github.grad4j.autograd.data.Dataset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells examples from those that were edited since. */
final class Fingerprint {
  /** Of SHA-256's 32: one pair of data sets in 2^48 has the same. */
  private static final int BYTES = 6;

  private Fingerprint() {}

  /**
   * The first digits of a SHA-256 sum, in hexadecimal: of the data set's own line, the names of
   * classes and features, each behind its length, and of each example its class and its features.
   */
  static String of(Dataset examples) {
    MessageDigest digest = sha256();
    String names =
        Stream.concat(examples.classNames().stream(), examples.featureNames().stream())
            .map(name -> name.length() + ":" + name)
            .collect(Collectors.joining());
    digest.update((examples + names).getBytes(StandardCharsets.UTF_8));
    long[] classes = examples.classes();
    ByteBuffer example = ByteBuffer.allocate(Long.BYTES * (1 + examples.featureShape().size()));
    for (int i = 0; i < classes.length; i++) {
      example.clear();
      example.putLong(classes[i]).asDoubleBuffer().put(examples.example(i));
      digest.update(example.array());
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
