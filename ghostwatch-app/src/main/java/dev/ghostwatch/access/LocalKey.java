package dev.ghostwatch.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the commands of this program show to the agent of the same user: a token that the agent
 * writes into a file beside its PID file when it starts, and that its owner alone may read.
 */
public final class LocalKey {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final int BYTES = 32;

  private LocalKey() {}

  /** The file beside a PID file. */
  public static Path beside(Path pidFile) {
    return pidFile.resolveSibling(pidFile.getFileName() + ".key");
  }

  /** Writes a new one, and gives it. */
  public static String write(Path file, Randomness randomness) throws IOException {
    String key = ApiToken.PREFIX + "local_" + randomness.text(BYTES);
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
    Files.writeString(file, key);
    return key;
  }

  /** The one there is; null when there is none that this user may read. */
  public static @Nullable String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      // Another user's agent: then this one needs a token of its own, which the agent will say.
      return null;
    }
  }
}
