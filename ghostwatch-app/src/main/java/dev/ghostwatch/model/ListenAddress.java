package dev.ghostwatch.model;

import java.util.Locale;

/**
 * Where the agent listens.
 *
 * @param host name or address, without the brackets of IPv6
 * @param port 0 to 65535; 0 lets the system choose
 */
public record ListenAddress(String host, int port) {
  /** On this host only. */
  public static final ListenAddress DEFAULT = new ListenAddress("127.0.0.1", 8970);

  private static final int LAST_PORT = 65_535;

  public ListenAddress {
    if (host.isEmpty() || port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("not an address to listen on: " + host + ":" + port);
    }
  }

  /**
   * Reads {@code HOST:PORT}, {@code [::1]:PORT} or {@code :PORT}, which means the default host.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  public static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new ListenAddress(
        host.isEmpty() && colon == 0 ? DEFAULT.host : host,
        Integer.parseInt(text.substring(colon + 1)));
  }

  /** Whether only programs of this host can reach it. */
  public boolean isLoopback() {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.equals("::1") || name.startsWith("127.");
  }

  /** The same host with the port that the system chose. */
  public ListenAddress withPort(int actual) {
    return new ListenAddress(host, actual);
  }

  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
