package io.github.grad4j.autograd.data;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.core.ArgumentException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file that can be downloaded, and how to know that it is the right one.
 *
 * <p>Sum and length are those of what it holds: if it is packed with gzip, as its first bytes tell,
 * of the unpacked bytes. Mirrors pack the same data differently.
 *
 * @param address where it is, by http or https
 * @param name what it is called in the cache
 * @param sha256 the SHA-256 sum of its content, as 64 hexadecimal digits
 * @param bytes the length of its content
 */
public record RemoteFile(URI address, String name, String sha256, long bytes) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks that it can be fetched and verified.
   *
   * @param address where it is, by http or https
   * @param name letters, digits, dots, dashes and underscores, the first a letter or digit
   * @param sha256 the SHA-256 sum of its content, as 64 hexadecimal digits
   * @param bytes the length of its content, 0 or more
   * @throws ArgumentException if one of them is not so
   */
  public RemoteFile {
    requireNonNull(address, "address");
    requireNonNull(name, "name");
    sha256 = requireNonNull(sha256, "sha256").toLowerCase(Locale.ROOT);
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new ArgumentException(
          "an address begins with http:// or https:// and a host, but it is " + address);
    }
    if (!NAME.matcher(name).matches()) {
      throw new ArgumentException(
          "a name is made of letters, digits, dots, dashes and underscores, but it is " + name);
    }
    if (!SUM.matcher(sha256).matches()) {
      throw new ArgumentException("a SHA-256 sum has 64 hexadecimal digits, but it is " + sha256);
    }
    if (bytes < 0) {
      throw new ArgumentException("a file has no fewer than 0 bytes, but bytes is " + bytes);
    }
  }
}
