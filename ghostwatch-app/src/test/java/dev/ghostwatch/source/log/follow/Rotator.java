package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** Writes a log and rotates it as logrotate does, numbers at the end, 1 the youngest. */
final class Rotator {
  final Path log;

  Rotator(Path log) {
    this.log = log;
  }

  Path numbered(int number) {
    return log.resolveSibling(log.getFileName() + "." + number);
  }

  Path archive(int number) {
    return log.resolveSibling(log.getFileName() + "." + number + ".gz");
  }

  void write(String text) throws IOException {
    append(log, text);
  }

  static void append(Path file, String text) throws IOException {
    Files.writeString(
        file,
        text,
        StandardCharsets.ISO_8859_1,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Makes the name with number 1 free. */
  void shift() throws IOException {
    int last = 1;
    while (Files.exists(numbered(last)) || Files.exists(archive(last))) {
      last++;
    }
    for (int number = last - 1; number >= 1; number--) {
      if (Files.exists(numbered(number))) {
        Files.move(numbered(number), numbered(number + 1));
      }
      if (Files.exists(archive(number))) {
        Files.move(archive(number), archive(number + 1));
      }
    }
  }

  void rename() throws IOException {
    shift();
    Files.move(log, numbered(1));
  }

  void renameAndCreate() throws IOException {
    rename();
    Files.createFile(log);
  }

  void copyAndTruncate() throws IOException {
    copy();
    truncate();
  }

  void copy() throws IOException {
    shift();
    Files.copy(log, numbered(1), StandardCopyOption.REPLACE_EXISTING);
  }

  void truncate() throws IOException {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }

  void compress(int number) throws IOException {
    compress(numbered(number));
  }

  static void compress(Path file) throws IOException {
    Path archive = file.resolveSibling(file.getFileName() + ".gz");
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      in.transferTo(out);
    }
    Files.setLastModifiedTime(archive, Files.getLastModifiedTime(file));
    Files.delete(file);
  }
}
