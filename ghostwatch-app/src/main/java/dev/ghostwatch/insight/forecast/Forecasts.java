package dev.ghostwatch.insight.forecast;

import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.Forecast;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.DiskSpace;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.TableFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the forecasts of a migration from what is known of it and of the servers. */
public final class Forecasts {
  private Forecasts() {}

  /** The forecasts now. */
  public static Forecast of(Snapshot snapshot, ServersAndHost around) {
    Eta eta = snapshot.eta();
    ServerFigures read = server(around.servers(), snapshot.inspectedHost());
    ServerFigures written = server(around.servers(), snapshot.migratedHost());
    if (written == null) {
      written = around.primary();
    }
    Double purge = read == null ? null : purge(snapshot, read);
    VolumeForecast volume = written == null ? null : volume(snapshot, written);
    Double full = volume == null ? null : volume.seconds();
    ServerFigures named = written == null ? read : written;
    return new Forecast(
        named == null ? null : named.name(),
        purge,
        endsBefore(eta, purge),
        full,
        endsBefore(eta, full),
        volume == null ? null : volume.watchedSeconds(),
        unknown(written, volume),
        eta == null ? null : eta.backlogDrains(),
        eta == null ? null : eta.backlogSeconds());
  }

  /** Why nothing is said of the volume; null when it is, or when it does not fill up. */
  private static Forecast.@Nullable VolumeUnknown unknown(
      @Nullable ServerFigures written, @Nullable VolumeForecast volume) {
    if (written == null) {
      return Forecast.VolumeUnknown.SERVER;
    }
    if (volume == null) {
      return Forecast.VolumeUnknown.SPACE;
    }
    return volume.tooEarly() ? Forecast.VolumeUnknown.GROWTH : null;
  }

  /** By address; with a single server there is no doubt either. */
  private static @Nullable ServerFigures server(
      List<ServerFigures> servers, @Nullable String address) {
    for (ServerFigures server : servers) {
      if (server.address().equals(address)) {
        return server;
      }
    }
    return servers.size() == 1 ? servers.getFirst() : null;
  }

  private static @Nullable Double purge(Snapshot snapshot, ServerFigures server) {
    Coordinates coordinates = snapshot.line() == null ? null : snapshot.line().coordinates();
    return server.binlogs() != null && coordinates instanceof Coordinates.FileCoordinates position
        ? PurgeForecast.seconds(server.binlogs(), position.file(), server.observedAt())
        : null;
  }

  private static @Nullable VolumeForecast volume(Snapshot snapshot, ServerFigures server) {
    DiskSpace disk = server.disk();
    Rates rates = snapshot.rates();
    return disk == null
        ? null
        : VolumeForecast.of(
            disk.freeBytes(),
            server.binlogs(),
            table(server, snapshot.table()),
            rates == null ? null : rates.rowsPerSecond(),
            disk.growth());
  }

  private static @Nullable TableFigures table(ServerFigures server, @Nullable TableName wanted) {
    List<TableFigures> tables = server.tables();
    if (tables != null) {
      for (TableFigures table : tables) {
        if (table.table().equals(wanted)) {
          return table;
        }
      }
    }
    return null;
  }

  /** At its slowest: what comes after the copy is added to the late end of the range. */
  private static @Nullable Boolean endsBefore(@Nullable Eta eta, @Nullable Double seconds) {
    if (eta == null
        || seconds == null
        || eta.seconds() == null
        || eta.copySeconds() == null
        || eta.highSeconds() == null) {
      return null;
    }
    double latest = eta.highSeconds() + eta.seconds() - eta.copySeconds();
    return latest < seconds;
  }
}
