package dev.ghostwatch.source.discovery;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Unix sockets that somebody listens on, as {@code /proc/net/unix} lists them for one network
 * namespace. A path there is what the listener called it when it began: relative, or of another
 * file tree, or since removed or taken by another socket.
 */
record UnixSocketTable(List<Listener> listeners) {

  private static final long ACCEPTING = 0x10000;

  /**
   * A listening socket with a path; {@code inode} is the one in {@code /proc/PID/fd}, not the
   * file's.
   */
  record Listener(long inode, Path path) {}

  /** Null when the list is not readable. */
  static @Nullable UnixSocketTable read(ProcFiles proc, Path file) {
    byte[] bytes = proc.bytes(file);
    return bytes == null ? null : parse(bytes);
  }

  static UnixSocketTable parse(byte[] bytes) {
    List<Listener> listeners = new ArrayList<>();
    int row = nextRow(bytes, 0);
    while (row < bytes.length) {
      int next = nextRow(bytes, row + 1);
      int end = next < bytes.length || bytes[bytes.length - 1] == '\n' ? next - 1 : next;
      addListener(listeners, bytes, row, end);
      row = next;
    }
    return new UnixSocketTable(List.copyOf(listeners));
  }

  /**
   * Where the next row begins: a path may hold line breaks, so a line must look like a row to be
   * one.
   */
  private static int nextRow(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if ((i == 0 || bytes[i - 1] == '\n') && isRow(bytes, i)) {
        return i;
      }
    }
    return bytes.length;
  }

  /**
   * {@code address: references protocol flags type state inode path}, the first six in hexadecimal.
   */
  private static boolean isRow(byte[] bytes, int start) {
    int at = start;
    while (at < bytes.length && isHexadecimal(bytes[at])) {
      at++;
    }
    if (at - start < 8 || at >= bytes.length || bytes[at] != ':') {
      return false;
    }
    at++;
    for (int length : new int[] {8, 8, 8, 4, 2}) {
      int field = at + 1;
      at = field;
      while (at < bytes.length && isHexadecimal(bytes[at])) {
        at++;
      }
      if (at - field != length || at >= bytes.length || bytes[at] != ' ') {
        return false;
      }
    }
    return true;
  }

  private static boolean isHexadecimal(byte octet) {
    return (octet >= '0' && octet <= '9')
        || (octet >= 'a' && octet <= 'f')
        || (octet >= 'A' && octet <= 'F');
  }

  private static void addListener(List<Listener> listeners, byte[] bytes, int row, int end) {
    int flags = row;
    while (bytes[flags] != ':') {
      flags++;
    }
    flags += ": 00000000 00000000 ".length();
    String flagText = new String(bytes, flags, 8, StandardCharsets.US_ASCII);
    if ((Long.parseLong(flagText, 16) & ACCEPTING) == 0) {
      return;
    }
    int at = flags + "00000000 0000 00 ".length();
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    long inode = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      inode = inode * 10 + (bytes[at++] - '0');
    }
    int path = at + 1;
    // No path: bound to nothing. With an @: a name outside the file tree, which gh-ost never uses.
    if (path < end && bytes[path] != '@') {
      listeners.add(new Listener(inode, RawPath.of(bytes, path, end)));
    }
  }
}
