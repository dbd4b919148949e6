package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.NotificationQueue;
import dev.ghostwatch.alert.pipeline.Dedup.Decision;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last steps, for one receiver: dedup, enqueue, record. Belongs to the pipeline's thread. */
final class ReceiverTeller {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.alert");

  /** As long as Alertmanager remembers what it told, at most. */
  private static final Duration REMEMBERED = Duration.ofDays(5);

  private static final int ID_DIGITS = 32;
  private static final Comparator<Alert> FIRING_FIRST =
      Comparator.comparing((Alert alert) -> alert.endsAt() != null)
          .thenComparing(Alert::startsAt)
          .thenComparing(Alert::labels);

  private final NotificationLog log;
  private final NotificationQueue queue;
  private final Predicate<String> sendsResolved;
  private final Counters counters;

  /**
   * @param sendsResolved whether a receiver, by name, wants to know when something is over
   */
  ReceiverTeller(
      NotificationLog log,
      NotificationQueue queue,
      Predicate<String> sendsResolved,
      Counters counters) {
    this.log = log;
    this.queue = queue;
    this.sendsResolved = sendsResolved;
    this.counters = counters;
  }

  /** Tells a receiver what it is to be told; false when that failed. */
  boolean tell(Passage passage, String receiver) {
    Set<String> firing = new TreeSet<>();
    Set<String> resolved = new TreeSet<>();
    for (Alert alert : passage.alerts()) {
      (alert.endsAt() == null ? firing : resolved).add(alert.labels().fingerprint());
    }
    LoggedNotification last = log.find(passage.groupKey(), receiver);
    boolean wantsResolved = sendsResolved.test(receiver);
    Duration repeat = passage.options().repeat();
    Decision decision = Dedup.decide(last, firing, resolved, wantsResolved, repeat, passage.now());
    if (!decision.tells()) {
      return true;
    }
    LoggedNotification entry =
        new LoggedNotification(
            passage.groupKey(),
            receiver,
            firing,
            resolved,
            passage.now(),
            passage.now().plus(shorter(REMEMBERED, repeat.multipliedBy(2))));
    List<Alert> alerts =
        wantsResolved
            ? passage.alerts()
            : passage.alerts().stream().filter(alert -> alert.endsAt() == null).toList();
    // One that does not want to know of it gets no word, but the log must say that it is over.
    if (alerts.isEmpty() || enqueue(notification(passage, last, entry, alerts), decision)) {
      log.record(entry);
      return true;
    }
    return false;
  }

  /**
   * Notes that alerts do not fire any more whose end is not told because they are held back. When
   * they fire again that is news, where Alertmanager takes them for told until the repeat interval
   * is over.
   */
  void strike(Passage passage, String receiver, Set<String> over) {
    LoggedNotification last = log.find(passage.groupKey(), receiver);
    if (last != null && last.firing().stream().anyMatch(over::contains)) {
      Set<String> firing = new TreeSet<>(last.firing());
      firing.removeAll(over);
      log.record(
          new LoggedNotification(
              last.groupKey(), receiver, firing, last.resolved(), last.at(), last.expiresAt()));
    }
  }

  private boolean enqueue(Notification notification, Decision decision) {
    try {
      queue.enqueue(notification);
    } catch (RuntimeException e) {
      counters.failed();
      LOG.error(
          "event=notification-not-kept receiver={} group={} text=\"{}; it is tried again with the"
              + " next look at the group\"",
          notification.receiver(),
          notification.groupKey(),
          e.getMessage());
      return false;
    }
    counters.told(notification.receiver());
    LOG.debug(
        "event=notification receiver={} group={} reason={} alerts={}",
        notification.receiver(),
        notification.groupKey(),
        decision,
        notification.alerts().size());
    return true;
  }

  private static Notification notification(
      Passage passage,
      @Nullable LoggedNotification last,
      LoggedNotification entry,
      List<Alert> alerts) {
    List<Alert> sorted = new ArrayList<>(alerts);
    sorted.sort(FIRING_FIRST);
    return new Notification(
        id(last, entry, sorted),
        entry.receiver(),
        passage.groupKey(),
        passage.groupLabels(),
        common(sorted),
        sorted,
        passage.now());
  }

  private static Labels common(List<Alert> alerts) {
    Labels common = alerts.getFirst().labels();
    for (Alert alert : alerts) {
      List<String> same =
          common.values().entrySet().stream()
              .filter(label -> label.getValue().equals(alert.labels().get(label.getKey())))
              .map(Map.Entry::getKey)
              .toList();
      common = common.only(same);
    }
    return common;
  }

  /**
   * The same for the same words after the same words: when the process is killed before it has
   * noted what it told, it tells it again under the same name, and the queue knows it.
   */
  private static String id(
      @Nullable LoggedNotification last, LoggedNotification entry, List<Alert> alerts) {
    // When nothing is remembered of the group, what was forgotten is at least that old.
    long remembered = Duration.between(entry.at(), entry.expiresAt()).toMillis();
    StringBuilder text = new StringBuilder(entry.receiver()).append('\n').append(entry.groupKey());
    text.append('\n')
        .append(
            last == null
                ? "first " + entry.at().toEpochMilli() / remembered
                : "after " + last.at().toEpochMilli());
    for (Alert alert : alerts) {
      text.append('\n').append(alert.labels().fingerprint());
      text.append(alert.endsAt() == null ? " fires since " : " fired since ");
      text.append(alert.startsAt().toEpochMilli());
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("BUG: every JDK has SHA-256", e);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
