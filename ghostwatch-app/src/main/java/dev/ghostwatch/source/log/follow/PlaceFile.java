package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that holds a place, for sinks whose results have no store to commit it with: after a crash
 * it holds the place before or the new one, never half of one.
 */
public final class PlaceFile {
  private final Path file;

  public PlaceFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Keeps the place; when this returns it survives a power failure. */
  public void save(LogPlace place) throws IOException {
    Path directory = Paths.directory(file);
    Files.createDirectories(directory);
    Path written = file.resolveSibling(Paths.name(file) + ".new");
    ByteBuffer bytes = ByteBuffer.wrap((place.text() + "\n").getBytes(StandardCharsets.US_ASCII));
    try (FileChannel channel =
        FileChannel.open(
            written,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * The place kept; empty when none was.
   *
   * @throws IOException when the file cannot be read or holds something else
   */
  public Optional<LogPlace> load() throws IOException {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Optional<LogPlace> place = LogPlace.parse(text);
    if (place.isEmpty()) {
      throw new IOException(file + " does not hold the place in a log; delete it to begin anew");
    }
    return place;
  }
}
