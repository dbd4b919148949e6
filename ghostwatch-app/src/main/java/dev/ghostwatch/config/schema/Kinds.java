package dev.ghostwatch.config.schema;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of single values there are. */
public final class Kinds {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern CLOCK = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final DateTimeFormatter HOURS_AND_MINUTES =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private Kinds() {}

  /** {@code true} or {@code false}. */
  public static Scalar<Boolean> flag() {
    return new Scalar<>(
        Wording.of("config.kind.flag"),
        Shown.Type.BOOLEAN,
        (text, _) ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> null;
            },
        String::valueOf,
        List.of("true", "false"));
  }

  /** A whole number within limits, which belong to it. */
  public static Scalar<Integer> number(int least, int most) {
    return new Scalar<>(
        Wording.of("config.kind.number", String.valueOf(least), String.valueOf(most)),
        Shown.Type.NUMBER,
        (text, _) -> {
          if (!text.matches("-?\\d{1,9}")) {
            return null;
          }
          int value = Integer.parseInt(text);
          return value < least || value > most ? null : value;
        },
        String::valueOf,
        List.of());
  }

  /** A duration within limits, which belong to it. */
  public static Scalar<Duration> duration(Duration least, Duration most) {
    return text(
        Wording.of("config.kind.duration", Units.format(least), Units.format(most)),
        (text, _) -> {
          Duration value = Units.duration(text);
          return value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0
              ? null
              : value;
        },
        Units::format);
  }

  /** A number of bytes within limits, which belong to it. */
  public static Scalar<Long> size(long least, long most) {
    return text(
        Wording.of("config.kind.size", Units.size(least), Units.size(most)),
        (text, _) -> {
          Long value = Units.size(text);
          return value == null || value < least || value > most ? null : value;
        },
        Units::size);
  }

  /** Any text but an empty one. */
  public static Scalar<String> words() {
    return text(
        Wording.of("config.kind.text"),
        (text, _) -> text.isEmpty() ? null : text,
        Function.identity());
  }

  /** A text of a certain form, which the wording describes. */
  public static Scalar<String> matching(Pattern form, Wording rule) {
    return text(rule, (text, _) -> form.matcher(text).matches() ? text : null, Function.identity());
  }

  /** One of the constants of an enumeration, {@code READ_ONLY} being written {@code read-only}. */
  public static <E extends Enum<E>> Scalar<E> choice(Class<E> type) {
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      words.add(word(constant));
    }
    return new Scalar<>(
        Wording.of("config.kind.choice", String.join(", ", words)),
        Shown.Type.TEXT,
        (text, _) -> {
          int index = words.indexOf(text);
          return index < 0 ? null : type.getEnumConstants()[index];
        },
        Kinds::word,
        words);
  }

  /** The word that stands for a constant in the file. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** An address to listen at; port 0 is any free one. */
  public static Scalar<Address> listenAddress() {
    return text(
        Wording.of("config.kind.listenAddress"),
        (text, _) -> Address.parse(text),
        Address::toString);
  }

  /** An address to connect to. */
  public static Scalar<Address> address() {
    return text(
        Wording.of("config.kind.address"),
        (text, _) -> {
          Address address = Address.parse(text);
          return address == null || address.port() == 0 ? null : address;
        },
        Address::toString);
  }

  /** A file or folder of somebody else: absolute, or under the home folder. */
  public static Scalar<Path> path() {
    return text(
        Wording.of("config.kind.path"),
        (text, world) -> {
          Path path = asPath(text, world);
          return path == null || !path.isAbsolute() ? null : path.normalize();
        },
        Path::toString);
  }

  /** A pattern of absolute paths. */
  public static Scalar<String> glob() {
    return text(
        Wording.of("config.kind.glob"),
        (text, world) ->
            text.startsWith("/")
                ? text
                : text.startsWith("~/") ? world.home() + text.substring(1) : null,
        Function.identity());
  }

  /** A file or folder of GhostWatch's own: a relative path is in the state folder. */
  public static Scalar<Path> ownPath() {
    return text(
        Wording.of("config.kind.ownPath"),
        (text, world) -> {
          Path path = asPath(text, world);
          return path == null ? null : world.stateFolder().resolve(path).normalize();
        },
        Path::toString);
  }

  /** A file that belongs to the configuration: a relative path is beside the configuration file. */
  public static Scalar<Path> besideTheFile() {
    return text(
        Wording.of("config.kind.besidePath"),
        (text, world) -> {
          Path path = asPath(text, world);
          Path folder = world.fileFolder();
          if (path == null || (folder == null && !path.isAbsolute())) {
            return null;
          }
          return folder == null ? path : folder.resolve(path).normalize();
        },
        Path::toString);
  }

  static Scalar<String> variable() {
    return matching(VARIABLE, Wording.of("config.kind.variable"));
  }

  /** Something that is never shown. */
  public static Scalar<Secret> secret() {
    return text(
        Wording.of("config.kind.secret"),
        (text, _) -> text.isEmpty() || text.equals(Shown.MASK) ? null : new Secret(text),
        Secret::toString);
  }

  /** A time zone by its name. */
  public static Scalar<ZoneId> timeZone() {
    return text(
        Wording.of("config.kind.zone"),
        (text, _) -> {
          try {
            return ZoneId.of(text);
          } catch (DateTimeException _) {
            return null;
          }
        },
        ZoneId::getId);
  }

  /** A time of day, to the minute. */
  public static Scalar<LocalTime> timeOfDay() {
    return text(
        Wording.of("config.kind.clock"),
        (text, _) -> CLOCK.matcher(text).matches() ? LocalTime.parse(text) : null,
        HOURS_AND_MINUTES::format);
  }

  private static <T> Scalar<T> text(
      Wording rule, Scalar.Parser<T> parser, Function<T, String> format) {
    return new Scalar<>(rule, Shown.Type.TEXT, parser, format, List.of());
  }

  private static @Nullable Path asPath(String text, Surroundings world) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return text.startsWith("~/") ? world.home().resolve(text.substring(2)) : Path.of(text);
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
