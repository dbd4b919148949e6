package dev.ghostwatch.source.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the journal.
 *
 * @param matches {@code FIELD=value} as journalctl takes them; all have to hold
 * @param afterCursor the place behind which to begin; null for the beginning
 */
public record JournalQuery(List<String> matches, @Nullable String afterCursor) {
  public JournalQuery {
    matches = List.copyOf(matches);
  }

  /** What a process has written since this system started. */
  public static JournalQuery ofProcess(long pid) {
    return new JournalQuery(List.of("_PID=" + pid), null);
  }

  /** What the processes of a system service have written since this system started. */
  public static JournalQuery ofUnit(String unit) {
    return new JournalQuery(List.of("_SYSTEMD_UNIT=" + unit), null);
  }

  /** The same from a place on, as {@link JournalLine#cursor} tells it. */
  public JournalQuery after(String cursor) {
    return new JournalQuery(matches, cursor);
  }

  List<String> arguments() {
    // Quiet would also hide why nothing is seen.
    List<String> arguments =
        new ArrayList<>(List.of("--no-pager", "-o", "json", "--all", "-f", "-b"));
    if (afterCursor == null) {
      arguments.add("-n");
      arguments.add("all");
    } else {
      arguments.add("--after-cursor=" + afterCursor);
    }
    arguments.addAll(matches);
    return arguments;
  }
}
