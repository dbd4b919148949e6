package dev.ghostwatch.alert.receiver;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of several recipients have got a notification, so that another try goes to the others
 * alone. Kept in memory for the newest notifications: after a restart some may get it twice.
 */
final class Told {
  private static final int MOST = 1000;

  private final Map<String, Set<String>> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          return size() > MOST;
        }
      };

  /** Those who have not got it. */
  synchronized List<String> missing(String notification, List<String> recipients) {
    Set<String> known = told.getOrDefault(notification, Set.of());
    return recipients.stream().filter(recipient -> !known.contains(recipient)).toList();
  }

  synchronized void all(String notification, List<String> recipients) {
    if (!recipients.isEmpty()) {
      told.computeIfAbsent(notification, _ -> new HashSet<>()).addAll(recipients);
    }
  }
}
