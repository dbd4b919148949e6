package dev.ghostwatch.alert.action;

import dev.ghostwatch.client.command.Setting;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that was made and not taken back.
 *
 * @param id tells it apart; 0 before it is kept
 * @param target the run
 * @param rule whose alert made it
 * @param setting gh-ost's name of the setting, or {@value #THROTTLE}
 * @param before the value before
 * @param after the value that it was given
 * @param at when
 * @param expiresAt when it is taken back in any case; null for never
 * @param restore whether it is taken back when the alert is over
 * @param restoreOnStop whether it is taken back when the agent stops
 */
public record Hold(
    long id,
    Target target,
    String rule,
    String setting,
    String before,
    String after,
    Instant at,
    @Nullable Instant expiresAt,
    boolean restore,
    boolean restoreOnStop) {
  /** Stands for a setting where gh-ost was told to hold still. */
  public static final String THROTTLE = "throttle";

  static final String NO = "no";
  static final String YES = "yes";

  boolean isThrottle() {
    return setting.equals(THROTTLE);
  }

  @Nullable Setting known() {
    return Setting.byName(setting);
  }

  Hold before(String value) {
    return new Hold(id, target, rule, setting, value, after, at, expiresAt, restore, restoreOnStop);
  }

  Hold numbered(long number) {
    return new Hold(
        number, target, rule, setting, before, after, at, expiresAt, restore, restoreOnStop);
  }

  boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** Whether two values are the same to gh-ost: {@code 2} and {@code 2.0} are. */
  static boolean same(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    String number = "\\d{1,12}(\\.\\d{1,9})?";
    return one.equals(other)
        || (one.matches(number)
            && other.matches(number)
            && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0);
  }
}
