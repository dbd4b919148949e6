package dev.ghostwatch.source.log.read;

import dev.ghostwatch.client.log.LineBatch;
import dev.ghostwatch.client.log.LineScanner;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A log file that exists and can be read.
 *
 * @param size bytes on disk
 * @param firstDate date of its first dated line, as seconds on the clock that wrote it; {@link
 *     LineBatch#NONE} when there is none near its beginning
 * @param firstTotal what its first status line tells as time since the start of the run; {@link
 *     LineBatch#NONE} when there is none
 */
public record LogFile(Path path, Form form, long size, long firstDate, long firstTotal) {

  /** How the text is stored. */
  public enum Form {
    PLAIN,
    GZIP,
    UTF_16,
    /** A pipe or a device: can be read once, from its beginning to its end. */
    STREAM
  }

  private static final int HEAD = 64 << 10;

  /**
   * Looks at the beginning of a file.
   *
   * @throws IOException when it is missing, is a directory or may not be read
   */
  public static LogFile of(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new java.nio.file.NotDirectoryException(path.toString());
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      // What is read of it to look at it would be lost.
      return new LogFile(path, Form.STREAM, 0, LineBatch.NONE, LineBatch.NONE);
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(path)) {
      head = in.readNBytes(HEAD);
    }
    Form form = form(head);
    byte[] text = head;
    if (form != Form.PLAIN) {
      try (InputStream in = open(path, form, _ -> {})) {
        text = in.readNBytes(HEAD);
      } catch (EOFException | ZipException _) {
        // Cut off near its beginning: its place among other files is then not known.
        text = new byte[0];
      }
    }
    long[] first = first(text);
    return new LogFile(path, form, Files.size(path), first[0], first[1]);
  }

  private static Form form(byte[] head) {
    if (head.length > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
      return Form.GZIP;
    }
    return utf16(head) == null ? Form.PLAIN : Form.UTF_16;
  }

  /** By its byte order mark, or because every other byte of the beginning is zero. */
  private static @org.jspecify.annotations.Nullable Charset utf16(byte[] head) {
    if (head.length < 4) {
      return null;
    }
    int first = head[0] & 0xff;
    int second = head[1] & 0xff;
    boolean zeros = head[0] != 0 && head[2] != 0 && head[1] == 0 && head[3] == 0;
    boolean zerosFirst = head[1] != 0 && head[3] != 0 && head[0] == 0 && head[2] == 0;
    if ((first == 0xff && second == 0xfe) || zeros) {
      return StandardCharsets.UTF_16LE;
    }
    return (first == 0xfe && second == 0xff) || zerosFirst ? StandardCharsets.UTF_16BE : null;
  }

  /** The text as bytes of UTF-8 (or whatever a plain file holds). */
  InputStream open(LongConsumer progress) throws IOException {
    return open(path, form, progress);
  }

  private static InputStream open(Path path, Form form, LongConsumer progress) throws IOException {
    InputStream raw = Files.newInputStream(path);
    return form == Form.PLAIN ? new CountedStream(raw, progress) : decoded(raw, progress);
  }

  /**
   * The text of a stream as bytes of UTF-8, or whatever it holds: unpacked and decoded when its
   * first bytes ask for it.
   *
   * @param in is closed when this fails or with what is returned
   */
  public static InputStream decoded(InputStream in, LongConsumer progress) throws IOException {
    InputStream raw = new BufferedInputStream(new CountedStream(in, progress), 1 << 16);
    try {
      raw.mark(8);
      byte[] head = raw.readNBytes(4);
      raw.reset();
      Charset charset = utf16(head);
      return switch (form(head)) {
        case GZIP -> new GZIPInputStream(raw, 1 << 16);
        case UTF_16 -> new Utf16Stream(raw, charset == null ? StandardCharsets.UTF_16LE : charset);
        case PLAIN, STREAM -> raw;
      };
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static long[] first(byte[] text) {
    LineBatch batch = new LineBatch();
    byte[] padded = Arrays.copyOf(text, text.length + LineScanner.PADDING);
    new LineScanner().scan(padded, 0, text.length, batch);
    long date = LineBatch.NONE;
    long total = LineBatch.NONE;
    while (true) {
      switch (batch.next()) {
        case SAMPLE -> {
          total = total == LineBatch.NONE ? batch.totalSeconds() : total;
          date = date == LineBatch.NONE ? batch.date() : date;
        }
        case REPEAT, TIME, MESSAGE -> date = date == LineBatch.NONE ? batch.date() : date;
        case HINT, COUNTS -> {
          // They tell no time.
        }
        case END -> {
          return new long[] {date, total};
        }
      }
      if (date != LineBatch.NONE && total != LineBatch.NONE) {
        return new long[] {date, total};
      }
    }
  }
}
