package dev.ghostwatch.cli;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.text.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Throttle reasons in plain words, and what to do about each. */
final class ThrottleWords {
  private ThrottleWords() {}

  /** Why gh-ost holds still. */
  static Phrase reason(ThrottleReason reason, @Nullable Settings settings) {
    return switch (reason) {
      case ThrottleReason.UserCommand _ -> Phrase.of("throttle.user-command");
      case ThrottleReason.FlagFile _ -> Phrase.of("throttle.flag-file", setFlagFiles(settings));
      case ThrottleReason.MaxLoad load ->
          Phrase.of(
              "throttle.max-load",
              load.variable(),
              Figures.grouped(load.value()),
              Figures.grouped(load.threshold()));
      case ThrottleReason.Lag lag ->
          Phrase.of("throttle.lag", Figures.seconds(lag.seconds()), limit(settings));
      case ThrottleReason.ReplicaLag lag ->
          Phrase.of(
              "throttle.replica-lag", lag.host(), Figures.seconds(lag.seconds()), limit(settings));
      case ThrottleReason.ThrottleQuery _ -> Phrase.of("throttle.throttle-query");
      case ThrottleReason.Http http ->
          Phrase.of(
              http.status() == -1 ? "throttle.http.unreachable" : "throttle.http",
              String.valueOf(http.status()));
      case ThrottleReason.CriticalLoadHibernate hibernate ->
          Phrase.of("throttle.critical-load-hibernate", hibernate.text());
      case ThrottleReason.LeavingHibernation _ -> Phrase.of("throttle.leaving-hibernation");
      case ThrottleReason.Failure failure -> Phrase.of("throttle.error", failure.text());
      case ThrottleReason.Other other -> Phrase.of("throttle.other", other.text());
    };
  }

  /** What to do about it; the command is for this migration. */
  static Phrase advice(ThrottleReason reason, String migration) {
    return Phrase.of("throttle." + reason.kind().jsonName() + ".advice", migration);
  }

  private static String limit(@Nullable Settings settings) {
    Long limit = settings == null ? null : settings.maxLagMillis();
    return limit == null ? "max-lag-millis" : Figures.seconds(limit / 1000.0);
  }

  private static String setFlagFiles(@Nullable Settings settings) {
    List<String> files = new ArrayList<>();
    if (settings != null) {
      add(files, settings.throttleFlagFile());
      add(files, settings.throttleAdditionalFlagFile());
    }
    return files.isEmpty() ? "?" : String.join(", ", files);
  }

  private static void add(List<String> files, @Nullable FlagFile file) {
    if (file != null && file.set()) {
      files.add(file.path());
    }
  }
}
