package dev.ghostwatch.source.discovery;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Makes paths from the bytes that the kernel and other programs use. {@link Path#of} alone goes
 * through the locale's encoding: under {@code LC_ALL=C} it refuses every name beyond ASCII, and
 * elsewhere it cannot say bytes that are not UTF-8.
 */
final class RawPath {

  private static final String HEXADECIMAL = "0123456789ABCDEF";

  private RawPath() {}

  /** The path with these bytes in UTF-8. The text holds no NUL and is not empty. */
  static Path of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length);
  }

  static Path of(byte[] bytes, int start, int end) {
    if (isAscii(bytes, start, end)) {
      return Path.of(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
    }
    StringBuilder uri = new StringBuilder("file:///");
    for (int i = start; i < end; i++) {
      int value = bytes[i] & 0xFF;
      if (value == '/') {
        // Made from a URI, a path keeps doubled slashes, and would equal no path made otherwise.
        if (uri.charAt(uri.length() - 1) != '/') {
          uri.append('/');
        }
      } else {
        uri.append('%')
            .append(HEXADECIMAL.charAt(value >> 4))
            .append(HEXADECIMAL.charAt(value & 0xF));
      }
    }
    Path absolute = Path.of(URI.create(uri.toString()));
    return bytes[start] == '/' ? absolute : absolute.subpath(0, absolute.getNameCount());
  }

  private static boolean isAscii(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
