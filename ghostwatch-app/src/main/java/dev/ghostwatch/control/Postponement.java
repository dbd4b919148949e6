package dev.ghostwatch.control;

import dev.ghostwatch.client.command.PostponeCutOver;
import dev.ghostwatch.client.socket.RefusedException;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.TableName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Postpones a cut-over: by the socket where this gh-ost can, else by the flag file it watches. */
public final class Postponement {
  /** How it was done. */
  public sealed interface Result {
    /** gh-ost was told through its socket to create the file. */
    record Sent(String file, Steered steered) implements Result {}

    /** The file was created here. */
    record FileCreated(Path file) implements Result {}

    /** The file existed already: the cut-over is postponed without our doing. */
    record AlreadyPostponed(Path file) implements Result {}

    /** This gh-ost takes no such command and watches no file on this host. */
    record Impossible(@Nullable String file) implements Result {}
  }

  /** What gh-ost calls the command, where it has it. */
  public static final String COMMAND = "postpone-cut-over-flag-file";

  private final Steering steering;
  private final boolean byCommand;
  private final boolean onThisHost;

  /**
   * A postponement of one migration.
   *
   * @param byCommand whether help lists {@code postpone-cut-over-flag-file}
   * @param onThisHost whether gh-ost runs on this host, so that its files are our files
   */
  public Postponement(Steering steering, boolean byCommand, boolean onThisHost) {
    this.steering = steering;
    this.byCommand = byCommand;
    this.onThisHost = onThisHost;
  }

  /**
   * Postpones.
   *
   * @param settings as just read
   * @param fallbackFile the file to name when gh-ost was started without one
   */
  public Result postpone(Settings settings, String fallbackFile)
      throws IOException, RefusedException {
    FlagFile watched = settings.postponeCutOverFlagFile();
    String file = watched == null || watched.path().isEmpty() ? null : watched.path();
    if (byCommand) {
      String path = file != null && file.startsWith("/") ? file : fallbackFile;
      return new Result.Sent(path, steering.change(new PostponeCutOver(path)));
    }
    if (file == null || !onThisHost || !file.startsWith("/")) {
      return new Result.Impossible(file);
    }
    Path path = Path.of(file);
    try {
      Files.createFile(path);
    } catch (FileAlreadyExistsException e) {
      return new Result.AlreadyPostponed(path);
    }
    steering.record("create " + path, "absent", "present", "", true);
    return new Result.FileCreated(path);
  }

  /** The file to name when gh-ost was started without one; its name says whose it is. */
  public static String fallbackFile(TableName table) {
    StringBuilder name = new StringBuilder("/tmp/gh-ost.");
    for (char c : (table.database() + "." + table.table()).toCharArray()) {
      name.append(Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' ? c : '_');
    }
    return name.append(".postpone-cut-over").toString();
  }
}
