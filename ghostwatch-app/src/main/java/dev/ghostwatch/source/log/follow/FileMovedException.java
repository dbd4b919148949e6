package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.file.Path;

/** A file was no longer the expected one when it was opened: a rotation overtook this look. */
final class FileMovedException extends IOException {
  private static final long serialVersionUID = 1;

  FileMovedException(Path file) {
    super(file + " was replaced while it was looked at");
  }
}
