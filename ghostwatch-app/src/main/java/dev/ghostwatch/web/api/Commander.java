package dev.ghostwatch.web.api;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.ChangeCommand;
import dev.ghostwatch.client.command.InvalidSettingValueException;
import dev.ghostwatch.client.command.NamedCommand;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.command.SettingChange;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.control.Postponement;
import dev.ghostwatch.control.SettingText;
import dev.ghostwatch.control.SpeedLadder;
import dev.ghostwatch.control.Steered;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.route.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out one order on one migration, or says what it would do. */
final class Commander {
  private final Snapshot snapshot;
  private final TableName table;
  private final Steerable target;
  private final Texts texts;
  private final Refused refused;
  private final String name;

  Commander(Snapshot snapshot, TableName table, Steerable target, Texts texts) {
    this.snapshot = snapshot;
    this.table = table;
    this.target = target;
    this.texts = texts;
    this.name = table.toString();
    this.refused = new Refused(texts, name);
  }

  /**
   * One thing that was sent, or would be.
   *
   * @param before the value before; null when it is not known or there is none
   * @param after the value read back, or asked for in a dry run; null likewise
   */
  record Done(String sent, @Nullable String before, @Nullable String after, String text) {}

  List<Done> obey(Order order) throws ProblemException {
    if (order.kind().isFinal() && !order.isDryRun()) {
      String typed = order.confirm() == null ? "" : order.confirm().strip();
      if (!typed.equals(table.table()) && !typed.equals(name)) {
        throw refused.because("http.confirm", order.kind().word(), table.table());
      }
    }
    return switch (order.kind()) {
      case SET -> List.of(set(order));
      case THROTTLE -> List.of(named(new NamedCommand.Throttle(table.table()), order, "throttle"));
      case RESUME -> List.of(named(new NamedCommand.NoThrottle(table.table()), order, "resume"));
      case CUT_OVER -> List.of(named(new NamedCommand.Unpostpone(table.table()), order, "cutOver"));
      case PANIC -> List.of(named(new NamedCommand.Panic(table.table()), order, "panic"));
      case POSTPONE -> List.of(postpone(order));
      case SLOW_DOWN -> step(SpeedLadder.slower(settings()), order, "speed.slowest");
      case SPEED_UP -> step(SpeedLadder.faster(settings()), order, "speed.fastest");
    };
  }

  private Settings settings() {
    return snapshot.settings() == null ? Settings.unknown() : snapshot.settings();
  }

  private Done set(Order order) throws ProblemException {
    String wanted = String.valueOf(order.setting());
    Setting setting = Setting.byName(wanted);
    if (setting == null) {
      Setting near = Setting.nearest(wanted);
      throw ProblemException.badRequest(
          "Bad setting",
          near == null
              ? texts.get("set.unknown", wanted, names())
              : texts.get("set.unknown.near", wanted, near.wireName()));
    }
    return set(change(setting, String.valueOf(order.value())), order.isDryRun());
  }

  private static String names() {
    List<String> names = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      names.add(setting.wireName());
    }
    return String.join(", ", names);
  }

  private SettingChange change(Setting setting, String value) throws ProblemException {
    try {
      return SettingChange.of(setting, value);
    } catch (InvalidSettingValueException e) {
      throw refused.invalid(setting, value, e);
    }
  }

  private Done set(SettingChange change, boolean isDryRun) throws ProblemException {
    String setting = change.setting().wireName();
    if (isDryRun) {
      String before = SettingText.of(change.setting(), settings());
      return new Done(
          change.wire(),
          before,
          change.value(),
          texts.get("change.dryRun", name, setting, shown(before), shown(change.value())));
    }
    Steered steered = send(change);
    StringBuilder text = new StringBuilder();
    text.append(
        texts.get("change.done", name, setting, shown(steered.before()), shown(steered.after())));
    if (steered.after() == null) {
      text.append(' ').append(texts.get("change.notReadBack", name, setting));
    }
    return new Done(change.wire(), steered.before(), steered.after(), text.toString());
  }

  private String shown(@Nullable String value) {
    if (value == null) {
      return texts.get("unknown");
    }
    return value.isEmpty() ? texts.get("change.empty") : value;
  }

  private List<Done> step(SpeedLadder.@Nullable Step step, Order order, String atEnd)
      throws ProblemException {
    Settings now = settings();
    if (step == null) {
      throw refused.because(
          atEnd,
          shown(SettingText.of(Setting.CHUNK_SIZE, now)),
          shown(SettingText.of(Setting.NICE_RATIO, now)));
    }
    List<Done> done = new ArrayList<>();
    for (SettingChange change :
        List.of(
            change(Setting.CHUNK_SIZE, Long.toString(step.chunkSize())),
            change(Setting.NICE_RATIO, Double.toString(step.niceRatio())))) {
      String value = SettingText.of(change.setting(), now);
      // Sends only what is not so already.
      if (value == null || !change(change.setting(), value).equals(change)) {
        done.add(set(change, order.isDryRun()));
      }
    }
    return done;
  }

  private Done named(NamedCommand command, Order order, String key) throws ProblemException {
    if (order.isDryRun()) {
      return new Done(command.wire(), null, null, texts.get("http.dryRun", name, command.wire()));
    }
    send(command);
    boolean saysState = key.equals("throttle") || key.equals("resume");
    return new Done(
        command.wire(),
        null,
        null,
        saysState ? texts.get("http." + key, name) : texts.get(key + ".done", name));
  }

  private Steered send(ChangeCommand command) throws ProblemException {
    Steered steered = refused.guarded(() -> target.steering().change(command));
    target.changed(steered);
    if (steered.answer() instanceof Answer.Rejected rejected) {
      boolean isTooEarly =
          command instanceof NamedCommand.Unpostpone && isTooEarly(snapshot.line());
      throw isTooEarly
          ? refused.because("cutOver.notReady", progress())
          : refused.because("change.rejected", command.wire(), rejected.text().strip());
    }
    return steered;
  }

  private static boolean isTooEarly(@Nullable StatusLine line) {
    return line != null
        && line.state() != MigrationState.POSTPONING_CUT_OVER
        && line.percent() != null
        && line.percent() < 100;
  }

  private String progress() {
    StatusLine line = snapshot.line();
    return line == null ? "?" : line.percent() + " %";
  }

  private Done postpone(Order order) throws ProblemException {
    String fallback = Postponement.fallbackFile(table);
    boolean byCommand =
        refused.guarded(() -> target.client().capabilities()).knows(Postponement.COMMAND);
    Settings settings = settings();
    if (order.isDryRun()) {
      var watched = settings.postponeCutOverFlagFile();
      String file = watched == null || watched.path().isEmpty() ? fallback : watched.path();
      String what = byCommand ? Postponement.COMMAND + "=" + file : "create " + file;
      return new Done(what, null, null, texts.get("http.dryRun", name, what));
    }
    Postponement postponement =
        new Postponement(target.steering(), byCommand, snapshot.process() != null);
    Postponement.Result result = refused.guarded(() -> postponement.postpone(settings, fallback));
    return switch (result) {
      case Postponement.Result.Sent(String file, Steered steered) -> {
        target.changed(steered);
        if (steered.answer() instanceof Answer.Rejected rejected) {
          throw refused.because(
              "change.rejected", steered.command().wire(), rejected.text().strip());
        }
        yield new Done(
            steered.command().wire(), null, null, texts.get("postpone.sent", name, file));
      }
      case Postponement.Result.FileCreated(var file) -> {
        target.changed(null);
        yield new Done(
            "create " + file, null, null, texts.get("postpone.created", name, file.toString()));
      }
      case Postponement.Result.AlreadyPostponed(var file) ->
          new Done("", null, null, texts.get("postpone.already", name, file.toString()));
      case Postponement.Result.Impossible(var file) ->
          throw file == null
              ? refused.because("postpone.impossible")
              : refused.because("postpone.elsewhere", file);
    };
  }
}
