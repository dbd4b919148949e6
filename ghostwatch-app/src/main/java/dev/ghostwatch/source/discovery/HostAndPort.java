package dev.ghostwatch.source.discovery;

/**
 * A TCP address.
 *
 * @param host a name or an address, without brackets
 * @param port 1–65535
 */
public record HostAndPort(String host, int port) {

  public HostAndPort {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("host is empty; give a name or an address");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port is " + port + "; it must be from 1 to 65535");
    }
  }

  /** Whether this is this very host, seen from itself. */
  boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }
}
