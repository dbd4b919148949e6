package dev.ghostwatch.config.schema;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says why a file could not be read. */
public final class Unreadable {
  private Unreadable() {}

  /** The reason, without the path that the text around it names anyway. */
  public static Wording why(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> Wording.of("config.why.missing");
      case AccessDeniedException _ ->
          Wording.of("config.why.denied", System.getProperty("user.name", "?"));
      case CharacterCodingException _ -> Wording.of("config.why.notText");
      default -> Wording.of("config.why.other", String.valueOf(e.getMessage()));
    };
  }
}
