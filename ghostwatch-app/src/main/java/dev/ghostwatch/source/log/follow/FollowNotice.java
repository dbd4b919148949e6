package dev.ghostwatch.source.log.follow;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What an operator should know of a follower's work, apart from the lines. */
public sealed interface FollowNotice {
  /** What is told, in one line. */
  String text();

  /**
   * The file was emptied.
   *
   * @param copy where the rest of the old lines is read from; null when no copy of them was found
   */
  record Truncated(Path file, long offset, @Nullable Path copy) implements FollowNotice {
    @Override
    public String text() {
      return copy == null
          ? file
              + " was emptied and no copy of it found: lines behind byte "
              + offset
              + ", if there were any, are lost; reading it from its beginning"
          : file + " was copied and emptied: reading on in " + copy;
    }
  }

  /** A file that was not read to its end is nowhere to be found. */
  record Vanished(Path file, long offset) implements FollowNotice {
    @Override
    public String text() {
      return file
          + " is gone and neither renamed nor compressed beside it: lines behind byte "
          + offset
          + ", if there were any, are lost; going on with the next file";
    }
  }

  /** A compressed file ends in the middle; what could be read of it has been delivered. */
  record DamagedArchive(Path file, String reason) implements FollowNotice {
    @Override
    public String text() {
      return file + " is damaged (" + reason + "): its readable lines are kept, the rest is lost";
    }
  }

  /** The log cannot be read for now; the follower keeps trying. */
  record Unreadable(Path file, String reason) implements FollowNotice {
    @Override
    public String text() {
      return "cannot read " + file + ": " + reason + "; trying again until it can be read";
    }
  }

  /** The log can be read again. */
  record ReadableAgain(Path file) implements FollowNotice {
    @Override
    public String text() {
      return file + " can be read again";
    }
  }

  /** The sink takes nothing for now; the follower stays where it is and keeps trying. */
  record SinkFailing(Path file, String reason) implements FollowNotice {
    @Override
    public String text() {
      return "lines of "
          + file
          + " cannot be kept: "
          + reason
          + "; waiting at the last kept line and trying again, nothing is lost meanwhile";
    }
  }

  /** The sink takes lines again. */
  record SinkRecovered(Path file) implements FollowNotice {
    @Override
    public String text() {
      return "lines of " + file + " are kept again";
    }
  }

  /** Changes are looked for at intervals because the system does not report them. */
  record Polling(Path directory, String reason) implements FollowNotice {
    @Override
    public String text() {
      return "looking at "
          + directory
          + " at intervals, its changes are not reported by the system: "
          + reason;
    }
  }
}
