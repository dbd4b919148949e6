package dev.ghostwatch.cli;

import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.terminal.top.Happening;
import dev.ghostwatch.terminal.view.Ink;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Events of a run as the dashboard tells them. */
final class TopEvents {
  /** As an agent tells a change of a setting. */
  private static final Pattern SETTING = Pattern.compile("([\\w-]+): (.*) -> (.*)");

  private TopEvents() {}

  /**
   * What happened.
   *
   * @param type as documents name it
   * @param text what gh-ost said of it, or the agent
   */
  static Happening of(Snapshot snapshot, Instant at, String type, String text) {
    if (type.equals(RunEvent.Type.THROTTLE.jsonName())) {
      Phrase reason = ThrottleWords.reason(ThrottleReason.parse(text), snapshot.settings());
      return new Happening(at, reason, Ink.CAREFUL);
    }
    if (type.equals(RunEvent.Type.RESUME.jsonName())) {
      return new Happening(at, Phrase.of("top.event.resume"), Ink.GOOD);
    }
    Matcher setting = SETTING.matcher(text);
    if (type.equals("setting") && setting.matches()) {
      Phrase change =
          Phrase.of("top.event.setting", setting.group(1), setting.group(2), setting.group(3));
      return new Happening(at, change, Ink.ACCENT);
    }
    for (Lifecycle lifecycle : Lifecycle.values()) {
      if (lifecycle == snapshot.lifecycle() && type.equals(lifecycle.jsonName())) {
        boolean isGood = lifecycle == Lifecycle.SUCCEEDED;
        Phrase said =
            text.isEmpty()
                ? Phrase.of("lifecycle." + lifecycle.jsonName())
                : Phrase.of("top.event.other", type, text);
        return new Happening(at, said, isGood ? Ink.GOOD : Ink.BAD);
      }
    }
    boolean isBad = type.equals(MigrationEvent.ERROR) || type.equals(MigrationEvent.FATAL);
    return new Happening(at, Phrase.of("top.event.other", type, text), isBad ? Ink.BAD : Ink.PLAIN);
  }
}
