package dev.ghostwatch.app;

import dev.ghostwatch.client.hook.HookKind;
import dev.ghostwatch.client.hook.HookVariable;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.hook.HookEvent;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.monitor.MigrationRegistry;
import dev.ghostwatch.monitor.TrackedRun;
import dev.ghostwatch.source.hook.HookBatch;
import dev.ghostwatch.source.hook.HookSpool;
import dev.ghostwatch.web.metrics.SelfMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what gh-ost's hook scripts report, once there is a spool folder. */
final class HookIntake {
  private static final Logger LOG = LoggerFactory.getLogger(HookIntake.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Path folder;
  private final MigrationRegistry registry;
  private final SelfMetrics metrics;
  private final InstantSource clock;
  private @Nullable HookSpool spool;
  private String trouble = "";

  HookIntake(Path folder, MigrationRegistry registry, SelfMetrics metrics, InstantSource clock) {
    this.folder = folder;
    this.registry = registry;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Looks again and again until the thread is interrupted. */
  void run() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_LOOKS);
        try {
          look();
          trouble = "";
        } catch (IOException e) {
          if (!trouble.equals(e.getMessage())) {
            LOG.warn("event=hook-spool-failing text=\"{}; trying again\"", e.getMessage());
          }
          trouble = String.valueOf(e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws IOException {
    HookSpool open = spool;
    if (open == null) {
      // Made by 'hooks install'; without it nobody reports.
      if (!Files.isDirectory(folder)) {
        return;
      }
      open = HookSpool.open(folder, clock);
      spool = open;
    }
    while (take(open)) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  /** Takes in what is waiting; whether there is more. */
  private boolean take(HookSpool open) throws IOException {
    HookBatch batch = open.take();
    batch
        .notices()
        .forEach(notice -> {
          metrics.noticed("hook");
          LOG.warn("event=hook-notice text=\"{}\"", notice.text());
        });
    batch.events().forEach(this::tell);
    open.remove(batch);
    return batch.isMore();
  }

  private void tell(HookEvent event) {
    TrackedRun run = run(event);
    RunEvent.Type type = type(event.kind());
    if (run != null && type != null) {
      run.happened(MigrationEvent.of(event.at(), type, text(event), FigureSource.HOOK));
    }
  }

  /** The run by its process, else by its table. */
  private @Nullable TrackedRun run(HookEvent event) {
    TableName table = event.variables().table();
    TrackedRun byTable = null;
    for (TrackedRun run : registry.runs()) {
      if (run.process() != null
          && event.ghostPid() != null
          && run.process().pid() == event.ghostPid()) {
        return run;
      }
      if (table != null && table.equals(run.snapshot().table())) {
        byTable = run;
      }
    }
    return byTable;
  }

  private static String text(HookEvent event) {
    String said =
        event
            .variables()
            .text(
                event.kind() == HookKind.INTERACTIVE_COMMAND
                    ? HookVariable.COMMAND
                    : HookVariable.HOOKS_HINT);
    String hook = event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return said == null || said.isEmpty() ? hook : hook + ": " + said;
  }

  /** What a hook tells that others do not tell as well; null for the rest. */
  private static RunEvent.@Nullable Type type(HookKind kind) {
    return switch (kind) {
      case STARTUP -> RunEvent.Type.STARTED;
      case ROW_COUNT_COMPLETE -> RunEvent.Type.ROWS_ESTIMATED;
      case BEFORE_ROW_COPY -> RunEvent.Type.COPY_STARTED;
      case BEFORE_CUT_OVER -> RunEvent.Type.CUT_OVER_ATTEMPT;
      case INTERACTIVE_COMMAND -> RunEvent.Type.COMMAND;
      case VALIDATED,
          BATCH_COPY_RETRY,
          ROW_COPY_COMPLETE,
          BEGIN_POSTPONED,
          SUCCESS,
          FAILURE,
          STATUS,
          STOP_REPLICATION,
          START_REPLICATION ->
          null;
    };
  }
}
