package dev.ghostwatch.source.discovery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells which control socket is whose, and in which state. Two processes can claim one path: a run
 * that cannot begin because another holds its socket, and a run whose socket file was removed and
 * made anew by a later one.
 */
final class ProcessSockets {

  private final List<Claim> claims;

  private ProcessSockets(List<Claim> claims) {
    this.claims = claims;
  }

  /** How sure it is that a process listens. */
  private enum Evidence {
    /** One of its open files is a listening socket. */
    OPEN_FILE,
    /** Somebody listens under the name it would use, and its open files are not readable. */
    SAME_NAME,
    /** It does not listen. */
    NONE,
    /** The lists are not readable. */
    UNREADABLE
  }

  private record Claim(GhostProcess process, Evidence evidence, int listenersOfThatName) {}

  static ProcessSockets match(List<ScannedProcess> processes, NetworkTables tables) {
    List<Claim> claims = new ArrayList<>(processes.size());
    for (ScannedProcess process : processes) {
      claims.add(claim(process, tables.unixOf(process.process())));
    }
    return new ProcessSockets(claims);
  }

  /**
   * A process, with the path of the socket it was seen to have open, and that socket, null when
   * nothing tells of one.
   */
  record Served(GhostProcess process, @Nullable SocketEndpoint socket) {}

  List<Served> served() {
    List<Served> served = new ArrayList<>(claims.size());
    for (Claim claim : claims) {
      Path path = claim.process().socketPath();
      SocketEndpoint socket = path == null ? null : new SocketEndpoint(path, state(claim, path));
      served.add(new Served(claim.process(), socket));
    }
    return served;
  }

  private static Claim claim(ScannedProcess scanned, @Nullable UnixSocketTable table) {
    GhostProcess process = scanned.process();
    if (table == null) {
      return new Claim(process, Evidence.UNREADABLE, 0);
    }
    Path expected = process.socketPath();
    UnixSocketTable.Listener open = null;
    int sameName = 0;
    for (UnixSocketTable.Listener listener : table.listeners()) {
      boolean isExpected = expected != null && leadsTo(scanned, listener.path(), expected);
      sameName += isExpected ? 1 : 0;
      if (scanned.socketInodes() != null
          && scanned.socketInodes().contains(listener.inode())
          && (open == null || isExpected)) {
        open = listener;
      }
    }
    if (open != null) {
      return new Claim(located(scanned, open.path()), Evidence.OPEN_FILE, sameName);
    }
    boolean isBlind = scanned.socketInodes() == null;
    return new Claim(
        process, isBlind && sameName > 0 ? Evidence.SAME_NAME : Evidence.NONE, sameName);
  }

  /**
   * Whether a listener's own name for its socket means the path that the process is expected to
   * use.
   */
  private static boolean leadsTo(ScannedProcess scanned, Path name, Path expected) {
    if (!name.isAbsolute()) {
      return Objects.equals(name.getFileName(), expected.getFileName());
    }
    return scanned.outside() == null
        ? name.equals(expected)
        : OpenFiles.inside(scanned.outside(), name).equals(expected);
  }

  private static GhostProcess located(ScannedProcess scanned, Path name) {
    GhostProcess process = scanned.process();
    Path expected = process.socketPath();
    if (expected != null && leadsTo(scanned, name, expected)) {
      return process;
    }
    if (!name.isAbsolute()) {
      // Relative to a directory that the process may have left; its arguments are the better guess.
      return process;
    }
    return process.withSocketPath(
        scanned.outside() == null ? name : OpenFiles.inside(scanned.outside(), name));
  }

  private SocketState state(Claim claim, Path path) {
    return switch (SocketCandidate.look(path).kind()) {
      case TOO_LONG -> SocketState.TOO_LONG;
      case MISSING -> SocketState.MISSING;
      case NOT_A_SOCKET -> SocketState.NOT_A_SOCKET;
      case UNREADABLE -> SocketState.NO_PERMISSION;
      case SOCKET -> permitted(path, ofFile(claim, path));
    };
  }

  private SocketState ofFile(Claim claim, Path path) {
    return switch (claim.evidence()) {
      case UNREADABLE -> SocketState.UNKNOWN;
      case OPEN_FILE, SAME_NAME -> isTaken(claim, path) ? SocketState.TAKEN : SocketState.LISTENING;
      case NONE -> isHeldByAnother(claim, path) ? SocketState.TAKEN : SocketState.STALE;
    };
  }

  private boolean isHeldByAnother(Claim claim, Path path) {
    if (claim.listenersOfThatName() > 0) {
      return true;
    }
    for (Claim other : claims) {
      if (isOther(claim, other) && other.evidence() == Evidence.OPEN_FILE && isAt(other, path)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Of several that listen under one name the file belongs to the last to begin, as each removed
   * the file of the one before. Where only one listens, and it is not seen which, it is the first:
   * the others find the name in use and end.
   */
  private boolean isTaken(Claim claim, Path path) {
    for (Claim rival : claims) {
      if (isOther(claim, rival) && isAt(rival, path) && hasLostTo(claim, rival)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLostTo(Claim claim, Claim rival) {
    boolean isSure = claim.evidence() == Evidence.OPEN_FILE;
    boolean isRivalSure = rival.evidence() == Evidence.OPEN_FILE;
    if (!isRivalSure && rival.evidence() != Evidence.SAME_NAME) {
      return false;
    }
    boolean isRivalLater = order(rival.process(), claim.process()) > 0;
    if ((isSure && isRivalSure) || claim.listenersOfThatName() > 1) {
      return isRivalLater;
    }
    return !isSure && (isRivalSure || !isRivalLater);
  }

  private static boolean isOther(Claim one, Claim other) {
    return one.process().pid() != other.process().pid();
  }

  private static boolean isAt(Claim claim, Path path) {
    Path other = claim.process().socketPath();
    return other != null && Listening.isSameFile(path, other);
  }

  private static int order(GhostProcess one, GhostProcess other) {
    Instant first = one.startedAt();
    Instant second = other.startedAt();
    int byStart = first == null || second == null ? 0 : first.compareTo(second);
    return byStart != 0 ? byStart : Long.compare(one.pid(), other.pid());
  }

  /** Connecting takes the right to write. */
  static SocketState permitted(Path path, SocketState state) {
    return switch (state) {
      case LISTENING, UNKNOWN -> Files.isWritable(path) ? state : SocketState.NO_PERMISSION;
      case STALE, MISSING, TAKEN, NOT_A_SOCKET, TOO_LONG, NO_PERMISSION -> state;
    };
  }
}
