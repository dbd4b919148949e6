package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.monitor.RunningMigration;
import java.io.IOException;
import java.util.List;

/**
 * The rows of {@code ps} as documents: the document of each migration, its process, and what went
 * wrong.
 */
final class PsDocument {
  private PsDocument() {}

  static void write(CliContext context, Documents.Format format, List<RunningMigration> migrations)
      throws IOException {
    MigrationDocument document = MigrationOutput.document();
    Documents.array(
        context.out(),
        format,
        migrations,
        (json, migration) -> {
          document.write(json, migration.snapshot());
          json.number("pid", migration.process() == null ? null : migration.process().pid());
          json.flag("stale", migration.isLeftover());
          ControlException failure = migration.failure();
          json.text("error", failure == null ? null : String.valueOf(failure.getMessage()));
        });
  }
}
