package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.NotificationQueue;
import dev.ghostwatch.alert.pipeline.Passage.Held;
import dev.ghostwatch.alert.silence.Silences;
import dev.ghostwatch.alert.silence.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole pipeline without a clock and a thread: whoever drives it says what time it is. One
 * thread changes it; any may ask for alerts and what holds them back.
 */
final class PipelineCore {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.alert");

  /** How long the rules have after a start to tell again what fires, as Alertmanager waits. */
  static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

  private static final Duration TIDY = Duration.ofMinutes(15);
  private static final Duration KEPT = Duration.ofDays(90);

  /** Alerts over for longer than this before a start were told, or nobody wants to know. */
  private static final Duration STILL_TOLD = Duration.ofDays(1);

  /** A clock that goes back by less is one that is kept in time. */
  private static final Duration SMALL_STEP = Duration.ofSeconds(2);

  /** What a configuration makes; a new one replaces it whole. */
  private record Parts(
      PipelineSetup setup,
      Route root,
      Inhibitor inhibitor,
      List<Stage> stages,
      ReceiverTeller teller,
      Dispatcher dispatcher) {}

  private final Silences silences;
  private final NotificationLog log;
  private final NotificationQueue queue;
  private final AlertArchive archive;
  private final LiveAlerts live = new LiveAlerts();
  private final Counters counters = new Counters();
  private final Set<Labels> restored = new HashSet<>();
  private final Map<Labels, Alert> unsaved = new LinkedHashMap<>();
  private volatile Parts parts;
  private boolean saveFails;
  private Instant last;
  private Instant nextTidy;
  private final Instant restoredUntil;

  PipelineCore(
      PipelineSetup setup,
      Silences silences,
      NotificationLog log,
      NotificationQueue queue,
      AlertArchive archive,
      Instant now) {
    this.silences = silences;
    this.log = log;
    this.queue = queue;
    this.archive = archive;
    this.last = now;
    this.nextTidy = now.plus(TIDY);
    this.restoredUntil = now.plus(RESOLVE_TIMEOUT);
    this.parts = parts(setup, now);
    restore(now);
  }

  private Parts parts(PipelineSetup setup, Instant now) {
    silences.use(new Windows(setup.windows(), setup.intervals()));
    Route root = Route.of(setup.route());
    Inhibitor inhibitor = new Inhibitor(setup.inhibit());
    List<Stage> stages =
        List.of(
            new TimeStage(setup.intervals()),
            new MuteStage(HoldReason.SILENCED, silences::active),
            new MuteStage(HoldReason.INHIBITED, inhibitor::mutedBy));
    ReceiverTeller teller =
        new ReceiverTeller(
            log, queue, receiver -> !setup.withoutResolved().contains(receiver), counters);
    return new Parts(setup, root, inhibitor, stages, teller, new Dispatcher(root, this::tell, now));
  }

  /** What was known before the last end of the process. */
  private void restore(Instant now) {
    try {
      for (Alert alert : archive.lately(now.minus(STILL_TOLD))) {
        if (alert.endsAt() == null) {
          restored.add(alert.labels());
        }
        route(live.take(alert, now), now);
      }
    } catch (RuntimeException e) {
      LOG.error(
          "event=alerts-unread text=\"What fired before this start is not known; of alerts that"
              + " ended meanwhile nobody is told.\"",
          e);
    }
  }

  /** Takes in alerts that fire or are over. */
  void take(List<Alert> alerts, Instant now) {
    counters.taken(alerts.size());
    for (Alert alert : alerts) {
      restored.remove(alert.labels());
      Alert before = live.get(alert.labels());
      Alert taken = live.take(alert, now);
      if (before == null
          || !before.startsAt().equals(taken.startsAt())
          || before.isResolvedAt(now) != taken.isResolvedAt(now)) {
        unsaved.put(taken.labels(), taken);
      }
      route(taken, now);
    }
    save();
  }

  private void route(Alert alert, Instant now) {
    parts.inhibitor.take(alert);
    parts.dispatcher.take(alert, now);
  }

  private void save() {
    try {
      archive.save(unsaved.values());
      unsaved.clear();
      saveFails = false;
    } catch (RuntimeException e) {
      if (!saveFails) {
        LOG.error(
            "event=alerts-unwritten text=\"Alerts cannot be written down ({}); they are told all the"
                + " same, and a restart forgets which of them are over.\"",
            e.getMessage());
      }
      saveFails = true;
    }
  }

  /** Does what is due. */
  void tick(Instant now) {
    if (now.plus(SMALL_STEP).isBefore(last)) {
      Duration step = Duration.between(last, now);
      LOG.warn("event=clock-step text=\"The clock went back by {} s.\"", -step.toSeconds());
      parts.dispatcher.shift(step);
      nextTidy = nextTidy.plus(step);
    }
    last = now;
    if (!restored.isEmpty() && !restoredUntil.isAfter(now)) {
      resolveForgotten(now);
    }
    parts.dispatcher.runDue(now);
    if (!nextTidy.isAfter(now)) {
      tidy(now);
    }
  }

  /** The rule or the migration is gone that would have told of them again. */
  private void resolveForgotten(Instant now) {
    List<Alert> over = new ArrayList<>();
    for (Labels labels : restored) {
      Alert alert = live.get(labels);
      if (alert != null && alert.endsAt() == null) {
        over.add(alert.between(alert.startsAt(), now));
      }
    }
    restored.clear();
    LOG.info(
        "event=alerts-forgotten count={} text=\"no rule tells of them any more\"", over.size());
    take(over, now);
  }

  private void tidy(Instant now) {
    nextTidy = now.plus(TIDY);
    log.forgetExpired(now);
    live.forgetResolved(now);
    parts.inhibitor.forgetEnded(now);
    silences.forgetOld();
    save();
    try {
      archive.forget(now.minus(KEPT));
    } catch (RuntimeException e) {
      // They are only in the way; the next round tries again.
      LOG.warn("event=alerts-kept text=\"{}\"", e.getMessage());
    }
  }

  /** When there is something to do next. */
  Instant next() {
    Instant next = parts.dispatcher.next();
    next = nextTidy.isBefore(next) ? nextTidy : next;
    return !restored.isEmpty() && restoredUntil.isBefore(next) ? restoredUntil : next;
  }

  private boolean tell(Group group, List<Alert> alerts, Instant now) {
    Passage passage =
        new Passage(group.route().options(), group.key(), group.labels(), now, alerts, List.of());
    for (Stage stage : parts.stages) {
      passage = stage.pass(passage);
    }
    passage.held().forEach(held -> counters.held(held.why()));
    boolean isTold = true;
    if (!passage.alerts().isEmpty()) {
      for (String receiver : passage.options().receivers()) {
        isTold &= parts.teller.tell(passage, receiver);
      }
    }
    if (isTold) {
      strike(passage);
    }
    return isTold;
  }

  private void strike(Passage passage) {
    Set<String> over = new HashSet<>();
    for (Held held : passage.held()) {
      if (held.alert().endsAt() != null) {
        over.add(held.alert().labels().fingerprint());
      }
    }
    if (!over.isEmpty()) {
      passage
          .options()
          .receivers()
          .forEach(receiver -> parts.teller.strike(passage, receiver, over));
    }
  }

  /** Puts another configuration into force: all that is known goes through its routes. */
  void use(PipelineSetup setup, Instant now) {
    if (!setup.equals(parts.setup)) {
      parts = parts(setup, now);
      live.all().forEach(alert -> route(alert, now));
    }
  }

  /** All alerts that fire at a moment, and what holds them back. */
  List<AlertStatus> firing(Instant now) {
    Parts current = parts;
    List<AlertStatus> all = new ArrayList<>();
    for (Alert alert : live.all()) {
      if (!alert.isResolvedAt(now)) {
        all.add(status(alert, current, now));
      }
    }
    all.sort(AlertStatus.IN_ORDER);
    return all;
  }

  private static AlertStatus status(Alert alert, Parts parts, Instant now) {
    Set<String> receivers = new HashSet<>();
    List<Held> held = new ArrayList<>();
    List<Route> routes = parts.root.match(alert.labels());
    for (Route route : routes) {
      Passage passage =
          new Passage(route.options(), "", alert.labels(), now, List.of(alert), List.of());
      for (Stage stage : parts.stages) {
        passage = stage.pass(passage);
      }
      receivers.addAll(route.options().receivers());
      held.addAll(passage.held());
    }
    // Held back on one of its routes it is still told on the others.
    return AlertStatus.of(alert, receivers, held.size() == routes.size() ? held : List.of());
  }

  PipelineStats stats() {
    return counters.stats(parts.dispatcher.groups());
  }
}
