package dev.ghostwatch.monitor;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.insight.diagnosis.Rules;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.source.recording.RecordedExchange;
import dev.ghostwatch.source.recording.RecordingReader;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recording through the very monitor that live runs use, in the recording's own time. A
 * picture depends on nothing recorded after it.
 */
public final class Replay {
  private final RecordingReader recording;
  private final MigrationMonitor monitor = new MigrationMonitor(null);
  private final RecordedEvents log;
  private @Nullable String version;

  /**
   * @param version gh-ost's version from the head of the recording's log, null when not known
   * @param log what the recording's log shows to have happened
   */
  public Replay(RecordingReader recording, @Nullable String version, RecordedEvents log) {
    this.recording = recording;
    this.version = version;
    this.log = log;
  }

  /** The picture at the next reply with a status line; null at the end. */
  public @Nullable Snapshot next() throws IOException {
    RecordedExchange exchange;
    while ((exchange = recording.next()) != null) {
      if (version != null) {
        monitor.observe(new Observation.VersionSeen(exchange.at(), version));
        version = null;
      }
      if (exchange.error() != null && exchange.reply().isEmpty()) {
        continue;
      }
      Answer answer = Answer.of(exchange.command(), exchange.reply());
      if (answer instanceof Answer.Status(StatusReply reply)) {
        Snapshot snapshot =
            monitor.observe(new Observation.StatusSeen(exchange.at(), FigureSource.SOCKET, reply));
        if (reply.line() != null) {
          return diagnosed(snapshot, exchange.at());
        }
      } else if (answer instanceof Answer.Value(String text)
          && exchange.command().strip().endsWith("=?")) {
        learn(exchange, text);
      }
    }
    return null;
  }

  private Snapshot diagnosed(Snapshot snapshot, Instant at) {
    log.until(at, snapshot.startedAt(), monitor::logged).forEach(monitor::happened);
    return snapshot.withFindings(Rules.diagnose(monitor.caseFile(at)));
  }

  private void learn(RecordedExchange exchange, String value) {
    String command = exchange.command().strip();
    Setting setting = Setting.byName(command.substring(0, command.length() - "=?".length()));
    if (setting != null) {
      monitor.observe(new Observation.SettingSeen(exchange.at(), setting, value));
    }
  }
}
