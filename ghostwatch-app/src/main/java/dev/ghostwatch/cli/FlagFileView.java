package dev.ghostwatch.cli;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flag files of a migration: which are set, and on this host by whom and since when. */
final class FlagFileView {
  private final CliContext context;

  FlagFileView(CliContext context) {
    this.context = context;
  }

  void add(List<String> lines, Settings settings) {
    add(lines, "throttle-flag-file", settings.throttleFlagFile());
    add(lines, "throttle-additional-flag-file", settings.throttleAdditionalFlagFile());
    add(lines, "postpone-cut-over-flag-file", settings.postponeCutOverFlagFile());
    if (settings.panicFlagFile() != null && !settings.panicFlagFile().isEmpty()) {
      lines.add(
          Labels.line(
              context,
              "label.flagFile",
              "panic-flag-file=" + SafeText.line(settings.panicFlagFile())));
    }
  }

  private void add(List<String> lines, String name, @Nullable FlagFile file) {
    if (file != null && !file.path().isEmpty()) {
      String text = name + "=" + SafeText.line(file.path());
      lines.add(
          Labels.line(context, "label.flagFile", file.set() ? text + "  " + set(file) : text));
    }
  }

  /** The file may be another host's: then it is not here and only gh-ost's word counts. */
  private String set(FlagFile file) {
    try {
      Path path = Path.of(file.path());
      return context.text(
          "flagFile.setBy",
          SafeText.line(Files.getOwner(path).getName()),
          Figures.time(Files.getLastModifiedTime(path).toInstant(), context.zone()));
    } catch (IOException | InvalidPathException e) {
      return context.text("flagFile.set");
    }
  }
}
