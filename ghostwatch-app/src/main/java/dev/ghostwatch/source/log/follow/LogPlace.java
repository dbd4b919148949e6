package dev.ghostwatch.source.log.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far a log has been read: the place in the file read last, and in those before it that may
 * still be written to or by which the order of rotated files is recognised.
 */
public final class LogPlace {
  private static final String MARK = "log-place-1";

  private final List<FilePlace> files;

  LogPlace(List<FilePlace> files) {
    this.files = List.copyOf(files);
  }

  /** The files in the order of their rotation, the current one last. */
  List<FilePlace> files() {
    return files;
  }

  /** One line of ASCII text from which {@link #parse} makes the same place. */
  public String text() {
    return files.stream().map(FilePlace::text).collect(Collectors.joining(" ", MARK + " ", " ."));
  }

  /** The place that a text stands for; empty when it stands for none. Never throws. */
  public static Optional<LogPlace> parse(String text) {
    String[] words = text.strip().split(" +");
    int last = words.length - 1;
    if (last < 1 || !words[0].equals(MARK) || !words[last].equals(".")) {
      return Optional.empty();
    }
    List<FilePlace> files = new ArrayList<>();
    try {
      for (String word : List.of(words).subList(1, last)) {
        files.add(FilePlace.parse(word));
      }
    } catch (IllegalArgumentException e) {
      // What is wrong with it helps nobody: it was damaged or never was a place.
      return Optional.empty();
    }
    return Optional.of(new LogPlace(files));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogPlace place && files.equals(place.files);
  }

  @Override
  public int hashCode() {
    return files.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
