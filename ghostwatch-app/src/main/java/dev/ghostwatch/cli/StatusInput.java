package dev.ghostwatch.cli;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.MigrationMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads status replies, or a log of any size that contains them, piece by piece: memory does not
 * grow with the input, and the last status line wins.
 */
final class StatusInput {
  private static final int PIECE_BYTES = 1 << 20;

  private final InputStream in;
  private long bytes;

  StatusInput(InputStream in) {
    this.in = in;
  }

  /** How many bytes were read. */
  long bytes() {
    return bytes;
  }

  /** The picture that the input gives. */
  Snapshot read() throws IOException {
    List<StatusReply> telling = new ArrayList<>();
    byte[] rest = new byte[0];
    while (true) {
      byte[] piece = in.readNBytes(PIECE_BYTES);
      bytes += piece.length;
      byte[] text = Arrays.copyOf(rest, rest.length + piece.length);
      System.arraycopy(piece, 0, text, rest.length, piece.length);
      boolean isLast = piece.length < PIECE_BYTES;
      int end = isLast ? text.length : lineEnd(text);
      keep(telling, StatusReply.parse(new String(text, 0, end, StandardCharsets.UTF_8)));
      rest = Arrays.copyOfRange(text, end, text.length);
      if (isLast) {
        return MigrationMonitor.of(telling);
      }
    }
  }

  /** The newest reply with hints and the newest with a status line say all that is asked for. */
  private static void keep(List<StatusReply> telling, StatusReply reply) {
    if (reply.hints() != null) {
      telling.clear();
      telling.add(reply);
    } else if (reply.line() != null) {
      telling.removeIf(earlier -> earlier.hints() == null);
      telling.add(reply);
    }
  }

  /** Where the last whole line ends; a line longer than a piece is taken in parts. */
  private static int lineEnd(byte[] text) {
    for (int i = text.length; i > 0; i--) {
      if (text[i - 1] == '\n') {
        return i;
      }
    }
    return text.length;
  }
}
