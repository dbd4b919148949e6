package dev.ghostwatch.client.socket;

import static java.util.Objects.requireNonNull;

import dev.ghostwatch.client.value.Numbers;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a gh-ost listens for commands. */
public sealed interface Endpoint {

  /** A Unix domain socket. */
  record UnixSocket(Path path) implements Endpoint {

    /**
     * The longest path, in bytes, that can be connected to. Linux keeps 108 bytes for it, one of
     * them for the closing NUL, so gh-ost can listen at a path of 107; Java takes one less.
     */
    public static final int LONGEST_PATH_BYTES = 106;

    public UnixSocket {
      requireNonNull(path, "path is null");
    }

    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /**
   * A TCP port.
   *
   * @param host name or address, without brackets
   * @param port 1–65535
   */
  record Tcp(String host, int port) implements Endpoint {

    private static final int HIGHEST_PORT = 65_535;

    public Tcp {
      if (host.isBlank()) {
        throw new IllegalArgumentException("The host of a TCP endpoint is blank");
      }
      if (port < 1 || port > HIGHEST_PORT) {
        throw new IllegalArgumentException("TCP port " + port + " is not in 1 to " + HIGHEST_PORT);
      }
    }

    @Override
    public String toString() {
      return host.indexOf(':') >= 0 ? "tcp:[" + host + "]:" + port : "tcp:" + host + ":" + port;
    }
  }

  /**
   * The endpoint that a text names: {@code unix:/path}, {@code tcp:HOST:PORT}, or a plain path,
   * which must contain a slash; null when it is none of these.
   */
  static @Nullable Endpoint parse(String text) {
    if (text.startsWith("tcp:")) {
      return parseTcp(text.substring("tcp:".length()));
    }
    String path = text.startsWith("unix:") ? text.substring("unix:".length()) : text;
    if (path.isEmpty() || (path.indexOf('/') < 0 && !text.startsWith("unix:"))) {
      return null;
    }
    try {
      return new UnixSocket(Path.of(path));
    } catch (InvalidPathException _) {
      // A null character: no such path can exist.
      return null;
    }
  }

  /** The endpoint that {@code HOST:PORT} or {@code [ADDRESS]:PORT} names, or null. */
  static @Nullable Tcp parseTcp(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    if (colon <= 0) {
      return null;
    }
    String host = hostAndPort.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    long port = Numbers.parseCount(hostAndPort, colon + 1, hostAndPort.length());
    return host.isBlank() || port < 1 || port > Tcp.HIGHEST_PORT ? null : new Tcp(host, (int) port);
  }
}
