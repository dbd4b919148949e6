package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.silence.NewSilence;
import dev.ghostwatch.alert.silence.Silence;
import dev.ghostwatch.alert.silence.SilenceException;
import dev.ghostwatch.alert.silence.SilenceStore;
import dev.ghostwatch.alert.silence.Silences;
import dev.ghostwatch.alert.silence.Windows;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pipeline in virtual time: nothing happens but what a test lets happen. */
final class VirtualPipeline {
  static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

  /** Everything told so far, in order. */
  final List<Notification> told = new ArrayList<>();

  final MemoryLog log = new MemoryLog();
  final MemoryArchive archive = new MemoryArchive();
  final MemorySilences silenceStore = new MemorySilences();

  /** What the queue throws. */
  @Nullable RuntimeException queueFailure;

  private Instant now = START;
  private final InstantSource clock = () -> now;
  final Silences silences;
  final PipelineCore core;
  private final Map<Labels, Instant> began = new HashMap<>();

  VirtualPipeline(String alertsYaml) {
    this(setup(alertsYaml));
  }

  VirtualPipeline(PipelineSetup setup) {
    silences = new Silences(silenceStore, Windows.NONE, clock, new Random(5));
    core =
        new PipelineCore(
            setup,
            silences,
            log,
            notification -> {
              if (queueFailure != null) {
                throw queueFailure;
              }
              told.add(notification);
            },
            archive,
            now);
  }

  /** What a configuration says; {@code yaml} stands under {@code alerts:}. */
  static PipelineSetup setup(String yaml) {
    LoadedConfig loaded =
        LoadedConfig.parse("alerts:\n" + yaml.indent(2), Map.of("HOME", "/home/ghost"));
    if (!loaded.problems().isEmpty()) {
      throw new IllegalArgumentException(loaded.problems().toString());
    }
    return PipelineSetup.of(loaded.config().alerts());
  }

  Instant now() {
    return now;
  }

  /** Lets time pass; what is due on the way is done at its moment. */
  VirtualPipeline pass(String duration) {
    return until(now.plus(Duration.parse("PT" + duration)));
  }

  VirtualPipeline until(Instant moment) {
    while (!core.next().isAfter(moment)) {
      now = core.next().isAfter(now) ? core.next() : now;
      core.tick(now);
    }
    now = moment;
    core.tick(now);
    return this;
  }

  /** Sets the clock. */
  void setClock(Instant moment) {
    now = moment;
    core.tick(now);
  }

  /** An alert begins to fire, or is told again: {@code "a=1 b=2"}. */
  VirtualPipeline fire(String labels) {
    Labels all = labels(labels);
    began.putIfAbsent(all, now);
    core.take(List.of(alert(all, began.get(all), null, now)), now);
    core.tick(now);
    return this;
  }

  VirtualPipeline resolve(String labels) {
    Labels all = labels(labels);
    core.take(List.of(alert(all, began.getOrDefault(all, now), now, now)), now);
    began.remove(all);
    core.tick(now);
    return this;
  }

  String silence(String matcher, String duration) {
    try {
      return silences
          .add(
              new NewSilence(
                  List.of(matcher), null, now.plus(Duration.parse("PT" + duration)), "me", "why"))
          .id();
    } catch (SilenceException e) {
      throw new IllegalArgumentException(e.wording().toString(), e);
    }
  }

  static Labels labels(String text) {
    Labels labels = Labels.of(Map.of(Labels.ALERT_NAME, "A"));
    for (String pair : text.split(" ", -1)) {
      labels =
          labels.with(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return labels;
  }

  static Alert alert(Labels labels, Instant starts, @Nullable Instant ends, Instant updated) {
    return new Alert(
        labels,
        Severity.WARNING,
        Map.of(Language.EN, new AlertText("title of " + labels, "message")),
        Map.of(),
        starts,
        ends,
        updated,
        null);
  }

  /** Each notification since the last call: {@code 30s r firing{x} resolved{y}}. */
  List<String> heard() {
    List<String> lines = told.stream().map(VirtualPipeline::line).toList();
    told.clear();
    return lines;
  }

  private static String line(Notification notification) {
    return Duration.between(START, notification.at())
            .toString()
            .substring(2)
            .toLowerCase(Locale.ROOT)
        + " "
        + notification.receiver()
        + names(notification, false)
        + names(notification, true);
  }

  private static String names(Notification notification, boolean resolved) {
    TreeSet<String> names =
        notification.alerts().stream()
            .filter(alert -> (alert.endsAt() != null) == resolved)
            .map(alert -> String.valueOf(alert.labels().get("n")))
            .collect(Collectors.toCollection(TreeSet::new));
    return names.isEmpty() ? "" : (resolved ? " resolved " : " firing ") + String.join(",", names);
  }

  /** A notification log in memory. */
  static final class MemoryLog implements NotificationLog {
    final Map<String, LoggedNotification> all = new HashMap<>();

    @Override
    public @Nullable LoggedNotification find(String groupKey, String receiver) {
      return all.get(receiver + groupKey);
    }

    @Override
    public void record(LoggedNotification notification) {
      all.put(notification.receiver() + notification.groupKey(), notification);
    }

    @Override
    public void forgetExpired(Instant now) {
      all.values().removeIf(entry -> !entry.expiresAt().isAfter(now));
    }
  }

  /** An archive in memory. */
  static final class MemoryArchive implements AlertArchive {
    final Map<String, Alert> all = new HashMap<>();
    @Nullable RuntimeException failure;

    @Override
    public void save(Collection<Alert> alerts) {
      if (failure != null) {
        throw failure;
      }
      alerts.forEach(alert -> all.put(alert.labels() + "@" + alert.startsAt(), alert));
    }

    @Override
    public List<Alert> lately(Instant moment) {
      return all.values().stream()
          .filter(alert -> alert.endsAt() == null || alert.endsAt().isAfter(moment))
          .toList();
    }

    @Override
    public List<Alert> past(PastQuery query) {
      return List.copyOf(all.values());
    }

    @Override
    public void forget(Instant moment) {
      all.values().removeIf(alert -> alert.isResolvedAt(moment));
    }
  }

  /** Silences in memory. */
  static final class MemorySilences implements SilenceStore {
    final Map<String, Silence> all = new HashMap<>();
    @Nullable RuntimeException failure;

    @Override
    public List<Silence> load() {
      return List.copyOf(all.values());
    }

    @Override
    public void save(Silence silence) {
      if (failure != null) {
        throw failure;
      }
      all.put(silence.id(), silence);
    }

    @Override
    public void deleteEndedBefore(Instant moment) {
      all.values().removeIf(silence -> silence.endsAt().isBefore(moment));
    }
  }
}
