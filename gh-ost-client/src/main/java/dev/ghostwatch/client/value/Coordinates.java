package dev.ghostwatch.client.value;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A place in MySQL's binary log: how far gh-ost has read it. {@link #text()} is always what was
 * parsed.
 */
public sealed interface Coordinates {

  /** The coordinates as gh-ost prints them. */
  String text();

  /** A binary log file and a byte position in it: {@code mysql-bin.007069:622646704}. */
  record FileCoordinates(String file, long position) implements Coordinates {

    public FileCoordinates {
      requireNonNull(file, "file is null");
    }

    @Override
    public String text() {
      return file + ":" + position;
    }
  }

  /** A set of global transaction identifiers, printed by gh-ost in its GTID mode. */
  record GtidCoordinates(String set) implements Coordinates {

    public GtidCoordinates {
      requireNonNull(set, "set is null");
    }

    @Override
    public String text() {
      return set;
    }
  }

  /** A text in the place of coordinates that is neither of the known forms. */
  record UnrecognisedCoordinates(String text) implements Coordinates {

    public UnrecognisedCoordinates {
      requireNonNull(text, "text is null");
    }
  }

  /** The coordinates that the text says; null for a blank text. */
  static @Nullable Coordinates parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return null;
    }
    if (GtidSets.isGtidSet(trimmed)) {
      return new GtidCoordinates(trimmed);
    }
    int colon = trimmed.lastIndexOf(':');
    if (colon > 0) {
      long position = Numbers.parseCount(trimmed, colon + 1, trimmed.length());
      // A position such as 007 would not come out as it went in.
      boolean padded = trimmed.startsWith("0", colon + 1) && colon + 2 < trimmed.length();
      if (position >= 0 && !padded) {
        return new FileCoordinates(trimmed.substring(0, colon), position);
      }
    }
    return new UnrecognisedCoordinates(trimmed);
  }
}
