package dev.ghostwatch.source.log.read;

import dev.ghostwatch.client.log.LineBatch;
import dev.ghostwatch.client.log.LineScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Cuts a stream into whole lines and scans them, in memory for one piece. */
final class StreamLines {
  private final byte[] buffer;
  private final int limit;
  private final LongConsumer progress;
  private final LineScanner scanner = new LineScanner();
  private final LineBatch batch = new LineBatch();

  StreamLines(int pieceSize, LongConsumer progress) {
    limit = pieceSize;
    buffer = new byte[pieceSize + LineScanner.PADDING];
    this.progress = progress;
  }

  void read(InputStream in, Consumer<LineBatch> sink) throws IOException {
    int filled = 0;
    boolean skipping = false;
    try {
      while (true) {
        int count = in.read(buffer, filled, limit - filled);
        if (count < 0) {
          return;
        }
        progress.accept(count);
        int end = filled + count;
        int start = 0;
        if (skipping) {
          int lineEnd = indexOf(filled, end);
          if (lineEnd == end) {
            continue;
          }
          start = lineEnd + 1;
          skipping = false;
        }
        int whole = end;
        while (whole > start && buffer[whole - 1] != '\n') {
          whole--;
        }
        if (whole == start && end - start == limit) {
          // A line longer than the buffer: its beginning is all that is looked at.
          scan(start, end, sink);
          skipping = true;
          filled = 0;
          continue;
        }
        int rest = end - whole;
        byte[] tail = java.util.Arrays.copyOfRange(buffer, whole, end);
        scan(start, whole, sink);
        System.arraycopy(tail, 0, buffer, 0, rest);
        filled = rest;
      }
    } finally {
      // Also when the stream breaks off: what came before is whole.
      if (filled > 0 && !skipping) {
        scan(0, filled, sink);
      }
    }
  }

  private int indexOf(int from, int end) {
    int position = from;
    while (position < end && buffer[position] != '\n') {
      position++;
    }
    return position;
  }

  private void scan(int from, int to, Consumer<LineBatch> sink) {
    if (to > from) {
      scanner.scan(buffer, from, to, batch);
      sink.accept(batch);
    }
  }
}
