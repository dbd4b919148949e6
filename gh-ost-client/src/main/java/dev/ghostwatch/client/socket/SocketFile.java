package dev.ghostwatch.client.socket;

import static dev.ghostwatch.client.socket.Failures.failure;

import dev.ghostwatch.client.socket.ControlException.Kind;
import dev.ghostwatch.client.value.Printable;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Explains why no connection to a Unix socket stands, by looking at its file: the texts of the
 * operating system depend on its language, and it gives the same error for a stale socket and a
 * plain file.
 */
final class SocketFile {

  private SocketFile() {}

  static boolean isSocket(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).isOther();
    } catch (IOException _) {
      // Whatever it is, it cannot be looked at.
      return false;
    }
  }

  static ControlException explain(Endpoint.UnixSocket endpoint, IOException cause) {
    Path path = endpoint.path();
    try {
      return explain(endpoint, Files.readAttributes(path, PosixFileAttributes.class), cause);
    } catch (AccessDeniedException _) {
      return closedFolder(endpoint, cause);
    } catch (NoSuchFileException _) {
      return missing(endpoint, cause);
    } catch (IOException _) {
      return isBelowAFile(path) ? missing(endpoint, cause) : Failures.io(endpoint, cause);
    }
  }

  private static ControlException explain(
      Endpoint.UnixSocket endpoint, PosixFileAttributes attributes, IOException cause) {
    if (!attributes.isOther()) {
      return failure(
          Kind.NOT_A_SOCKET,
          endpoint,
          "this is "
              + (attributes.isDirectory() ? "a directory" : "a plain file")
              + ", not a socket.",
          "gh-ost names its socket in the line 'Serving on unix socket'; 'ghostwatch ps' lists those found.",
          cause);
    }
    if (cause instanceof ConnectException) {
      return failure(
          Kind.STALE,
          endpoint,
          "connection refused: the file is there, but no gh-ost listens any more (it was killed or it panicked).",
          "A new run with this socket would fail with 'address already in use': remove it with: rm "
              + Printable.shellWord(endpoint.path().toString()),
          cause);
    }
    if (cause instanceof BindException) {
      // The JDK's class for EACCES.
      return permissionDenied(endpoint, "the socket", endpoint.path(), attributes, cause);
    }
    return Failures.io(endpoint, cause);
  }

  private static boolean isBelowAFile(Path path) {
    for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder)) {
        return true;
      }
    }
    return false;
  }

  private static ControlException missing(Endpoint endpoint, IOException cause) {
    return failure(
        Kind.NO_SOCKET,
        endpoint,
        "there is no such file: gh-ost has not started yet, has ended, or uses another --serve-socket-file.",
        "'ghostwatch ps' lists the migrations of this host.",
        cause);
  }

  /** The nearest folder that can be looked at is the one that lets nobody in further. */
  private static ControlException closedFolder(Endpoint.UnixSocket endpoint, IOException cause) {
    for (Path folder = endpoint.path().getParent(); folder != null; folder = folder.getParent()) {
      try {
        PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
        String what = "the folder " + Printable.text(folder.toString());
        return permissionDenied(endpoint, what, folder, attributes, cause);
      } catch (IOException _) {
        // It lies in a closed folder itself.
      }
    }
    return Failures.io(endpoint, cause);
  }

  private static ControlException permissionDenied(
      Endpoint endpoint,
      String what,
      Path closed,
      PosixFileAttributes attributes,
      IOException cause) {
    String mode = PosixFilePermissions.toString(attributes.permissions());
    String owner = attributes.owner().getName();
    return failure(
        Kind.PERMISSION_DENIED,
        endpoint,
        List.of(user(), Printable.text(closed.toString()), mode, owner),
        "permission denied: "
            + what
            + " has mode "
            + mode
            + " and owner "
            + owner
            + ", and this is user "
            + user()
            + ".",
        "Connecting needs the right to write: run this as the user that runs gh-ost (sudo -u OWNER ghostwatch …).",
        cause);
  }

  private static String user() {
    String name = System.getProperty("user.name");
    return name == null || name.isEmpty() ? "unknown" : name;
  }
}
