package dev.ghostwatch.source.log.read;

import dev.ghostwatch.client.log.LineBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the files of one log, as rotation leaves them, into the order in which they were written.
 */
public final class LogOrder {
  private LogOrder() {}

  /**
   * By the date of their first dated line. Where one has none, by the number that rotation gave
   * them ({@code run.log.2.gz}, {@code run.log.1}, {@code run.log}), else as they were given.
   */
  public static List<LogFile> sorted(List<LogFile> files) {
    List<LogFile> sorted = new ArrayList<>(files);
    if (files.stream().allMatch(file -> file.firstDate() != LineBatch.NONE)) {
      sorted.sort(
          Comparator.comparingLong(LogFile::firstDate)
              .thenComparing(Comparator.comparingLong(LogOrder::rotation).reversed()));
    } else {
      sorted.sort(Comparator.comparingLong(LogOrder::rotation).reversed());
    }
    return sorted;
  }

  /** 2 of {@code run.log.2.gz}; 0 when the name carries no such number. */
  private static long rotation(LogFile file) {
    String name = String.valueOf(file.path().getFileName());
    if (name.endsWith(".gz")) {
      name = name.substring(0, name.length() - 3);
    }
    int dot = name.lastIndexOf('.');
    String number = name.substring(dot + 1);
    boolean digits =
        dot > 0
            && !number.isEmpty()
            && number.length() <= 6
            && number.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.parseLong(number) : 0;
  }
}
