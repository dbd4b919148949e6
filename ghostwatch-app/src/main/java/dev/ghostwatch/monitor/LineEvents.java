package dev.ghostwatch.monitor;

import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.source.log.LogMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the lines of a log what happened: errors, warnings, attempts to exchange the tables
 * and how they fail. Takes the lines of one run in order.
 */
public final class LineEvents {
  private boolean cuttingOver;
  private String before = "";

  /** What a line shows to have happened; nothing for most. */
  public List<MigrationEvent> after(Instant at, LogMessage message) {
    boolean isSaidAgain =
        message.wraps() && message.text().equals(before) && !message.isFatal();
    before = message.text();
    if (isSaidAgain) {
      return List.of();
    }
    List<MigrationEvent> events = new ArrayList<>(2);
    String type =
        switch (message.level()) {
          case "FATAL" -> MigrationEvent.FATAL;
          case "ERROR", "CRITICAL" -> MigrationEvent.ERROR;
          case "WARNING" -> MigrationEvent.WARNING;
          default -> null;
        };
    if (type != null) {
      events.add(new MigrationEvent(at, type, message.text(), FigureSource.LOG));
    }
    RunEvent.Type cutOver = cutOver(message);
    if (cutOver != null) {
      events.add(MigrationEvent.of(at, cutOver, message.text(), FigureSource.LOG));
    }
    return events;
  }

  private RunEvent.@Nullable Type cutOver(LogMessage message) {
    String text = message.text();
    if (message.level().equals("INFO")) {
      if (text.startsWith("Grabbing voluntary lock")) {
        // A next attempt without an end of the one before: that failed without a word.
        boolean failed = cuttingOver;
        cuttingOver = true;
        return failed ? RunEvent.Type.CUT_OVER_FAILED : RunEvent.Type.CUT_OVER_ATTEMPT;
      }
      cuttingOver =
          cuttingOver && !text.startsWith("Tables renamed") && !text.startsWith("Lock & rename");
      return null;
    }
    boolean fails =
        cuttingOver
            && message.level().equals("ERROR")
            && (text.startsWith("Error ") || text.contains("lock") || text.contains("imeout"));
    cuttingOver = cuttingOver && !fails;
    return fails ? RunEvent.Type.CUT_OVER_FAILED : null;
  }
}
