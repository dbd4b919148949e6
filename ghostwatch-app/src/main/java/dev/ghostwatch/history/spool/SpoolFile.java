package dev.ghostwatch.history.spool;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Frames in a file, one after another, each with its length and checksum: of a file cut off in the
 * middle of a frame everything before that frame is read. Not thread-safe.
 */
final class SpoolFile {
  private static final int MAGIC = 0x47575350;
  private static final int LONGEST = 256 << 20;

  /** Mark, length, checksum, number, time, entries. */
  private static final int HEAD = 4 + 4 + 4 + 8 + 8 + 4;

  private final Path file;

  /** Where the next frame to be read begins. */
  private long readAt;

  /** After the last whole frame. */
  private long end;

  private int frames;

  SpoolFile(Path file) {
    this.file = file;
  }

  /** How many frames are left to be read. */
  int frames() {
    return frames;
  }

  long bytes() {
    return end;
  }

  /**
   * Looks at what a former process left.
   *
   * @param taken frames up to this number are in the store already
   * @return the number of the last whole frame, or 0
   */
  long open(long taken) throws IOException {
    long last = 0;
    if (!Files.exists(file)) {
      return last;
    }
    long size = Files.size(file);
    while (end < size) {
      Frame frame = readAt(end);
      if (frame == null) {
        break;
      }
      end += length(frame);
      last = frame.number();
      if (frame.number() <= taken) {
        readAt = end;
      } else {
        frames++;
      }
    }
    return last;
  }

  /** Appends frames, or none of them. */
  void append(List<Frame> added) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Frame frame : added) {
        CRC32 sum = new CRC32();
        sum.update(frame.bytes());
        out.writeInt(MAGIC);
        out.writeInt(frame.bytes().length);
        out.writeInt((int) sum.getValue());
        out.writeLong(frame.number());
        out.writeLong(frame.kept().toEpochMilli());
        out.writeInt(frame.entries());
        out.write(frame.bytes());
      }
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      // What a failed attempt left behind is written over.
      long at = end;
      while (buffer.hasRemaining()) {
        at += channel.write(buffer, at);
      }
      channel.truncate(at);
      end = at;
      frames += added.size();
    }
  }

  private static long length(Frame frame) {
    return HEAD + (long) frame.bytes().length;
  }

  /** The oldest frame; null when there is none. */
  @Nullable Frame first() throws IOException {
    if (frames == 0) {
      return null;
    }
    Frame frame = readAt(readAt);
    if (frame == null) {
      throw new IOException("the spool " + file + " is damaged at byte " + readAt);
    }
    return frame;
  }

  /** The oldest frame is done with. The file goes when nothing is left in it. */
  void removeFirst(Frame frame) throws IOException {
    readAt += length(frame);
    frames--;
    if (frames == 0) {
      clear();
    }
  }

  /** Nothing of this file is wanted any more. */
  void clear() throws IOException {
    frames = 0;
    readAt = 0;
    end = 0;
    Files.deleteIfExists(file);
  }

  private @Nullable Frame readAt(long position) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        DataInputStream in = input(channel.position(position))) {
      if (in.readInt() != MAGIC) {
        return null;
      }
      int length = in.readInt();
      int sum = in.readInt();
      long number = in.readLong();
      Instant kept = Instant.ofEpochMilli(in.readLong());
      int entries = in.readInt();
      if (length < 0 || length > LONGEST) {
        return null;
      }
      byte[] bytes = in.readNBytes(length);
      CRC32 found = new CRC32();
      found.update(bytes);
      return bytes.length == length && (int) found.getValue() == sum
          ? new Frame(number, kept, entries, bytes)
          : null;
    } catch (EOFException _) {
      return null;
    }
  }

  private static DataInputStream input(FileChannel channel) {
    return new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 13));
  }
}
