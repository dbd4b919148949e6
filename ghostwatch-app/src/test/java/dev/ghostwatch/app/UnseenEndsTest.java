package dev.ghostwatch.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.history.HistoryStore;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.history.RunFilter;
import dev.ghostwatch.history.StoreNotice;
import dev.ghostwatch.history.StoreOptions;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.testing.WallClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnseenEndsTest {
  private static final Instant AGENT = Instant.parse("2026-11-22T15:00:00Z");
  private static final String FOLLOWED = "shop.orders@20261122T130806Z";
  private static final String GONE = "shop.users@20261122T140000Z";
  private static final String OWN = "shop.items@20261122T150001Z";

  @Test
  void endsWhatNobodyFollowsAndWasNotSeenSinceTheAgentBegan(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("history.db");
    try (HistoryStore store = open(file)) {
      for (String id : List.of(FOLLOWED, GONE, OWN)) {
        store.migration(MigrationRow.of(requireNonNull(MigrationId.parse(id))));
      }
    }
    try (HistoryStore store = open(file)) {
      List<PastRun> open = store.reader().runs(new RunFilter(true, null, null, 10));
      assertThat(open).hasSize(3);
      assertThat(UnseenEnds.write(open, Set.of(FOLLOWED), AGENT, _ -> null, store)).isEqualTo(1);
    }
    try (HistoryStore store = open(file)) {
      MigrationRow gone = requireNonNull(store.reader().run(GONE)).row();
      assertThat(gone.lifecycle()).isEqualTo(Lifecycle.VANISHED);
      assertThat(gone.endedAt()).isEqualTo("2026-11-22T14:00:00Z");
      assertThat(gone.isUnseen()).isTrue();
      assertThat(gone.lastWords())
          .isEqualTo(
              "it ended while no agent was running, so how it ended is not known; its log tells");
      assertThat(store.reader().events(GONE))
          .extracting(EventRow::type)
          .containsExactly("vanished");
      assertThat(store.reader().runs(new RunFilter(true, null, null, 10)))
          .extracting(run -> run.row().id())
          .containsExactlyInAnyOrder(FOLLOWED, OWN);
    }
  }

  @Test
  void theEndThatALogTellsIsWritten(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("history.db");
    Instant end = Instant.parse("2026-11-22T14:20:07Z");
    try (HistoryStore store = open(file)) {
      for (String id : List.of(FOLLOWED, GONE)) {
        store.migration(MigrationRow.of(requireNonNull(MigrationId.parse(id))));
      }
      store.logFile(GONE, "/var/log/users.log");
    }
    try (HistoryStore store = open(file)) {
      assertThat(store.reader().logFile(GONE)).isEqualTo("/var/log/users.log");
      assertThat(store.reader().logFile(FOLLOWED)).isNull();
      UnseenEnds.Logs logs =
          run ->
              run.id().equals(GONE)
                  ? new LoggedEnd(end, Lifecycle.FAILED, "Error 1062")
                  : new LoggedEnd(null, Lifecycle.SUCCEEDED, null);
      List<PastRun> open = store.reader().runs(new RunFilter(true, null, null, 10));
      assertThat(UnseenEnds.write(open, Set.of(), AGENT, logs, store)).isEqualTo(2);
    }
    try (HistoryStore store = open(file)) {
      MigrationRow failed = requireNonNull(store.reader().run(GONE)).row();
      assertThat(failed.lifecycle()).isEqualTo(Lifecycle.FAILED);
      assertThat(failed.endedAt()).isEqualTo(end);
      assertThat(failed.lastWords()).isEqualTo("Error 1062");
      assertThat(failed.isUnseen()).isFalse();
      assertThat(store.reader().events(GONE)).extracting(EventRow::type).containsExactly("failed");
      MigrationRow done = requireNonNull(store.reader().run(FOLLOWED)).row();
      assertThat(done.lifecycle()).isEqualTo(Lifecycle.SUCCEEDED);
      assertThat(done.endedAt())
          .as("not dated: the last that was seen")
          .isEqualTo(done.startedAt());
      assertThat(store.reader().events(FOLLOWED))
          .extracting(EventRow::text)
          .containsExactly("it ended while no agent was running; its log tells how");
    }
  }

  private static HistoryStore open(Path file) throws Exception {
    HistoryStore store =
        HistoryStore.open(StoreOptions.of(file), new WallClock(AGENT), UnseenEndsTest::fail);
    store.start();
    return store;
  }

  private static void fail(StoreNotice notice) {
    throw new AssertionError(notice);
  }
}
