package dev.ghostwatch.app;

import dev.ghostwatch.control.AuditEntry;
import dev.ghostwatch.control.AuditReader;
import dev.ghostwatch.history.HistoryWriter;
import dev.ghostwatch.model.history.CommandRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the commands that people give into the history: every program that steers a migration
 * appends them to the audit file, the agent reads it.
 */
final class AuditIntake {
  private static final Logger LOG = LoggerFactory.getLogger(AuditIntake.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Path file;
  private final AuditReader reader;
  private final HistoryWriter writer;

  /** What the history has; entries of just that time are written again, which changes nothing. */
  private final @Nullable Instant known;

  private final RecentCommands recent;

  private String trouble = "";

  AuditIntake(Path file, HistoryWriter writer, @Nullable Instant known, RecentCommands recent) {
    this.file = file;
    this.writer = writer;
    this.known = known;
    this.recent = recent;
    this.reader =
        new AuditReader(
            file,
            what -> LOG.warn("event=audit-unreadable file={} text=\"{}; left out\"", file, what));
  }

  /** Looks again and again until the thread is interrupted. */
  void run() {
    try {
      while (true) {
        look();
        Thread.sleep(BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes in what is new. */
  void look() {
    try {
      reader.read(this::take);
      trouble = "";
    } catch (IOException e) {
      if (!trouble.equals(e.toString())) {
        LOG.warn(
            "event=audit-failing file={} text=\"{}; commands are missing in the history until it can"
                + " be read\"",
            file,
            e.toString());
      }
      trouble = e.toString();
    }
  }

  private void take(AuditEntry entry) {
    CommandRow row =
        new CommandRow(
            entry.at(),
            entry.user(),
            entry.endpoint(),
            entry.command(),
            entry.before(),
            entry.after(),
            entry.answer(),
            entry.sent());
    recent.take(entry.migration(), row);
    if (known == null || !entry.at().isBefore(known)) {
      writer.command(entry.migration(), row);
    }
  }
}
