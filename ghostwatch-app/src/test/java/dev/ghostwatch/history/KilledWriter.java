package dev.ghostwatch.history;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A process that writes to a store until it is killed, as fast as it may, and says after each turn
 * which sample it is sure of. Some turns pack, so that it is killed there too.
 */
final class KilledWriter {
  private KilledWriter() {}

  /** {@code KilledWriter STORE FIRST}: samples from that second on. */
  public static void main(String[] arguments) throws Exception {
    long second = Long.parseLong(arguments[1]);
    long[] now = {StoreBench.START.toEpochMilli() + second * 1000};
    InstantSource clock = () -> Instant.ofEpochMilli(now[0]);
    StoreOptions options = StoreOptions.of(Path.of(arguments[0]));
    HistoryStore store =
        HistoryStore.open(options, clock, notice -> System.out.println("said " + notice.text()));
    System.out.println("open");
    while (true) {
      for (int i = 0; i < 200; i++) {
        Instant at = StoreBench.START.plusSeconds(second++);
        store.sample(StoreBench.ORDERS.text(), StoreBench.sample(at));
        now[0] = at.toEpochMilli();
      }
      store.turn();
      System.out.println(second);
    }
  }
}
