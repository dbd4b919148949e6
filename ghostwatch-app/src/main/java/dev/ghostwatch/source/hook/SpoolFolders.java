package dev.ghostwatch.source.hook;

import dev.ghostwatch.config.schema.Surroundings;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes and checks the folders of the spool. */
final class SpoolFolders {
  /** Everybody may put something in, only its owner may take it away, as in {@code /tmp}. */
  private static final int DROP_BOX = 01777;

  private SpoolFolders() {}

  /** The host's spool where there is one or this user can make it, else one of this user. */
  static Path usual(Map<String, String> environment) {
    Path ofHost = Path.of("/var/spool/ghostwatch/hooks");
    if (Files.isDirectory(ofHost) || Files.isWritable(Path.of("/var/spool"))) {
      return ofHost;
    }
    return Surroundings.stateFolder(environment).resolve("hooks");
  }

  static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Path parent = folder.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(folder);
      // The umask takes from what a folder is made with, and Java knows no sticky bit.
      Files.setAttribute(folder, "unix:mode", DROP_BOX);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          e.getMessage() + " is in the way: the spool of the hooks has to be a folder", e);
    } catch (IOException e) {
      throw new IOException(
          "cannot make the spool folder of the hooks "
              + folder
              + ": "
              + e.getClass().getSimpleName()
              + " ("
              + e.getMessage()
              + "); make it yourself so that gh-ost's user may write to it, or name another",
          e);
    }
  }

  /** A folder in the spool that others cannot write to. */
  static void makePrivate(Path folder) throws IOException {
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(owner));
      return;
    } catch (FileAlreadyExistsException _) {
      // From the last time, or somebody else's: told apart next.
    }
    Map<String, Object> found =
        Files.readAttributes(folder, "unix:uid,mode,isDirectory", LinkOption.NOFOLLOW_LINKS);
    Object mode = found.get("mode");
    boolean isOurs =
        Boolean.TRUE.equals(found.get("isDirectory"))
            && Files.isWritable(folder)
            && mode instanceof Integer bits
            && (bits & 0022) == 0
            && found.get("uid") instanceof Integer uid
            && uid.equals(ownUid(folder));
    if (!isOurs) {
      throw new IOException(
          folder
              + " is not a folder of this user that nobody else may write to; GhostWatch reads no"
              + " hook events while it is there. Look whose it is, remove it, and start again");
    }
  }

  /** The number of this user, taken from a file that it makes. */
  private static Object ownUid(Path folder) throws IOException {
    Path parent = folder.getParent();
    Path probe = Files.createTempFile(parent == null ? folder : parent, ".uid", null);
    try {
      return Files.getAttribute(probe, "unix:uid");
    } finally {
      Files.delete(probe);
    }
  }

  /** Removes the oldest entries of a folder of ours; what cannot be removed stays. */
  static void keepNewest(Path folder, int most) throws IOException {
    List<Aged> entries = new ArrayList<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
      for (Path entry : listed) {
        entries.add(new Aged(entry, Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS)));
      }
    }
    entries.sort(Comparator.comparing(Aged::modified));
    for (Aged entry : entries.subList(0, Math.max(0, entries.size() - most))) {
      delete(entry.path());
    }
  }

  private record Aged(Path path, FileTime modified) {}

  /**
   * Nothing is looked into: a folder of somebody else's could change into a link while its entries
   * are being removed.
   */
  private static void delete(Path path) throws IOException {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException _) {
      // Left to the operator; it does no harm where it is.
    }
  }
}
