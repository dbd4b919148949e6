package dev.ghostwatch.source.log.follow;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The simplest store that keeps results and place together: a file of records, each a batch with
 * its place and a checksum. Half a record at the end, of a writer that was killed, counts for
 * nothing and is cut off before the next is written.
 */
final class TransactionLog implements LineSink, Closeable {
  private static final int HEADER = 12;

  /** A batch as it was kept. */
  record Entry(List<String> lines, LogPlace place) {}

  private final FileChannel channel;
  private Optional<LogPlace> place = Optional.empty();

  private TransactionLog(FileChannel channel) {
    this.channel = channel;
  }

  static TransactionLog open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    TransactionLog log = new TransactionLog(channel);
    Reader reader = new Reader(channel);
    for (List<Entry> entries = reader.more(); !entries.isEmpty(); entries = reader.more()) {
      log.place = Optional.of(entries.getLast().place());
    }
    channel.truncate(reader.position);
    channel.position(reader.position);
    return log;
  }

  Optional<LogPlace> place() {
    return place;
  }

  @Override
  public void commit(LineBatch batch) throws IOException {
    byte[] text = batch.place().text().getBytes(StandardCharsets.US_ASCII);
    int size = text.length;
    for (LogLine line : batch.lines()) {
      size += line.bytes().length + 1;
    }
    ByteBuffer record = ByteBuffer.allocate(HEADER + size);
    record.position(HEADER);
    record.put(text);
    for (LogLine line : batch.lines()) {
      record.put((byte) '\n').put(line.bytes());
    }
    record.putInt(0, size).putInt(4, text.length).putInt(8, checksum(record.array(), size));
    record.flip();
    while (record.hasRemaining()) {
      channel.write(record);
    }
  }

  private static int checksum(byte[] record, int size) {
    CRC32C checksum = new CRC32C();
    checksum.update(record, HEADER, size);
    return (int) checksum.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Reads the whole records, also while another process writes further ones. */
  static final class Reader implements Closeable {
    private static final int AT_ONCE = 1000;

    private final FileChannel channel;
    private long position;

    private Reader(FileChannel channel) {
      this.channel = channel;
    }

    static Reader open(Path file) throws IOException {
      return new Reader(
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Records not returned before, at most a thousand; none when there are no more for now. */
    List<Entry> more() throws IOException {
      List<Entry> entries = new ArrayList<>();
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      while (entries.size() < AT_ONCE && read(header.clear(), position)) {
        int size = header.getInt(0);
        int textSize = header.getInt(4);
        if (size < 0 || textSize < 0 || textSize > size || size > channel.size() - position) {
          break;
        }
        ByteBuffer record = ByteBuffer.allocate(HEADER + size);
        if (!read(record, position) || checksum(record.array(), size) != header.getInt(8)) {
          break;
        }
        entries.add(entry(record.array(), textSize, size));
        position += HEADER + size;
      }
      return entries;
    }

    private boolean read(ByteBuffer into, long from) throws IOException {
      while (into.hasRemaining()) {
        if (channel.read(into, from + into.position()) < 0) {
          return false;
        }
      }
      return true;
    }

    private static Entry entry(byte[] record, int textSize, int size) {
      String text = new String(record, HEADER, textSize, StandardCharsets.US_ASCII);
      List<String> lines = List.of();
      if (size > textSize) {
        String all =
            new String(
                record, HEADER + textSize + 1, size - textSize - 1, StandardCharsets.ISO_8859_1);
        lines = List.of(all.split("\n", -1));
      }
      return new Entry(lines, LogPlace.parse(text).orElseThrow());
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
