package dev.ghostwatch.cli;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.util.List;

/** Prints migrations as documents. */
final class MigrationOutput {
  private MigrationOutput() {}

  static void one(CliContext context, Documents.Format format, Snapshot snapshot)
      throws IOException {
    MigrationDocument document = document();
    Documents.object(context.out(), format, json -> document.write(json, snapshot));
  }

  static void all(CliContext context, Documents.Format format, List<Snapshot> snapshots)
      throws IOException {
    MigrationDocument document = document();
    Documents.array(context.out(), format, snapshots, document::write);
  }

  static MigrationDocument document() {
    return new MigrationDocument(() -> Texts.of(Language.EN));
  }
}
