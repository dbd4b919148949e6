package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.control.SettingText;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.terminal.view.Ink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happened in a run between two looks at it. */
final class Happenings {
  private Happenings() {}

  /**
   * Changes of state and settings, and alerts that began or ended.
   *
   * @param before null when the run was not seen before
   * @param withStates whether changes of state are not told by another
   */
  static List<Happening> between(
      @Nullable TopRun before, TopRun now, Instant at, boolean withStates) {
    List<Happening> happenings = new ArrayList<>();
    if (before == null) {
      if (withStates) {
        happenings.add(new Happening(at, Phrase.of("top.event.seen"), Ink.DIM));
      }
      return happenings;
    }
    if (withStates && !kind(before).equals(kind(now))) {
      happenings.add(new Happening(at, now.state(), Words.ink(now)));
    }
    settings(before.snapshot().settings(), now.snapshot().settings(), at, happenings);
    for (TopRun.TopAlert alert : now.alerts()) {
      if (before.alerts().stream().noneMatch(one -> one.name().equals(alert.name()))) {
        happenings.add(
            new Happening(at, Phrase.of("top.event.alert", alert.name(), alert.title()), Ink.BAD));
      }
    }
    for (TopRun.TopAlert alert : before.alerts()) {
      if (now.alerts().stream().noneMatch(one -> one.name().equals(alert.name()))) {
        happenings.add(
            new Happening(at, Phrase.of("top.event.alertEnded", alert.name()), Ink.GOOD));
      }
    }
    return happenings;
  }

  /** What makes a state another one: figures in the words of a reason do not. */
  private static String kind(TopRun run) {
    Snapshot snapshot = run.snapshot();
    if (!run.isRunning()) {
      return snapshot.lifecycle().name();
    }
    if (snapshot.line() == null || snapshot.line().state() == null) {
      return run.state().key();
    }
    return snapshot.line().state() == MigrationState.THROTTLED
        ? "throttled "
            + (snapshot.line().throttle() == null ? "" : snapshot.line().throttle().kind().name())
        : run.state().key();
  }

  private static void settings(
      @Nullable Settings before, @Nullable Settings now, Instant at, List<Happening> happenings) {
    if (before == null || now == null || before.equals(now)) {
      return;
    }
    for (Setting setting : Setting.values()) {
      String was = SettingText.of(setting, before);
      String is = SettingText.of(setting, now);
      if (was != null && is != null && !Objects.equals(was, is)) {
        happenings.add(
            new Happening(
                at, Phrase.of("top.event.setting", setting.wireName(), was, is), Ink.ACCENT));
      }
    }
  }
}
