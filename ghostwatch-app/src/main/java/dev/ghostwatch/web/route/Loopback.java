package dev.ghostwatch.web.route;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells whether a request came from this host. */
public final class Loopback {
  private Loopback() {}

  /**
   * Whether an address is this host's own.
   *
   * @param address in figures: nothing is asked of a name server
   */
  public static boolean isLoopback(String address) {
    if (!address.matches("[0-9a-fA-F:.\\[\\]]+")) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
