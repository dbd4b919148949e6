package dev.ghostwatch.web.security;

import dev.ghostwatch.model.ListenAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the Host header, so that a web page of a stranger cannot make a browser read from the
 * agent under a name that the stranger's DNS points here (DNS rebinding).
 */
final class HostCheck {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  private final ListenAddress address;

  HostCheck(ListenAddress address) {
    this.address = address;
  }

  /**
   * Whether a request may be for this name.
   *
   * @param names right beside what the agent listens on
   */
  boolean isAllowed(@Nullable String header, List<String> names) {
    if (header == null) {
      return false;
    }
    String host = withoutPort(header).toLowerCase(Locale.ROOT);
    if (names.stream().anyMatch(host::equalsIgnoreCase)) {
      return true;
    }
    if (!address.isLoopback() && names.isEmpty()) {
      // Reached by whatever names the network has for this host; who asks must log in.
      return true;
    }
    return LOOPBACK.contains(host) || host.equals(address.host().toLowerCase(Locale.ROOT));
  }

  private static String withoutPort(String header) {
    if (header.startsWith("[")) {
      int end = header.indexOf(']');
      return end < 0 ? header : header.substring(1, end);
    }
    int colon = header.indexOf(':');
    return colon < 0 ? header : header.substring(0, colon);
  }
}
