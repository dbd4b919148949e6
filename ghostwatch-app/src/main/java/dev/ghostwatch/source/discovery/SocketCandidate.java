package dev.ghostwatch.source.discovery;

import dev.ghostwatch.client.socket.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A path that may be a control socket, and what kind of file is there. */
record SocketCandidate(Path path, Kind kind) {

  private static final int LONGEST_PATH = Endpoint.UnixSocket.LONGEST_PATH_BYTES;
  private static final int FILE_TYPE_BITS = 0xF000;
  private static final int SOCKET_TYPE = 0xC000;

  /** What is at the path. */
  enum Kind {
    SOCKET,
    NOT_A_SOCKET,
    TOO_LONG,
    UNREADABLE,
    MISSING
  }

  static SocketCandidate look(Path path) {
    return new SocketCandidate(path, kind(path));
  }

  static boolean isTooLong(Path path) {
    String text = path.toString();
    // No character takes more than three bytes a UTF-16 unit, so most paths need no counting.
    return text.length() * 3 > LONGEST_PATH
        && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH;
  }

  private static Kind kind(Path path) {
    if (isTooLong(path)) {
      return Kind.TOO_LONG;
    }
    try {
      Object mode = Files.getAttribute(path, "unix:mode");
      return mode instanceof Integer bits && (bits & FILE_TYPE_BITS) == SOCKET_TYPE
          ? Kind.SOCKET
          : Kind.NOT_A_SOCKET;
    } catch (NoSuchFileException _) {
      return Kind.MISSING;
    } catch (AccessDeniedException _) {
      return Kind.UNREADABLE;
    } catch (IOException _) {
      // A loop of links, a part of the path that is no directory, a failing disk: nothing to
      // connect to.
      return Kind.MISSING;
    }
  }
}
