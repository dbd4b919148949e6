package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.silence.NewSilence;
import dev.ghostwatch.alert.silence.SilenceException;
import dev.ghostwatch.alert.silence.SilenceStatus;
import dev.ghostwatch.alert.silence.Silences;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What faces ask of the alerts: those that fire, those of the past, and silences. Thread-safe. */
public final class AlertService {
  private final PipelineCore core;
  private final AlertArchive archive;
  private final Silences silences;
  private final InstantSource clock;

  AlertService(PipelineCore core, AlertArchive archive, Silences silences, InstantSource clock) {
    this.core = core;
    this.archive = archive;
    this.silences = silences;
    this.clock = clock;
  }

  /** What time it is for the alerts. */
  public Instant now() {
    return clock.instant();
  }

  /** All alerts that fire now, the worst first. */
  public List<AlertStatus> firing() {
    return core.firing(clock.instant());
  }

  /**
   * What fired, the latest first.
   *
   * @throws RuntimeException when the past cannot be read
   */
  public List<Alert> past(PastQuery query) {
    return archive.past(query);
  }

  /** All silences, those that have ended last. */
  public List<SilenceStatus> silences() {
    return silences.list();
  }

  /** Silences what matches. */
  public SilenceStatus silence(NewSilence wanted) throws SilenceException {
    return silences.add(wanted);
  }

  /** Ends a silence. */
  public SilenceStatus expire(String id) throws SilenceException {
    return silences.expire(id);
  }
}
