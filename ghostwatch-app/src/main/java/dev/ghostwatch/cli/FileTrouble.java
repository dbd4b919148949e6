package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.SafeText;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why a file could not be read or written, without the names of Java's exceptions. */
final class FileTrouble {
  private FileTrouble() {}

  static String text(Throwable failure, CliContext context) {
    return switch (failure) {
      case NoSuchFileException _ -> context.text("file.missing");
      case AccessDeniedException _ -> context.text("file.denied");
      case FileSystemException e when e.getReason() != null -> SafeText.line(e.getReason());
      default ->
          SafeText.line(
              failure.getMessage() == null
                  ? failure.getClass().getSimpleName()
                  : failure.getMessage());
    };
  }
}
