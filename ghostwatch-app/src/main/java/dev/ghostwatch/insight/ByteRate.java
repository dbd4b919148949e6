package dev.ghostwatch.insight;

import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;

/** How many bytes a migration copies: rows times what a row weighs, which only a server knows. */
public final class ByteRate {
  private ByteRate() {}

  /** The picture with bytes per second, where a configured server knows the table. */
  public static Snapshot with(Snapshot snapshot, ServersAndHost around) {
    Rates rates = snapshot.rates();
    if (rates == null || rates.rowsPerSecond() == null || around.servers().isEmpty()) {
      return snapshot;
    }
    Long length = around.averageRowLength(snapshot);
    return length == null
        ? snapshot
        : snapshot.withRates(rates.withBytesPerSecond(rates.rowsPerSecond() * length));
  }
}
