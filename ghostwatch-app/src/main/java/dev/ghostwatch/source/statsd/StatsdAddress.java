package dev.ghostwatch.source.statsd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares where gh-ost sends with where is listened. */
final class StatsdAddress {
  private static final List<String> UNIX = List.of("unix://", "unixgram://");

  private StatsdAddress() {}

  /** Whether what is sent to an address arrives at the listener, as far as the texts tell. */
  static boolean leadsTo(@Nullable String address, String listener) {
    if (address == null) {
      return false;
    }
    String path = unixPath(address);
    String listenerPath = unixPath(listener);
    if (path != null || listenerPath != null) {
      return path != null && path.equals(listenerPath);
    }
    int colon = address.lastIndexOf(':');
    int listenerColon = listener.lastIndexOf(':');
    if (colon < 0 || !address.substring(colon).equals(listener.substring(listenerColon))) {
      return false;
    }
    String host = address.substring(0, colon);
    String listenerHost = listener.substring(0, listenerColon);
    return host.equals(listenerHost)
        || (isLoopback(host) && isLoopback(listenerHost))
        // Listening everywhere: any name may be one of this host.
        || listenerHost.equals("0.0.0.0")
        || listenerHost.equals("[0:0:0:0:0:0:0:0]");
  }

  private static @Nullable String unixPath(String address) {
    for (String prefix : UNIX) {
      if (address.startsWith(prefix)) {
        return address.substring(prefix.length());
      }
    }
    return null;
  }

  private static boolean isLoopback(String host) {
    return host.isEmpty()
        || host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("[::1]")
        || host.equals("[0:0:0:0:0:0:0:1]");
  }
}
