package dev.ghostwatch.simulator;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The binary log of the inspected server and how far gh-ost has read it. Reading stops when there
 * is no room for more changes, so coordinates stand still and the newest heartbeat grows old.
 */
final class BinaryLog {
  private static final long FILE_BYTES = 1L << 30;

  private final Deque<Segment> unread = new ArrayDeque<>();
  private long bytesRead;
  private long changesWritten;
  private long changesRead;
  private long headChangesTaken;
  private long newestHeartbeatRead;
  private long readUpTo;

  private record Segment(long time, long bytes, long changes, boolean heartbeat) {}

  BinaryLog(long startBytes) {
    bytesRead = startBytes;
  }

  /** Adds what was written in one step. */
  void write(long time, long bytes, long changes, boolean heartbeat) {
    changesWritten += changes;
    unread.addLast(new Segment(time, bytes, changes, heartbeat));
  }

  /** Reads on while there is room; returns the changes read. */
  long read(long room) {
    long taken = 0;
    while (!unread.isEmpty()) {
      Segment head = unread.getFirst();
      long wanted = head.changes() - headChangesTaken;
      long got = Math.min(wanted, room - taken);
      taken += got;
      if (got < wanted) {
        headChangesTaken += got;
        break;
      }
      unread.removeFirst();
      headChangesTaken = 0;
      bytesRead += head.bytes();
      readUpTo = head.time();
      if (head.heartbeat()) {
        newestHeartbeatRead = head.time();
      }
    }
    changesRead += taken;
    return taken;
  }

  long changesWritten() {
    return changesWritten;
  }

  long changesUnread() {
    return changesWritten - changesRead;
  }

  /** The time up to which everything has been read. */
  long readUpTo() {
    return readUpTo;
  }

  long newestHeartbeatRead() {
    return newestHeartbeatRead;
  }

  /** File and position, as {@code mysql-bin.000003:26948535}. */
  String coordinates() {
    return "mysql-bin.%06d:%d".formatted(1 + bytesRead / FILE_BYTES, 4 + bytesRead % FILE_BYTES);
  }
}
