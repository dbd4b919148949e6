package dev.ghostwatch.config.schema;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host and a port.
 *
 * @param host name or number, an IPv6 number without its brackets
 * @param port 1 to 65535, or 0 for any free one where something listens
 */
public record Address(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?)]|([A-Za-z0-9_.-]+)):(\\d{1,5})");

  /** The address that {@code HOST:PORT} or {@code [IPV6]:PORT} says; null when it is none. */
  public static @Nullable Address parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(3)) > 65_535) {
      return null;
    }
    String number = form.group(1);
    return new Address(number == null ? form.group(2) : number, Integer.parseInt(form.group(3)));
  }

  /** The address to listen at or connect to; looks the name up. */
  public InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
