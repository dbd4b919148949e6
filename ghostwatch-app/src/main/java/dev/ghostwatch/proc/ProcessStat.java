package dev.ghostwatch.proc;

import dev.ghostwatch.client.value.Numbers;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/PID/stat} tells of a process.
 *
 * @param state the kernel's letter, {@code R}, {@code S}, {@code Z} …
 * @param parentPid 0 when unknown
 * @param startTicks when it started, in ticks since the system did: unlike a time of day it stays
 *     the same when somebody sets the clock, so with the id it names one process for good; null
 *     when unknown
 */
public record ProcessStat(char state, long parentPid, @Nullable Long startTicks) {
  private static final int PARENT = 1;

  /** The start is field 22, counted from the state, which is field 3. */
  private static final int START = 22 - 3;

  /**
   * Reads it.
   *
   * @param root of the process file system, {@code /proc}
   * @return null when there is no such process, or it is hidden
   */
  public static @Nullable ProcessStat read(Path root, long pid) {
    String text = SmallFiles.text(root.resolve(Long.toString(pid)).resolve("stat"));
    return text == null ? null : parse(text);
  }

  static @Nullable ProcessStat parse(String text) {
    // The name is in brackets and may hold blanks and brackets itself.
    int begin = text.lastIndexOf(')') + 1;
    while (begin < text.length() && text.charAt(begin) <= ' ') {
      begin++;
    }
    if (begin == text.length()) {
      return null;
    }
    Long parent = field(text, begin, PARENT);
    return new ProcessStat(
        text.charAt(begin), parent == null ? 0 : parent, field(text, begin, START));
  }

  private static @Nullable Long field(String text, int begin, int index) {
    int start = begin;
    for (int i = 0; i < index; i++) {
      start = text.indexOf(' ', start) + 1;
      if (start == 0) {
        return null;
      }
    }
    int end = start;
    while (end < text.length() && text.charAt(end) > ' ') {
      end++;
    }
    return Numbers.parseLong(text, start, end);
  }

  /** Whether it has ended and only waits for its parent to notice. */
  public boolean isDead() {
    return state == 'Z' || state == 'X';
  }

  /**
   * Whether the process that began then still runs under this id.
   *
   * @param root of the process file system
   * @param startTicks as {@link #startTicks} told it; null when not known: then any process counts
   */
  public static boolean isRunning(Path root, long pid, @Nullable Long startTicks) {
    ProcessStat now = read(root, pid);
    return now != null
        && !now.isDead()
        && (startTicks == null || now.startTicks == null || startTicks.equals(now.startTicks));
  }
}
