package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.insight.diagnosis.FlagFileFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flag files of a run that exist on this host. Only a run of this host looks at them here. */
public final class FlagFilesHere {
  private FlagFilesHere() {}

  /** Those that exist, with what the file system says of them. */
  public static List<FlagFileFacts> of(@Nullable Settings settings) {
    List<FlagFileFacts> files = new ArrayList<>();
    if (settings != null) {
      add(files, settings.throttleFlagFile());
      add(files, settings.throttleAdditionalFlagFile());
      add(files, settings.postponeCutOverFlagFile());
    }
    return files;
  }

  private static void add(List<FlagFileFacts> files, @Nullable FlagFile flag) {
    if (flag == null || flag.path().isEmpty()) {
      return;
    }
    try {
      Path path = Path.of(flag.path());
      if (path.isAbsolute() && Files.exists(path)) {
        files.add(
            new FlagFileFacts(
                flag.path(),
                Files.getOwner(path).getName(),
                Files.getLastModifiedTime(path).toInstant()));
      }
    } catch (IOException | InvalidPathException e) {
      // It went away meanwhile, or is nobody's business here: then gh-ost's word alone counts.
      return;
    }
  }
}
