package dev.ghostwatch.cli;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints migrations as documents. */
final class MigrationOutput {
  private MigrationOutput() {}

  static void one(CliContext context, Documents.Format format, Snapshot snapshot)
      throws IOException {
    one(context, format, snapshot, null);
  }

  /**
   * @param layers what an agent knows around the migration, as a JSON object; null without an agent
   */
  static void one(
      CliContext context, Documents.Format format, Snapshot snapshot, @Nullable String layers)
      throws IOException {
    Documents.object(context.out(), format, json -> write(json, snapshot, layers));
  }

  /** Writes the fields of one migration, with what an agent knows; null without an agent. */
  static void write(Json json, Snapshot snapshot, @Nullable String layers) {
    MigrationDocument document = document();
    // The agent has watched for a while: speeds, an end and findings that one look does not
    // tell are its own.
    if (layers == null) {
      document.write(json, snapshot);
    } else {
      document.picture(json, snapshot);
      json.fieldsOf(layers);
    }
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
