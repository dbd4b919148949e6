package dev.ghostwatch.cli;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.insight.log.LogAnalyzer;
import dev.ghostwatch.model.log.LogAnalysis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a log that is still being written. One thread hands in lines, another one waits
 * for news of them; who waits costs nothing meanwhile.
 */
final class LogFeed {
  /** Enough for a block of hints and the status lines around it. */
  private static final int TAIL = 16 << 10;

  private final LogAnalyzer analyzer;
  private byte[] tail = new byte[0];
  private long bytes;
  private boolean recognised;
  private boolean ended;
  private boolean fresh;
  private @Nullable Exception failure;

  /**
   * What the lines so far tell.
   *
   * @param recognised whether there is a line that only gh-ost writes
   * @param bytes read so far
   * @param latest the newest hints and status line among the lines since the last news
   * @param ended whether no further line can come
   */
  record News(
      LogAnalysis analysis, boolean recognised, long bytes, StatusReply latest, boolean ended) {}

  LogFeed(LogAnalyzer analyzer) {
    this.analyzer = analyzer;
  }

  // --- for who reads the log

  /**
   * Takes whole lines, each with its line break.
   *
   * @param read how many bytes of the log they were
   */
  synchronized void take(byte[] lines, int length, long read) {
    analyzer.feed(lines, 0, length);
    recognised = analyzer.isRecognised();
    bytes += read;
    remember(lines, length);
  }

  private void remember(byte[] lines, int length) {
    if (length >= TAIL) {
      tail = Arrays.copyOfRange(lines, length - TAIL, length);
      return;
    }
    int kept = Math.min(tail.length, TAIL - length);
    byte[] next = new byte[kept + length];
    System.arraycopy(tail, tail.length - kept, next, 0, kept);
    System.arraycopy(lines, 0, next, kept, length);
    tail = next;
  }

  /** Everything written so far was taken: whoever waits is told. */
  synchronized void caughtUp() {
    fresh = true;
    notifyAll();
  }

  /** Nothing more will come. */
  synchronized void end() {
    ended = true;
    caughtUp();
  }

  /** Reading broke down; whoever waits is told. */
  synchronized void fail(Exception e) {
    failure = e;
    notifyAll();
  }

  // --- for who tells of it

  /** Bytes read so far. */
  synchronized long bytesRead() {
    return bytes;
  }

  /**
   * Waits until there is something new, or the end.
   *
   * @throws IOException when reading broke down
   */
  synchronized News await() throws IOException, InterruptedException {
    while (!fresh && !ended && failure == null) {
      wait();
    }
    return now();
  }

  /** What is known at this moment. */
  synchronized News now() throws IOException {
    if (failure instanceof RuntimeException bug) {
      throw bug;
    }
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    fresh = false;
    StatusReply latest = StatusReply.parse(new String(tail, StandardCharsets.UTF_8));
    tail = new byte[0];
    return new News(analyzer.analysis(), recognised, bytes, latest, ended);
  }
}
