package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the alert of one rule about one subject stands. Immutable.
 *
 * @param rule name of the rule
 * @param labels of the alert
 * @param phase where it stands
 * @param since when that phase began
 * @param seenAt when the condition was last looked at
 * @param heldAt when the condition last held; null when it has not
 * @param blindSince when a firing alert lost its data; null when it has them
 * @param startsAt when it began to fire; null before
 * @param endsAt when it was resolved; null while it fires
 * @param texts what it says, with the figures of the last time it held
 */
public record RuleState(
    String rule,
    Labels labels,
    Phase phase,
    Instant since,
    Instant seenAt,
    @Nullable Instant heldAt,
    @Nullable Instant blindSince,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    Map<Language, AlertText> texts) {
  public RuleState {
    texts = Map.copyOf(texts);
  }

  static RuleState inactive(String rule, Labels labels, Instant now) {
    return new RuleState(rule, labels, Phase.INACTIVE, now, now, null, null, null, null, Map.of());
  }

  RuleState in(Phase next, Instant now) {
    return new RuleState(rule, labels, next, now, seenAt, heldAt, null, startsAt, endsAt, texts);
  }

  RuleState seen(Instant now, @Nullable Instant held) {
    return new RuleState(
        rule, labels, phase, since, now, held, blindSince, startsAt, endsAt, texts);
  }

  RuleState blind(@Nullable Instant from) {
    return new RuleState(rule, labels, phase, since, seenAt, heldAt, from, startsAt, endsAt, texts);
  }

  RuleState between(@Nullable Instant starts, @Nullable Instant ends) {
    return new RuleState(
        rule, labels, phase, since, seenAt, heldAt, blindSince, starts, ends, texts);
  }

  RuleState saying(Map<Language, AlertText> said) {
    return new RuleState(
        rule, labels, phase, since, seenAt, heldAt, blindSince, startsAt, endsAt, said);
  }

  /** The same as if all that is measured from had been later by a while. */
  RuleState later(Duration by) {
    return new RuleState(
        rule,
        labels,
        phase,
        since.plus(by),
        seenAt.plus(by),
        heldAt == null ? null : heldAt.plus(by),
        blindSince == null ? null : blindSince.plus(by),
        startsAt,
        endsAt,
        texts);
  }

  /** Whether it must outlive the process. */
  public boolean isKept() {
    return phase == Phase.PENDING || phase == Phase.FIRING || phase == Phase.RESOLVED;
  }
}
