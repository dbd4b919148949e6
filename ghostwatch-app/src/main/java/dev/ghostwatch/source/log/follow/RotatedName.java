package dev.ghostwatch.source.log.follow;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the name of a file tells of its rotation.
 *
 * @param plain the name without {@code .gz}
 * @param digits of the number or date; empty for names that tell no order
 */
record RotatedName(String plain, Kind kind, String digits, boolean compressed) {
  /** What the names of rotated files are told apart by. */
  enum Kind {
    /** {@code run.log.2}: the higher, the older. */
    NUMBER,
    /** {@code run.log-20261122}, {@code run-20261122.log}: the higher, the younger. */
    DATE,
    /** {@code run.log.old}: tells no order. */
    OTHER
  }

  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,7}");
  private static final Pattern DATES = Pattern.compile("[0-9](?:[-._:T]?[0-9]){7,24}");
  private static final String GZIP = ".gz";

  /** Empty when the name does not belong to a rotated file of the log with that name. */
  static Optional<RotatedName> of(String log, String name) {
    boolean compressed = name.endsWith(GZIP);
    String plain = compressed ? name.substring(0, name.length() - GZIP.length()) : name;
    if (plain.length() > log.length() + 1
        && plain.startsWith(log)
        && isSeparator(plain.charAt(log.length()))) {
      return Optional.of(ofSuffix(plain, plain.substring(log.length() + 1), compressed));
    }
    return dateInside(log, plain, compressed);
  }

  private static RotatedName ofSuffix(String plain, String suffix, boolean compressed) {
    if (NUMBERS.matcher(suffix).matches()) {
      return new RotatedName(plain, Kind.NUMBER, suffix, compressed);
    }
    return DATES.matcher(suffix).matches()
        ? new RotatedName(plain, Kind.DATE, digits(suffix), compressed)
        : new RotatedName(plain, Kind.OTHER, "", compressed);
  }

  /** A number there would as likely be that of another log, {@code run-2.log}; a date would not. */
  private static Optional<RotatedName> dateInside(String log, String plain, boolean compressed) {
    String stem = stem(log);
    String extension = log.substring(stem.length());
    if (extension.isEmpty()
        || plain.length() <= log.length() + 1
        || !plain.startsWith(stem)
        || !plain.endsWith(extension)
        || !isSeparator(plain.charAt(stem.length()))) {
      return Optional.empty();
    }
    String inside = plain.substring(stem.length() + 1, plain.length() - extension.length());
    return DATES.matcher(inside).matches()
        ? Optional.of(new RotatedName(plain, Kind.DATE, digits(inside), compressed))
        : Optional.empty();
  }

  /** What all names of a log and its rotated files begin with: {@code run} of {@code run.log}. */
  static String stem(String log) {
    int dot = log.lastIndexOf('.');
    return dot > 0 ? log.substring(0, dot) : log;
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '-' || c == '_';
  }

  private static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }

  boolean ranked() {
    return kind != Kind.OTHER;
  }

  /** Above zero when this one is younger; 0 when the names do not tell. */
  int youngerThan(RotatedName other) {
    if (kind != other.kind) {
      return 0;
    }
    return switch (kind) {
      case NUMBER -> Integer.compare(Integer.parseInt(other.digits), Integer.parseInt(digits));
      case DATE -> digits.compareTo(other.digits);
      case OTHER -> 0;
    };
  }
}
