package dev.ghostwatch.client.status;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What gh-ost answers to {@code status} and {@code sup}, or any text that contains such answers. Go
 * by what is in it, never by the command that was sent: {@code sup} carries hints too at times.
 *
 * @param text the whole text
 * @param hints the last block of hint lines; null when there is none
 * @param line the last status line; null when there is none
 * @param otherLines every other line that is not blank
 */
public record StatusReply(
    String text, @Nullable Hints hints, @Nullable StatusLine line, List<String> otherLines) {

  public StatusReply {
    requireNonNull(text, "text is null");
    otherLines = List.copyOf(otherLines);
  }

  /**
   * Reads real gh-ost of every release, log lines that contain it, and the bracketed dialect; never
   * fails.
   */
  public static StatusReply parse(String text) {
    return new StatusReplyParser(text).parse();
  }
}
