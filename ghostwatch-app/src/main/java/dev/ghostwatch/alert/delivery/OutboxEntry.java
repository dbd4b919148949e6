package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Letter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification on its way to one channel.
 *
 * @param no tells it apart; later ones have higher numbers
 * @param receiver name of the receiver
 * @param kind of the channel
 * @param groupKey of its group, within which the order is kept
 * @param text the letter as it is kept
 * @param queuedAt when it was taken
 * @param dueAt when it may be tried next
 * @param tries how often it was tried
 * @param triedAt when it was tried last; null when it was not
 * @param cause why the last try failed; null when none did
 * @param deadAt when it was given up; null while it waits
 */
public record OutboxEntry(
    long no,
    String receiver,
    String kind,
    String groupKey,
    String text,
    Instant queuedAt,
    Instant dueAt,
    int tries,
    @Nullable Instant triedAt,
    @Nullable String cause,
    @Nullable Instant deadAt) {

  /** {@code night/email}. */
  public String channel() {
    return Channel.id(receiver, kind);
  }

  /** What it says. */
  public Letter letter() {
    return LetterReader.read(text);
  }

  public boolean isDead() {
    return deadAt != null;
  }
}
