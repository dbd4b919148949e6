package dev.ghostwatch.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words one release of gh-ost uses on its control socket and in its log, and which commands it
 * knows. Taken from recordings of real runs; {@link #V1_0_49} prints what {@link #V1_1_0} prints
 * but does not throttle on a throttle URL that cannot be reached.
 *
 * <p>{@link #BRACKETED} is not gh-ost itself but the dialect of wrappers and old shell tools: lines
 * such as {@code 2023-09-11 15:30:21 [info] ETA: 2h34m12s}, and bare words that ask.
 */
public enum GhostDialect {
  V1_0_21("v1.0.21", "1.0.21", 100, Set.of()),
  V1_0_49("v1.0.49", "1.0.49", 1000, DialectTrait.SINCE_1_0_49),
  V1_1_0("v1.1.0", "1.1.0", 1000, DialectTrait.SINCE_1_1_0),
  V1_1_5("v1.1.5", "1.1.5", 1000, DialectTrait.SINCE_1_1_5),
  V1_1_10("v1.1.10", "1.1.10 (git commit: unknown)", 1000, DialectTrait.SINCE_1_1_10),
  V1_2_DEV("v1.2-dev", "1.1.10+head (git commit: unknown)", 1000, DialectTrait.SINCE_1_1_10),
  BRACKETED("bracketed", "wrapped", 1000, DialectTrait.SINCE_1_1_5);

  private final String label;
  private final String announcedVersion;
  private final int backlogCapacity;

  // Every set passed to the constructor is unmodifiable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<DialectTrait> traits;

  GhostDialect(
      String label, String announcedVersion, int backlogCapacity, Set<DialectTrait> traits) {
    this.label = label;
    this.announcedVersion = announcedVersion;
    this.backlogCapacity = backlogCapacity;
    this.traits = traits;
  }

  /** The name used on the command line and in recordings, for example {@code v1.1.10}. */
  public String label() {
    return label;
  }

  /** How many change events gh-ost holds in memory before it stops reading binary logs. */
  public int backlogCapacity() {
    return backlogCapacity;
  }

  /** The dialect with the given label, in any case and with or without the leading v. */
  public static GhostDialect ofLabel(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(dialect -> dialect.label.equals(wanted) || dialect.label.equals("v" + wanted))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no dialect is called \"%s\"; use one of %s"
                    .formatted(
                        text,
                        Arrays.stream(values())
                            .map(GhostDialect::label)
                            .collect(Collectors.joining(", ")))));
  }

  String announcedVersion() {
    return announcedVersion;
  }

  boolean has(DialectTrait trait) {
    return traits.contains(trait);
  }
}
