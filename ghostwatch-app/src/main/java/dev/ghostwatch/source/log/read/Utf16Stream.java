package dev.ghostwatch.source.log.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** UTF-16, as some shells write it, turned into UTF-8. */
final class Utf16Stream extends InputStream {
  private static final char BYTE_ORDER_MARK = 0xFEFF;

  private final InputStreamReader reader;
  private final char[] characters = new char[8192];
  private byte[] bytes = {};
  private int position;

  /** A high surrogate whose other half is in the next characters. */
  private int kept;

  Utf16Stream(InputStream in, Charset charset) {
    reader = new InputStreamReader(in, charset);
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (position == bytes.length) {
      int count = reader.read(characters, kept, characters.length - kept);
      if (count < 0 && kept == 0) {
        return false;
      }
      int end = kept + Math.max(0, count);
      boolean half = count > 0 && Character.isHighSurrogate(characters[end - 1]);
      int whole = half ? end - 1 : end;
      int start = whole > 0 && characters[0] == BYTE_ORDER_MARK ? 1 : 0;
      bytes = new String(characters, start, whole - start).getBytes(StandardCharsets.UTF_8);
      position = 0;
      kept = half ? 1 : 0;
      if (half) {
        characters[0] = characters[end - 1];
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
