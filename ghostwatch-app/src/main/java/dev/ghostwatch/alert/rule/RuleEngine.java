package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.subject.Subject;
import dev.ghostwatch.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks rules and keeps the states of their alerts. The same engine works on live migrations,
 * recordings and tests of rules. Safe for use by several threads; a subject must not be asked by
 * two at a time.
 */
public final class RuleEngine {
  private static final int LOOKS = 10;

  /** A subject that has not been seen for this long is gone. */
  private static final Duration GONE = Duration.ofMinutes(2);

  private record Key(String rule, Labels labels) {}

  private static final class Slot {
    final Rule<?> rule;

    /** Few at first: most conditions that hold for ten thousand runs hold since the first look. */
    final Deque<Look> looks = new ArrayDeque<>(1);

    RuleState state;
    @Nullable Snapshot snapshot;

    Slot(Rule<?> rule, RuleState state) {
      this.rule = rule;
      this.state = state;
    }
  }

  private final LifeCycle lifeCycle;

  /** Guarded by this, as is all below: states by subject and rule; none is inactive for long. */
  private final Map<String, Map<String, Slot>> slots = new HashMap<>();

  private final Map<Key, RuleState> restored = new HashMap<>();
  private final Map<String, Instant> seen = new HashMap<>();
  private final Set<String> failing = new HashSet<>();
  private @Nullable Instant startedAt;
  private RuleSet rules;

  /**
   * @param before states that an earlier process kept
   */
  public RuleEngine(RuleSet rules, LifeCycle lifeCycle, Collection<RuleState> before) {
    this.rules = rules;
    this.lifeCycle = lifeCycle;
    before.forEach(state -> restored.put(new Key(state.rule(), state.labels()), state));
  }

  /** Puts other rules into force; the states of rules with the same name go on. */
  public synchronized void replace(RuleSet changed) {
    rules = changed;
  }

  public synchronized RuleSet rules() {
    return rules;
  }

  /** Asks all rules about a subject. */
  public synchronized Step evaluate(Subject subject, Instant now) {
    return switch (subject) {
      case Subject.OfMigration migration -> ask(rules.migration(), migration, now);
      case Subject.OfServer server -> ask(rules.server(), server, now);
      case Subject.OfAgent agent -> ask(rules.agent(), agent, now);
    };
  }

  private <S extends Subject> Step ask(List<Rule<S>> asked, S subject, Instant now) {
    startedAt = startedAt == null ? now : startedAt;
    String key = subject.key();
    seen.put(key, now);
    Map<String, Slot> mine = slots.computeIfAbsent(key, _ -> new LinkedHashMap<>());
    List<RuleState> changed = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    List<Step.Acting> acting = new ArrayList<>();
    for (Rule<S> rule : asked) {
      Verdict verdict = Verdict.of(rule.condition().evaluate(subject));
      Slot slot = slot(mine, rule, subject, verdict, now);
      if (slot != null) {
        RuleState before = slot.state;
        RuleState after = lifeCycle.step(rule, before.labels(), before, verdict, now);
        if (verdict instanceof Verdict.Holds) {
          after = after.saying(rule.textsOf(subject));
        }
        look(slot, rule, subject, verdict, after, now);
        slot.state = after;
        slot.snapshot = subject.snapshot();
        tell(slot, before, changed, alerts, now);
        if (after.phase() == Phase.FIRING && !rule.actions().isEmpty()) {
          acting.add(new Step.Acting(after, rule.actions()));
        }
        if (after.phase() == Phase.INACTIVE) {
          mine.remove(rule.name());
        }
      }
    }
    return changed.isEmpty() && alerts.isEmpty() && acting.isEmpty()
        ? Step.NOTHING
        : new Step(changed, alerts, acting);
  }

  /** Where the state of a rule is; null while there is nothing to remember. */
  private <S extends Subject> @Nullable Slot slot(
      Map<String, Slot> mine, Rule<S> rule, S subject, Verdict verdict, Instant now) {
    Slot slot = mine.get(rule.name());
    if (slot != null) {
      if (!slot.rule.equals(rule)) {
        Slot renewed = new Slot(rule, slot.state);
        renewed.looks.addAll(slot.looks);
        mine.put(rule.name(), renewed);
        return renewed;
      }
      return slot;
    }
    if (verdict instanceof Verdict.DoesNotHold && restored.isEmpty()) {
      return null;
    }
    Labels labels = rule.labelsOf(subject);
    RuleState kept = restored.remove(new Key(rule.name(), labels));
    if (kept == null && verdict instanceof Verdict.DoesNotHold) {
      return null;
    }
    Slot made = new Slot(rule, kept == null ? RuleState.inactive(rule.name(), labels, now) : kept);
    mine.put(rule.name(), made);
    return made;
  }

  private <S extends Subject> void look(
      Slot slot, Rule<S> rule, S subject, Verdict verdict, RuleState after, Instant now) {
    Look last = slot.looks.peekLast();
    boolean same = last != null && last.verdict().equals(verdict) && last.phase() == after.phase();
    // Nothing new is learned from one more look without data.
    if (same && !verdict.isKnown()) {
      return;
    }
    String name = rule.name() + " " + subject.key();
    if (verdict instanceof Verdict.Failed) {
      failing.add(name);
    } else {
      failing.remove(name);
    }
    slot.looks.addLast(new Look(now, verdict, after.phase(), rule.condition().inputs(subject)));
    if (slot.looks.size() > LOOKS) {
      slot.looks.removeFirst();
    }
  }

  private static void tell(
      Slot slot, RuleState before, List<RuleState> changed, List<Alert> alerts, Instant now) {
    RuleState after = slot.state;
    if (after.phase() == before.phase()) {
      return;
    }
    if (after.isKept() || before.isKept()) {
      changed.add(after);
    }
    if (after.phase() == Phase.FIRING || after.phase() == Phase.RESOLVED) {
      alerts.add(alert(slot, now));
    }
  }

  private static Alert alert(Slot slot, Instant now) {
    RuleState state = slot.state;
    Instant starts = state.startsAt();
    return new Alert(
        state.labels(),
        slot.rule.severity(),
        state.texts(),
        slot.rule.annotations(),
        starts == null ? now : starts,
        state.endsAt(),
        now,
        slot.snapshot);
  }

  /** How many rules could not be computed for some subject. */
  public synchronized long failing() {
    return failing.size();
  }

  /**
   * All alerts that fire, and those that ended lately: told again after a start and every minute.
   */
  public synchronized List<Alert> alerts(Instant now) {
    List<Alert> alerts = new ArrayList<>();
    slots
        .values()
        .forEach(mine ->
            mine.values()
                .forEach(slot -> {
                  if (slot.state.phase() == Phase.FIRING || slot.state.phase() == Phase.RESOLVED) {
                    alerts.add(alert(slot, now));
                  }
                }));
    return alerts;
  }

  /** States to be written again, so that after a kill little time is missing. */
  public synchronized List<RuleState> kept() {
    List<RuleState> kept = new ArrayList<>();
    slots
        .values()
        .forEach(mine ->
            mine.values()
                .forEach(slot -> {
                  if (slot.state.isKept()) {
                    kept.add(slot.state);
                  }
                }));
    return kept;
  }

  /** What is known of each alert that is not inactive, for people. */
  public synchronized List<RuleView> views() {
    List<RuleView> views = new ArrayList<>();
    slots
        .values()
        .forEach(mine ->
            mine.values()
                .forEach(slot ->
                    views.add(
                        new RuleView(slot.state, slot.rule.text(), List.copyOf(slot.looks)))));
    return views;
  }

  /**
   * Ends the alerts of subjects that are gone – a run that was forgotten, a server that is no
   * longer configured – and of rules that are no more. Before two minutes have passed since the
   * start nothing that was restored is gone.
   */
  public synchronized Step sweep(Instant now) {
    List<RuleState> changed = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    rules.all().forEach(rule -> names.add(rule.name()));
    Iterator<Map.Entry<String, Map<String, Slot>>> subjects = slots.entrySet().iterator();
    while (subjects.hasNext()) {
      Map.Entry<String, Map<String, Slot>> subject = subjects.next();
      Instant last = seen.get(subject.getKey());
      boolean gone = last == null || Duration.between(last, now).compareTo(GONE) > 0;
      subject
          .getValue()
          .values()
          .removeIf(slot -> {
            boolean over = gone || !names.contains(slot.rule.name());
            if (over) {
              end(slot, changed, alerts, now);
            }
            return over;
          });
      if (gone) {
        subjects.remove();
        seen.remove(subject.getKey());
        failing.removeIf(name -> name.endsWith(" " + subject.getKey()));
      }
    }
    if (startedAt != null && Duration.between(startedAt, now).compareTo(GONE) > 0) {
      restored
          .values()
          .forEach(state -> {
            if (state.phase() == Phase.FIRING) {
              alerts.add(Endings.of(state, rules, now));
            }
            changed.add(state.in(Phase.INACTIVE, now));
          });
      restored.clear();
    }
    return new Step(changed, alerts, List.of());
  }

  private static void end(Slot slot, List<RuleState> changed, List<Alert> alerts, Instant now) {
    RuleState before = slot.state;
    if (before.phase() == Phase.FIRING) {
      slot.state = LifeCycle.resolved(before, now);
      alerts.add(alert(slot, now));
    }
    if (before.isKept()) {
      changed.add(slot.state.in(Phase.INACTIVE, now));
    }
  }
}
