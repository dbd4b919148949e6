package dev.ghostwatch.simulator;

import java.time.Duration;

/** A way in which whatever sits at the other end of a socket can be no proper gh-ost. */
public sealed interface Fault {

  /** Accepts, reads and never answers. */
  record NeverAnswers() implements Fault {}

  /** Sends its reply one byte at a time. */
  record Drips(Duration betweenBytes, String reply) implements Fault {}

  /** Sends so many bytes without a line end. */
  record Endless(long bytes) implements Fault {}

  /** Sends so many random bytes, most of them no valid UTF-8. */
  record Garbage(long seed, int bytes) implements Fault {}

  /** Accepts and closes without a word. */
  record ClosesAtOnce() implements Fault {}

  /** Answers without the line end. */
  record NoLineEnd(String reply) implements Fault {}

  /** Answers so many questions, then stops listening and leaves its socket file behind. */
  record Vanishes(int afterQuestions, String reply) implements Fault {}
}
