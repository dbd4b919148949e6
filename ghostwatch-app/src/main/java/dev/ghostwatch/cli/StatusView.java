package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ReportedEta;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.control.SettingText;
import dev.ghostwatch.insight.RowEstimate;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.ProgressBar;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A migration as text for people: in full, or on one line. */
final class StatusView {
  private final CliContext context;

  StatusView(CliContext context) {
    this.context = context;
  }

  /** What people call the migration. */
  static String name(Snapshot snapshot) {
    if (snapshot.table() != null) {
      return SafeText.line(snapshot.table().toString());
    }
    return snapshot.endpoint() == null ? "?" : SafeText.line(snapshot.endpoint());
  }

  /** Everything, line by line. */
  List<String> full(Snapshot snapshot) {
    return full(snapshot, null);
  }

  /**
   * Everything, line by line.
   *
   * @param layers what an agent knows around the migration: label, tab, text; null without an agent
   */
  List<String> full(Snapshot snapshot, @Nullable String layers) {
    List<String> lines = new ArrayList<>();
    lines.add(
        context.styled(Style.STRONG, name(snapshot))
            + "  "
            + context.styled(style(snapshot), state(snapshot)));
    StatusLine line = snapshot.line();
    if (line != null) {
      lines.add(bar(line));
      lines.add("");
      lines.addAll(EtaView.lines(snapshot, layers, context));
      progress(lines, line, snapshot.rates());
      lag(lines, line, snapshot.settings());
      backlog(lines, line);
    }
    advice(lines, snapshot);
    lines.add("");
    run(lines, snapshot);
    if (snapshot.settings() != null) {
      settings(lines, snapshot.settings());
      new FlagFileView(context).add(lines, snapshot.settings());
    }
    if (layers != null && !layers.isBlank()) {
      lines.add("");
      lines.addAll(LayersView.lines(EtaView.without(layers, context), context));
    }
    for (Finding finding : snapshot.findings()) {
      lines.add("");
      lines.addAll(new FindingView(context).lines(finding));
    }
    if (snapshot.process() != null) {
      lines.add("");
      lines.add(Labels.command(context, snapshot.process()));
    }
    return lines;
  }

  /** The essentials on one line. */
  String line(Snapshot snapshot) {
    return name(snapshot) + "  " + progress(snapshot);
  }

  /** The same without the name, where only one migration is spoken of. */
  String progress(Snapshot snapshot) {
    return progress(snapshot, true, true);
  }

  /** What matters most comes first: where a line is cut off, the rest goes. */
  private String progress(Snapshot snapshot, boolean withRows, boolean withRate) {
    StatusLine line = snapshot.line();
    List<String> parts = new ArrayList<>();
    if (line != null) {
      parts.add(percent(line));
    }
    parts.add(state(snapshot));
    if (line != null) {
      String left = EtaView.shortText(snapshot);
      if (left != null) {
        parts.add(context.text("line.eta", left));
      }
      if (withRows) {
        parts.add(counts(line));
      }
      Rates rates = snapshot.rates();
      if (withRate && rates != null && rates.rowsPerSecond() != null) {
        parts.add(context.text("line.rate", Figures.rate(rates.rowsPerSecond())));
      }
      if (line.lagSeconds() != null) {
        parts.add(context.text("line.lag", Figures.seconds(line.lagSeconds())));
      }
      if (line.backlog() != null) {
        parts.add(
            context.text(
                "line.backlog", Figures.grouped(line.backlog()), unknown(line.backlogCapacity())));
      }
    }
    return String.join("  ", parts);
  }

  /** The line in ever fewer words, for terminals that are narrow; the fullest first. */
  List<String> shorterLines(Snapshot snapshot) {
    return List.of(
        line(snapshot),
        name(snapshot) + "  " + progress(snapshot, false, true),
        name(snapshot) + "  " + progress(snapshot, false, false));
  }

  /** State in plain words, with the reason when gh-ost holds still. */
  String state(Snapshot snapshot) {
    return said(stateInWords(snapshot));
  }

  /** The same, for whoever says it in a language of their own. */
  static Phrase stateInWords(Snapshot snapshot) {
    if (snapshot.lifecycle() != Lifecycle.RUNNING) {
      return Phrase.of("lifecycle." + snapshot.lifecycle().jsonName());
    }
    StatusLine line = snapshot.line();
    if (line == null || line.state() == null) {
      return Phrase.of(line == null ? "state.unknown" : "state.notSaid");
    }
    if (line.state() == MigrationState.THROTTLED && line.throttle() != null) {
      return ThrottleWords.reason(line.throttle(), snapshot.settings());
    }
    if (line.state() == MigrationState.MIGRATING && isCopied(line)) {
      return Phrase.of("state.copied");
    }
    return Phrase.of("state." + line.state().name());
  }

  static boolean isCopied(StatusLine line) {
    return line.eta() != null
        && line.eta().seconds() != null
        && line.eta().seconds() == 0
        && line.rowsCopied() != null
        && line.rowsCopied().equals(line.rowsEstimate());
  }

  static Style style(Snapshot snapshot) {
    return switch (snapshot.lifecycle()) {
      case FAILED, ABORTED, VANISHED -> Style.BAD;
      case SUCCEEDED -> Style.GOOD;
      case STARTING -> Style.PLAIN;
      case RUNNING -> {
        MigrationState state = snapshot.line() == null ? null : snapshot.line().state();
        yield state == MigrationState.THROTTLED || state == MigrationState.POSTPONING_CUT_OVER
            ? Style.CAREFUL
            : Style.GOOD;
      }
    };
  }

  String said(Phrase phrase) {
    return context.text(
        phrase.key(), phrase.arguments().stream().map(SafeText::line).toArray(String[]::new));
  }

  private String bar(StatusLine line) {
    int tail = DisplayWidth.of(percent(line)) + DisplayWidth.of(counts(line)) + 6;
    int cells = Math.clamp(context.screen().columns() - tail, 10, ProgressBar.CELLS);
    double percent = line.percent() == null || RowEstimate.isWrong(line) ? 0 : line.percent();
    String bar = ProgressBar.draw(percent, cells, context.screen().unicode()) + " " + percent(line);
    String full = bar + " (" + counts(line) + ")";
    boolean fits =
        !context.screen().interactive() || DisplayWidth.of(full) <= context.screen().columns();
    return fits ? full : bar;
  }

  static String percent(StatusLine line) {
    return line.percent() == null || RowEstimate.isWrong(line)
        ? "?%"
        : Figures.decimal(line.percent(), 1) + "%";
  }

  private String counts(StatusLine line) {
    Phrase wrong = RowEstimate.wrong(line);
    if (wrong != null) {
      return said(wrong);
    }
    String copied = line.rowsCopied() == null ? "?" : line.rowsCopied().toString();
    return copied + "/" + (line.rowsEstimate() == null ? "?" : line.rowsEstimate().toString());
  }

  static String eta(ReportedEta eta) {
    return SafeText.line(eta.text());
  }

  private void progress(List<String> lines, StatusLine line, @Nullable Rates rates) {
    add(lines, "label.eta", etaInWords(line));
    List<String> speed = new ArrayList<>();
    if (rates != null && rates.rowsPerSecond() != null) {
      speed.add(context.text("status.rate.now", Figures.rate(rates.rowsPerSecond())));
    }
    if (rates != null && rates.averageRowsPerSecond() != null) {
      speed.add(context.text("status.rate.average", Figures.rate(rates.averageRowsPerSecond())));
    }
    add(lines, "label.speed", speed.isEmpty() ? context.text("unknown") : String.join(", ", speed));
    add(
        lines,
        "label.time",
        context.text("status.time", duration(line.elapsed()), duration(line.copyTime())));
  }

  private String etaInWords(StatusLine line) {
    ReportedEta eta = line.eta();
    if (eta == null) {
      return context.text("unknown");
    }
    if (line.rowsEstimate() != null && line.rowsEstimate() == 0 && RowEstimate.isWrong(line)) {
      return context.text("status.eta.noEstimate", eta(eta));
    }
    if (line.percent() != null && line.percent() > 100) {
      return context.text("status.eta.past", eta(eta));
    }
    if (eta.seconds() == null) {
      return context.text("status.eta.tooEarly", eta(eta));
    }
    if (line.state() == MigrationState.THROTTLED && eta.seconds() > 0) {
      return context.text("status.eta.throttled", eta(eta));
    }
    return eta.seconds() == 0
        ? context.text("status.eta.due")
        : context.text("status.eta", eta(eta));
  }

  private void lag(List<String> lines, StatusLine line, @Nullable Settings settings) {
    String limit =
        settings == null || settings.maxLagMillis() == null
            ? "?"
            : Figures.seconds(settings.maxLagMillis() / 1000.0);
    if (line.lagSeconds() == null) {
      add(lines, "label.lag", context.text("status.lag.notSaid", limit));
    } else if (line.heartbeatLagSeconds() == null) {
      add(
          lines,
          "label.lag",
          context.text("status.lag", Figures.seconds(line.lagSeconds()), limit));
    } else {
      add(
          lines,
          "label.lag",
          context.text(
              "status.lag.heartbeat",
              Figures.seconds(line.lagSeconds()),
              Figures.seconds(line.heartbeatLagSeconds()),
              limit));
    }
  }

  private void backlog(List<String> lines, StatusLine line) {
    add(
        lines,
        "label.backlog",
        context.text(
            "status.backlog",
            unknown(line.backlog()),
            unknown(line.backlogCapacity()),
            unknown(line.dmlApplied())));
    add(
        lines,
        "label.binlog",
        line.coordinates() == null
            ? context.text("unknown")
            : SafeText.line(line.coordinates().text()));
  }

  private void advice(List<String> lines, Snapshot snapshot) {
    Phrase advice = adviceInWords(snapshot);
    if (advice != null) {
      add(lines, "label.todo", said(advice));
    }
  }

  /** What to do about the state; null when there is nothing to be done. */
  static @Nullable Phrase adviceInWords(Snapshot snapshot) {
    StatusLine line = snapshot.line();
    if (line == null || line.state() == null || snapshot.lifecycle() != Lifecycle.RUNNING) {
      return null;
    }
    TableName table = snapshot.table();
    String place = snapshot.endpoint() == null ? "?" : snapshot.endpoint();
    String name = table == null ? place : table.toString();
    if (line.throttle() != null) {
      return ThrottleWords.advice(line.throttle(), name);
    }
    return line.state() == MigrationState.POSTPONING_CUT_OVER
        ? Phrase.of("state.POSTPONING_CUT_OVER.advice", name)
        : null;
  }

  private void run(List<String> lines, Snapshot snapshot) {
    ProcessFacts process = snapshot.process();
    List<String> ghost = new ArrayList<>();
    ghost.add(
        snapshot.ghostVersion() == null
            ? context.text(process == null ? "status.version.unknown" : "status.version.untold")
            : SafeText.line(snapshot.ghostVersion()));
    if (process != null) {
      ghost.add(
          context.text(
              "status.process",
              String.valueOf(process.pid()),
              process.owner() == null ? "?" : SafeText.line(process.owner())));
    }
    if (snapshot.executingHost() != null) {
      ghost.add(context.text("status.host", SafeText.line(snapshot.executingHost())));
    }
    add(lines, "label.ghost", String.join(", ", ghost));
    if (snapshot.startedAt() != null) {
      add(lines, "label.started", started(snapshot.startedAt(), snapshot.observedAt()));
    }
    if (snapshot.migratedHost() != null) {
      add(
          lines,
          "label.servers",
          context.text(
              "status.servers",
              SafeText.line(snapshot.migratedHost()),
              snapshot.inspectedHost() == null ? "?" : SafeText.line(snapshot.inspectedHost())));
    }
    if (snapshot.ghostTable() != null) {
      add(lines, "label.ghostTable", SafeText.line(snapshot.ghostTable()));
    }
    if (snapshot.endpoint() != null) {
      add(lines, "label.connection", connection(snapshot));
    }
    if (process != null) {
      add(
          lines,
          "label.log",
          process.logFile() == null
              ? context.text("status.log.none", SafeText.line(process.output()))
              : SafeText.line(process.logFile().toString()));
    }
  }

  private String connection(Snapshot snapshot) {
    Settings settings = snapshot.settings();
    String endpoint = SafeText.line(String.valueOf(snapshot.endpoint()));
    return settings == null || settings.servingTcpPort() == null
        ? endpoint
        : context.text("status.tcp", endpoint, settings.servingTcpPort().toString());
  }

  private String started(Instant startedAt, @Nullable Instant observedAt) {
    String time = Figures.time(startedAt, context.zone());
    return observedAt == null
        ? time
        : context.text(
            "status.started", time, Figures.duration(Duration.between(startedAt, observedAt)));
  }

  private void settings(List<String> lines, Settings settings) {
    List<String> shown = new ArrayList<>();
    setting(shown, "chunk-size", settings.chunkSize());
    setting(shown, "dml-batch-size", settings.dmlBatchSize());
    setting(shown, "max-lag-millis", settings.maxLagMillis());
    setting(shown, "nice-ratio", SettingText.of(Setting.NICE_RATIO, settings));
    setting(shown, "max-load", text(settings.maxLoad()));
    setting(shown, "critical-load", text(settings.criticalLoad()));
    setting(shown, "throttle-control-replicas", settings.throttleControlReplicasCount());
    lines.add(Labels.items(context, "label.settings", shown));
    if (settings.throttleQuery() != null && !settings.throttleQuery().isEmpty()) {
      add(lines, "label.throttleQuery", SafeText.line(settings.throttleQuery()));
    }
  }

  private static void setting(List<String> shown, String name, @Nullable Object value) {
    if (value != null && !value.toString().isEmpty()) {
      shown.add(name + "=" + SafeText.line(value.toString()));
    }
  }

  private static @Nullable String text(@Nullable LoadThresholds thresholds) {
    return thresholds == null ? null : thresholds.text();
  }

  private static String unknown(@Nullable Long number) {
    return number == null ? "?" : Figures.grouped(number);
  }

  private static String duration(@Nullable Duration duration) {
    return duration == null ? "?" : Figures.duration(duration);
  }

  private void add(List<String> lines, String label, String value) {
    lines.add(Labels.line(context, label, value));
  }
}
