package dev.ghostwatch.model;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.statsd.StatsdFigures;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something a source saw of one migration, and when it was true. */
public sealed interface Observation {
  Instant at();

  /** Tells an observer what was seen. */
  void tell(Observer observer);

  /**
   * Takes in what was seen, kind by kind. A method for each kind instead of a {@code switch} over
   * them: both fail to compile when a kind is forgotten, but linking a pattern {@code switch} costs
   * every start of the command line milliseconds that no cache saves.
   */
  interface Observer {
    void statusSeen(Instant at, FigureSource source, StatusReply reply);

    void settingSeen(Setting setting, String value);

    void processSeen(ProcessFacts process);

    void versionSeen(String version);

    void keyRangeSeen(double ratio);

    void statsdSeen(StatsdFigures figures);

    void held(FigureSource source, @Nullable String obstacle);

    void ended(Outcome outcome);
  }

  /** gh-ost answered {@code status} or {@code sup}, or its log showed such lines. */
  record StatusSeen(Instant at, FigureSource source, StatusReply reply) implements Observation {
    @Override
    public void tell(Observer observer) {
      observer.statusSeen(at, source, reply);
    }
  }

  /** gh-ost answered {@code NAME=?}. */
  record SettingSeen(Instant at, Setting setting, String value) implements Observation {
    @Override
    public void tell(Observer observer) {
      observer.settingSeen(setting, value);
    }
  }

  /** The process behind the migration was found. */
  record ProcessSeen(Instant at, ProcessFacts process) implements Observation {
    @Override
    public void tell(Observer observer) {
      observer.processSeen(process);
    }
  }

  /** gh-ost said which version it is. */
  record VersionSeen(Instant at, String version) implements Observation {
    @Override
    public void tell(Observer observer) {
      observer.versionSeen(version);
    }
  }

  /** A server showed how far the copy is by its key, 0–1. */
  record KeyRangeSeen(Instant at, double ratio) implements Observation {
    @Override
    public void tell(Observer observer) {
      observer.keyRangeSeen(ratio);
    }
  }

  /** gh-ost sent a flush of its StatsD metrics. */
  record StatsdSeen(StatsdFigures figures) implements Observation {
    @Override
    public Instant at() {
      return figures.at();
    }

    @Override
    public void tell(Observer observer) {
      observer.statsdSeen(figures);
    }
  }

  /**
   * Something keeps a source from telling.
   *
   * @param obstacle as in {@link Notice#text}; null when it is no longer in the way
   */
  record Held(Instant at, FigureSource source, @Nullable String obstacle) implements Observation {
    @Override
    public void tell(Observer observer) {
      observer.held(source, obstacle);
    }
  }

  /** The run has ended. */
  record Ended(Instant at, Outcome outcome) implements Observation {
    @Override
    public void tell(Observer observer) {
      observer.ended(outcome);
    }
  }
}
