package dev.ghostwatch.source.discovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The TCP ports that are listened on, as {@code /proc/net/tcp} and {@code tcp6} list them. */
record TcpTable(List<Listener> listeners) {

  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;

  /** A listening port; {@code isOnAllInterfaces} when bound to 0.0.0.0 or [::]. */
  record Listener(int port, boolean isOnAllInterfaces) {}

  /** Reads both lists below a {@code net} directory; an unreadable one counts as empty. */
  static TcpTable read(Path net) {
    List<Listener> listeners = new ArrayList<>();
    readInto(listeners, net.resolve("tcp"));
    readInto(listeners, net.resolve("tcp6"));
    return new TcpTable(List.copyOf(listeners));
  }

  /** Whether a port is open to other hosts; null when nobody was seen to listen on it. */
  @Nullable Boolean isOnAllInterfaces(int port) {
    Boolean isOpen = null;
    for (Listener listener : listeners) {
      if (listener.port() == port) {
        isOpen = listener.isOnAllInterfaces() || Boolean.TRUE.equals(isOpen);
      }
    }
    return isOpen;
  }

  private static void readInto(List<Listener> listeners, Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!addIfListening(listeners, line)) {
          // The kernel lists listening ports first; behind them come the connections, on a busy
          // host a million.
          return;
        }
      }
    } catch (IOException | UncheckedIOException _) {
      // Without IPv6 there is no tcp6. When neither is readable no port is found, and its state is
      // unknown.
    }
  }

  private static boolean addIfListening(List<Listener> listeners, String line) {
    String local = Fields.word(line, LOCAL_ADDRESS);
    if (local == null || !LISTENING.equals(Fields.word(line, STATE))) {
      return false;
    }
    int colon = local.indexOf(':');
    try {
      int port = Integer.parseInt(local.substring(colon + 1), 16);
      listeners.add(new Listener(port, isAnyAddress(local.substring(0, Math.max(colon, 0)))));
    } catch (NumberFormatException _) {
      // Not a line of this list; the next may be.
      return true;
    }
    return true;
  }

  /** All zeros, or IPv4's 0.0.0.0 written as an IPv6 address (in the kernel's byte order). */
  private static boolean isAnyAddress(String address) {
    String zeros = "0".repeat(address.length());
    return address.equals(zeros) || address.equals("0000000000000000FFFF000000000000");
  }
}
