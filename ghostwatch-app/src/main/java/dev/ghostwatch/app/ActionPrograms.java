package dev.ghostwatch.app;

import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.action.ActionFailedException;
import dev.ghostwatch.alert.action.Programs;
import dev.ghostwatch.alert.rule.RuleState;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the programs of actions, without a shell and without the agent's own output. */
final class ActionPrograms implements Programs {
  private final MigrationDocument document;

  ActionPrograms(MigrationDocument document) {
    this.document = document;
  }

  @Override
  public String run(List<String> command, RuleState alert, Snapshot snapshot, Duration limit)
      throws ActionFailedException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new ActionFailedException("cannot be started: " + e.getMessage(), e);
    }
    try {
      tell(process, alert, snapshot);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ActionFailedException(
            "ended because it took longer than " + limit.toSeconds() + " s",
            new IllegalStateException(command.toString()));
      }
      if (process.exitValue() != 0) {
        throw new ActionFailedException(
            "ended with " + process.exitValue(), new IllegalStateException(command.toString()));
      }
      return "ended with 0";
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void tell(Process process, RuleState alert, Snapshot snapshot) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (OutputStream in = process.getOutputStream()) {
      AlertText english =
          alert.texts().getOrDefault(Language.EN, new AlertText(alert.rule(), alert.rule()));
      Documents.object(
          text,
          Documents.Format.JSON_LINE,
          json -> {
            json.text("rule", alert.rule());
            json.text("phase", alert.phase().word());
            json.object("labels", () -> alert.labels().values().forEach(json::text));
            json.text("title", english.title());
            json.text("message", english.message());
            json.time("startsAt", alert.startsAt());
            json.object("migration", () -> document.write(json, snapshot));
          });
      in.write(text.toByteArray());
    } catch (IOException _) {
      // It need not read: how it ends says what is to be said.
    }
  }
}
