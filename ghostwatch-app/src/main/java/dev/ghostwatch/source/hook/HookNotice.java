package dev.ghostwatch.source.hook;

import java.nio.file.Path;

/** What an operator should know of the spool, apart from the events. */
public sealed interface HookNotice {
  /** What is told, in one line. The names in it come from outside. */
  String text();

  /** Something that is no event lay in the spool. */
  record Rejected(Path file, Path movedTo, String reason) implements HookNotice {
    @Override
    public String text() {
      return file + " is no hook event: " + reason + "; moved to " + movedTo;
    }
  }

  /** Many entries were no events. */
  record MoreRejected(Path spool, int count, Path movedTo) implements HookNotice {
    @Override
    public String text() {
      return count
          + " more entries of "
          + spool
          + " are no hook events; moved to "
          + movedTo
          + ", where the newest are kept. Look who writes there";
    }
  }

  /** An entry of the spool can be neither read nor moved. */
  record Unreadable(Path file, String reason) implements HookNotice {
    @Override
    public String text() {
      return "cannot take "
          + file
          + ": "
          + reason
          + "; it stays there and is tried again. The agent needs the right to write to the spool"
          + " folder and to read what gh-ost's user writes there";
    }
  }

  /** So much was waiting that the hooks have stopped reporting some or all of their events. */
  record WasFull(Path spool, int waiting) implements HookNotice {
    @Override
    public String text() {
      return spool
          + " held "
          + waiting
          + " hook events, so hooks have left out some since nobody read them; reading them now";
    }
  }
}
