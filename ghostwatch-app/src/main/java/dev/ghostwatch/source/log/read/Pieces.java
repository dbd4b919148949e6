package dev.ghostwatch.source.log.read;

import dev.ghostwatch.client.log.LineBatch;
import dev.ghostwatch.client.log.LineScanner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Scans a file in pieces, several at once, and hands them on in order. A line belongs to the piece
 * in which it begins. Whoever has scanned the piece whose turn it is hands on what is ready, so no
 * thread is needed for that.
 */
final class Pieces {
  /** How much of a line that goes on behind its piece is looked at. */
  private static final int LONGEST_TAIL = 64 << 10;

  private final Path path;
  private final int threads;
  private final int pieceSize;
  private final LongConsumer progress;
  private final AtomicLong nextToScan = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final BlockingQueue<Piece> free;
  private final @Nullable Piece[] ready;

  /** Guarded by this. */
  private long nextToHandOn;

  private boolean handingOn;

  /** Room for one piece, used again and again. */
  private static final class Piece {
    final byte[] buffer;
    final LineBatch batch = new LineBatch();
    final LineScanner scanner = new LineScanner();
    long number;

    Piece(int size) {
      buffer = new byte[size];
    }
  }

  Pieces(Path path, int threads, int pieceSize, LongConsumer progress) {
    this.path = path;
    this.threads = threads;
    this.pieceSize = pieceSize;
    this.progress = progress;
    int room = threads * 2;
    free = new ArrayBlockingQueue<>(room);
    ready = new Piece[room];
  }

  void read(Consumer<LineBatch> sink) throws IOException, InterruptedException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      long pieces = Math.ceilDiv(size, (long) pieceSize);
      if (pieces == 0) {
        return;
      }
      int workers = (int) Math.min(threads, pieces);
      for (int i = 0; i < Math.min(ready.length, pieces); i++) {
        free.add(new Piece(1 + pieceSize + LONGEST_TAIL + LineScanner.PADDING));
      }
      List<Thread> others = new ArrayList<>();
      for (int i = 1; i < workers; i++) {
        others.add(
            Thread.ofPlatform()
                .name("log-scanner-" + i)
                .daemon()
                .start(() -> work(channel, size, pieces, sink)));
      }
      work(channel, size, pieces, sink);
      for (Thread other : others) {
        other.join();
      }
    }
    Throwable failed = failure.get();
    switch (failed) {
      case null -> {
        // All pieces were handed on.
      }
      case IOException e -> throw e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IllegalStateException("BUG: scanning " + path + " failed", failed);
    }
  }

  private void work(FileChannel channel, long size, long pieces, Consumer<LineBatch> sink) {
    try {
      while (failure.get() == null) {
        Piece piece = free.take();
        if (failure.get() != null) {
          return;
        }
        piece.number = nextToScan.getAndIncrement();
        if (piece.number >= pieces) {
          free.add(piece);
          return;
        }
        scan(channel, size, piece);
        handOn(piece, sink);
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      // The others may wait for room that this one would have freed.
      Piece last = new Piece(0);
      while (free.offer(last)) {
        // Until there is room for all.
      }
    }
  }

  private void scan(FileChannel channel, long size, Piece piece) throws IOException {
    long start = piece.number * pieceSize;
    long from = start == 0 ? 0 : start - 1;
    int inPiece = (int) (Math.min(start + pieceSize, size) - from);
    byte[] buffer = piece.buffer;
    int filled = fill(channel, buffer, 0, inPiece, from);
    int first = start == 0 ? 0 : lineEnd(buffer, 0, filled) + 1;
    if (first > filled || (first == filled && filled > 0)) {
      // The whole piece lies within one line, or its only line break is at its end.
      piece.scanner.scan(buffer, 0, 0, piece.batch);
      return;
    }
    int end = filled;
    if (filled == inPiece && filled > 0 && buffer[filled - 1] != '\n') {
      int step = 4 << 10;
      while (end - inPiece < LONGEST_TAIL) {
        int more = fill(channel, buffer, end, Math.min(step, LONGEST_TAIL), from);
        int lineEnd = lineEnd(buffer, end, end + more);
        boolean found = lineEnd < end + more;
        end = found ? lineEnd + 1 : end + more;
        if (found || more == 0) {
          break;
        }
      }
    }
    piece.scanner.scan(buffer, first, end, piece.batch);
  }

  /** Reads at most so many bytes of the file to the offset in the buffer. */
  private static int fill(FileChannel channel, byte[] buffer, int offset, int length, long from)
      throws IOException {
    ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
    while (target.hasRemaining()) {
      if (channel.read(target, from + target.position()) < 0) {
        break;
      }
    }
    return target.position() - offset;
  }

  private static int lineEnd(byte[] buffer, int from, int to) {
    int position = from;
    while (position < to && buffer[position] != '\n') {
      position++;
    }
    return position;
  }

  private void handOn(Piece scanned, Consumer<LineBatch> sink) {
    Piece piece = scanned;
    synchronized (this) {
      ready[(int) (piece.number % ready.length)] = piece;
      if (handingOn) {
        return;
      }
      handingOn = true;
    }
    while (true) {
      synchronized (this) {
        int slot = (int) (nextToHandOn % ready.length);
        Piece next = ready[slot];
        if (next == null) {
          handingOn = false;
          return;
        }
        ready[slot] = null;
        nextToHandOn++;
        piece = next;
      }
      sink.accept(piece.batch);
      progress.accept(pieceSize);
      free.add(piece);
    }
  }
}
