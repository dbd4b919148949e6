package dev.ghostwatch.history.csv;

import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.history.SampleRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes samples of running migrations to {@code metrics-YYYYMMDD.csv}, a file a day, in a folder
 * for each table ({@code db.table}, encoded as in ids): the columns do not say which migration a
 * line is of. Files of former days are compressed, and deleted after some days. Not thread-safe.
 */
public final class CsvSink {
  /** How many days are kept when nobody says otherwise, today included. */
  public static final int DEFAULT_DAYS = 7;

  private static final String BEGIN = "metrics-";
  private static final String END = ".csv";
  private static final String COMPRESSED = ".csv.gz";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final Path folder;
  private final ZoneId zone;
  private final int days;

  /** The day each folder was last swept for. */
  private final Map<Path, LocalDate> swept = new HashMap<>();

  /**
   * Writes below a folder, which need not exist.
   *
   * @param zone whose days and times the files are in
   * @param days how many days are kept, today included; at least 1
   */
  public CsvSink(Path folder, ZoneId zone, int days) {
    if (days < 1) {
      throw new IllegalArgumentException("CSV files are kept for " + days + " days; at least 1");
    }
    this.folder = folder;
    this.zone = zone;
    this.days = days;
  }

  /** Where the files of a migration are. */
  public Path folderOf(MigrationId migration) {
    String id = migration.text();
    return folder.resolve(id.substring(0, id.indexOf('@')));
  }

  /**
   * Appends a line for a sample to the file of its day.
   *
   * @throws IOException when it cannot be written; the line is not there then, and the next may be
   *     tried
   */
  public void write(MigrationId migration, SampleRow sample) throws IOException {
    Path files = folderOf(migration);
    LocalDate day = LocalDate.ofInstant(sample.at(), zone);
    Files.createDirectories(files);
    append(files.resolve(BEGIN + DAY.format(day) + END), ClassicCsv.line(sample, zone));
    LocalDate before = swept.get(files);
    if (before == null || day.isAfter(before)) {
      sweep(files, day);
      swept.put(files, day);
    }
  }

  private static void append(Path file, String line) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = wholeLines(channel);
      String text = (end == 0 ? ClassicCsv.HEADER + "\n" : "") + line + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      long at = end;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }
  }

  /**
   * Where the last whole line ends: what a killed agent or a full disk left half is written over.
   */
  private static long wholeLines(FileChannel channel) throws IOException {
    long end = channel.size();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (end > 0) {
      one.clear();
      channel.read(one, end - 1);
      if (one.get(0) == '\n') {
        break;
      }
      end--;
    }
    channel.truncate(end);
    return end;
  }

  private void sweep(Path files, LocalDate today) throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.toList()) {
        LocalDate day = dayOf(file);
        if (day == null) {
          continue;
        }
        if (!day.isAfter(today.minusDays(days))) {
          Files.delete(file);
        } else if (day.isBefore(today) && file.toString().endsWith(END)) {
          compress(file);
        }
      }
    }
  }

  /** The day of one of our files; null for any other file. */
  private static @Nullable LocalDate dayOf(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.startsWith(BEGIN) || !(name.endsWith(END) || name.endsWith(COMPRESSED))) {
      return null;
    }
    try {
      return LocalDate.parse(name.substring(BEGIN.length(), name.indexOf('.')), DAY);
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static void compress(Path file) throws IOException {
    Path done = file.resolveSibling(file.getFileName() + ".gz");
    Path half = file.resolveSibling(file.getFileName() + ".gz.part");
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(half))) {
      in.transferTo(out);
    }
    Files.move(half, done, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(file);
  }
}
