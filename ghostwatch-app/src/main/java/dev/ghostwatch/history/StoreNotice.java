package dev.ghostwatch.history;

import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;

/**
 * Something the operator of the store must hear of; said once when it begins and once when it ends,
 * not at every attempt.
 *
 * @param severity critical when something was lost
 * @param text what happened, what was done, what to do
 */
public record StoreNotice(Severity severity, Phrase text) {
  /** Takes notices: the agent's log and its own alerts. Must return soon. */
  public interface Port {
    void tell(StoreNotice notice);
  }

  static StoreNotice info(String key, String... arguments) {
    return new StoreNotice(Severity.INFO, Phrase.of(key, arguments));
  }

  static StoreNotice warning(String key, String... arguments) {
    return new StoreNotice(Severity.WARNING, Phrase.of(key, arguments));
  }

  static StoreNotice critical(String key, String... arguments) {
    return new StoreNotice(Severity.CRITICAL, Phrase.of(key, arguments));
  }
}
