package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.layers.Forecast;
import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.DiskSpace;
import dev.ghostwatch.model.server.Flavor;
import dev.ghostwatch.model.server.ServerFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs out: rules D27 and D28. */
final class StorageRules {
  private static final double SOON = 6 * 3600;
  private static final double AT_ONCE = 3600;
  private static final double A_DAY = 86_400;

  private StorageRules() {}

  /** The binary log that gh-ost reads will be purged (gh-ost issues 57, 531, 627, 629, 685). */
  static List<Finding> d27(CaseFile file) {
    ServerFigures server = file.inspected();
    Forecast forecast = file.forecast();
    Double left = forecast.binlogPurgeSeconds();
    BinlogFigures binlogs = server == null ? null : server.binlogs();
    if (file.isOver()
        || left == null
        || left >= SOON
        || server == null
        || binlogs == null
        || file.line() == null
        || !(file.line().coordinates() instanceof Coordinates.FileCoordinates at)
        || isNewest(binlogs, at.file())) {
      return List.of();
    }
    boolean gone = left <= 0;
    return Found.of("D27", left < AT_ONCE ? Severity.CRITICAL : Severity.WARNING)
        .as(gone ? "gone" : "soon")
        .title(at.file(), Found.span(left))
        .seen(
            "seen",
            at.text(),
            binlogs.oldest() == null ? "?" : binlogs.oldest().name(),
            binlogs.files().getLast().name())
        .seen(
            "kept",
            binlogs.expireSeconds() == null ? "-" : Found.span(binlogs.expireSeconds()),
            binlogs.maxTotalBytes() == null ? "-" : Found.bytes(binlogs.maxTotalBytes()))
        .run(extend(server, binlogs))
        .found();
  }

  /** A file that is written to is as young as can be: gh-ost keeps up. */
  private static boolean isNewest(BinlogFigures binlogs, String file) {
    return !binlogs.files().isEmpty() && binlogs.files().getLast().name().equals(file);
  }

  private static String extend(ServerFigures server, BinlogFigures binlogs) {
    long expire = binlogs.expireSeconds() == null ? 0 : binlogs.expireSeconds();
    long longer = Math.max(2 * expire, 7 * 86_400);
    boolean maria = server.identity() != null && server.identity().flavor() == Flavor.MARIADB;
    return maria
        ? "SET GLOBAL expire_logs_days = " + (longer + 86_399) / 86_400 + ";"
        : "SET GLOBAL binlog_expire_logs_seconds = " + longer + ";";
  }

  /** The volume fills up (gh-ost issues 645, 797, 890, 1484). */
  static List<Finding> d28(CaseFile file) {
    Forecast forecast = file.forecast();
    Double full = forecast.volumeFullSeconds();
    Eta eta = file.snapshot().eta();
    boolean first = Boolean.TRUE.equals(forecast.endsBeforeFull());
    if (file.isOver() || full == null || first || !isSoon(forecast, full)) {
      return List.of();
    }
    ServerFigures server = file.migrated();
    DiskSpace disk = server == null ? null : server.disk();
    // Nobody knows when a run ends that waits for the word to cut over.
    boolean open = forecast.endsBeforeFull() == null;
    Found begun = open && full >= AT_ONCE ? Found.warning("D28") : Found.critical("D28");
    Found found =
        (open ? begun.as("open") : begun)
            .title(Found.span(full), String.valueOf(forecast.server()))
            .seen(
                "seen",
                disk == null ? "?" : disk.path(),
                disk == null ? "?" : Found.bytes(disk.freeBytes()),
                disk == null ? "?" : Found.bytes(disk.totalBytes()),
                growth(server));
    if (forecast.volumeWatchedSeconds() == null) {
      found.seen("rows");
    } else {
      found.seen("watched", Found.span(forecast.volumeWatchedSeconds()));
    }
    if (!open && eta != null && eta.lowSeconds() != null && eta.highSeconds() != null) {
      found.seen("eta", Found.span(eta.lowSeconds()), Found.span(eta.highSeconds()));
    }
    return found.run(file.command(file.isCopied() ? "cut-over" : "throttle")).found();
  }

  /** Without an ETA a volume that lasts for days is no news. */
  private static boolean isSoon(Forecast forecast, double full) {
    return forecast.endsBeforeFull() != null || full < A_DAY;
  }

  private static String growth(@Nullable ServerFigures server) {
    BinlogFigures binlogs = server == null ? null : server.binlogs();
    return binlogs == null || binlogs.growth() == null
        ? "?"
        : Found.bytes(Math.max(0, binlogs.growth().perSecond())) + "/s";
  }
}
