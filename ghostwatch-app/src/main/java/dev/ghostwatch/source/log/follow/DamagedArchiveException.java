package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.file.Path;

/** A compressed file cannot be unpacked to its end, perhaps because it is still being written. */
final class DamagedArchiveException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Path file;

  DamagedArchiveException(Path file, IOException cause) {
    super(file + ": " + cause.getMessage(), cause);
    this.file = file;
  }

  Path file() {
    return file;
  }
}
