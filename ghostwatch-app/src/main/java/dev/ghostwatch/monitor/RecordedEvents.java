package dev.ghostwatch.monitor;

import dev.ghostwatch.insight.diagnosis.LogLine;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.source.log.LogMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the log of a recording shows to have happened, by its own time. The log's dates name no
 * zone: the run's start, which gh-ost prints with one, tells it to a quarter of an hour.
 */
public final class RecordedEvents {
  private static final long QUARTER = 15 * 60L;

  private final List<LogMessage> messages;
  private final LineEvents events = new LineEvents();
  private int next;
  private @Nullable Duration offset;

  private RecordedEvents(List<LogMessage> messages) {
    this.messages = messages;
  }

  /** The events of a log; none where there is no log. */
  public static RecordedEvents of(@Nullable Path log) throws IOException {
    List<LogMessage> messages = new ArrayList<>();
    if (log != null && Files.isReadable(log)) {
      // Bytes that are no UTF-8 stand in some logs; what matters is ASCII.
      try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
        lines.forEach(line -> {
          LogMessage message = LogMessage.of(line);
          if (message != null && message.date() != null) {
            messages.add(message);
          }
        });
      }
    }
    return new RecordedEvents(messages);
  }

  /**
   * What happened up to a moment and was not given before.
   *
   * @param startedAt when the run started; nothing is given before that is known
   */
  public List<MigrationEvent> until(Instant moment, @Nullable Instant startedAt) {
    return until(moment, startedAt, _ -> {});
  }

  /** The same, with every line of the log on its way. */
  List<MigrationEvent> until(
      Instant moment, @Nullable Instant startedAt, Consumer<LogLine> passing) {
    if (messages.isEmpty() || startedAt == null) {
      return List.of();
    }
    Duration shift = offset;
    if (shift == null) {
      shift = shift(messages.getFirst().date(), startedAt);
      offset = shift;
    }
    List<MigrationEvent> happened = new ArrayList<>();
    while (next < messages.size()) {
      LogMessage message = messages.get(next);
      LocalDateTime date = message.date();
      Instant at = date == null ? moment : date.toInstant(ZoneOffset.UTC).plus(shift);
      // A date has whole seconds: only when its second is over was the line written for certain.
      if (at.plusSeconds(1).isAfter(moment)) {
        break;
      }
      passing.accept(new LogLine(at, message.level(), message.text()));
      happened.addAll(events.after(at, message));
      next++;
    }
    return happened;
  }

  private static Duration shift(@Nullable LocalDateTime first, Instant startedAt) {
    if (first == null) {
      return Duration.ZERO;
    }
    long seconds = Duration.between(first.toInstant(ZoneOffset.UTC), startedAt).toSeconds();
    return Duration.ofSeconds(Math.round((double) seconds / QUARTER) * QUARTER);
  }
}
