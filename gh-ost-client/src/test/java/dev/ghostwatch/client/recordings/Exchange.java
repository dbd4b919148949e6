package dev.ghostwatch.client.recordings;

import org.jspecify.annotations.Nullable;

/**
 * One recorded question and its reply.
 *
 * @param source file and line of the recording
 * @param command what was sent; in brackets when it is a description
 * @param error what the recording client saw instead of a clean end; null when there was one
 */
record Exchange(String source, String command, String reply, @Nullable String error) {

  boolean hasStatusLine() {
    return reply.contains("Copy: ");
  }

  /** The first line that gh-ost saw, for commands that are only described. */
  String sentLine() {
    if (command.startsWith("(chunk-size=?")) {
      return "chunk-size=?";
    }
    if (command.startsWith("(sup ")) {
      return "sup";
    }
    return command;
  }
}
