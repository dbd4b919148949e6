package dev.ghostwatch.web.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/**
 * A piece of a stream of events, made once and sent to all who want it.
 *
 * @param plain as it is
 * @param zipped the same as a piece of a deflate stream that refers to nothing before it, so that
 *     it fits behind any other piece
 */
@SuppressWarnings("ArrayRecordComponent") // compared with no other
record Frame(byte[] plain, byte[] zipped) {
  /** What a gzip stream begins with: no name, no time. It never ends, so that it needs no sum. */
  static final byte[] GZIP_HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  /** Keeps the connection, and what lies between, from being taken for dead. */
  static final Frame HEARTBEAT = of(":\n\n".getBytes(StandardCharsets.US_ASCII));

  static Frame of(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(plain);
      ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 6 + 64);
      byte[] piece = new byte[8192];
      int length;
      do {
        length = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
        out.write(piece, 0, length);
      } while (length == piece.length);
      return new Frame(plain, out.toByteArray());
    } finally {
      deflater.end();
    }
  }
}
