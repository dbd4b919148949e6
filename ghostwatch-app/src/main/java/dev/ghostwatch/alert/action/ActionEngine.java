package dev.ghostwatch.alert.action;

import dev.ghostwatch.alert.rule.RuleState;
import dev.ghostwatch.alert.rule.Step;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.config.rule.ActionConfig;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what firing rules ask for, and takes it back. Not safe for use by several threads about the
 * same run at a time; each run has its own state.
 */
public final class ActionEngine {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.action");
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /** What is known of one run. */
  private static final class Run {
    final Map<String, Brake> brakes = new HashMap<>();
    @Nullable Instant notBefore;
  }

  private final HoldChain holds;
  private final Controls.Opener controls;
  private final Programs programs;
  private final boolean dryRun;
  private final Instant startedAt;
  private final Map<String, Run> runs = new ConcurrentHashMap<>();

  /**
   * @param dryRun whether nothing is changed, whatever the actions say
   * @param startedAt holds from before that are another process's
   */
  public ActionEngine(
      Holds holds, Controls.Opener controls, Programs programs, boolean dryRun, Instant startedAt) {
    this.startedAt = startedAt;
    this.holds = new HoldChain(holds);
    this.controls = controls;
    this.programs = programs;
    this.dryRun = dryRun;
  }

  /** Whether something was changed on a run that may have to be taken back. */
  public boolean holdsSomethingOf(Snapshot snapshot) {
    Target target = Target.of(snapshot);
    return target != null && !holds.of(target).isEmpty();
  }

  /**
   * Takes back what no firing rule asks for any more, and does what they ask for. Blocks while
   * gh-ost is asked; failures are logged, written to the audit and tried again.
   *
   * @param acting the rules that fire about this run
   */
  public void act(Snapshot snapshot, List<Step.Acting> acting, Instant now)
      throws InterruptedException {
    Target target = Target.of(snapshot);
    if (target == null) {
      return;
    }
    if (snapshot.lifecycle() != Lifecycle.RUNNING && snapshot.lifecycle() != Lifecycle.STARTING) {
      // Nobody is left to take anything back from.
      holds.of(target).forEach(holds::forget);
      runs.remove(target.run());
      return;
    }
    Run run = runs.computeIfAbsent(target.run(), _ -> new Run());
    if (run.notBefore != null
        && now.isBefore(run.notBefore)
        && now.isAfter(run.notBefore.minus(AGAIN))) {
      return;
    }
    run.notBefore = null;
    Set<String> firing = new HashSet<>();
    acting.forEach(each -> firing.add(each.state().rule()));
    for (Hold hold : holds.of(target)) {
      if (!firing.contains(hold.rule()) || hold.isExpired(now)) {
        release(run, hold, hold.restore() || hold.isExpired(now), now);
      }
    }
    for (Step.Acting each : acting) {
      for (int i = 0; i < each.actions().size(); i++) {
        ActionConfig action = each.actions().get(i);
        String key = each.state().rule() + "#" + i;
        Brake brake = run.brakes.computeIfAbsent(key, _ -> new Brake());
        if (!brake.isDoneFor(each.state().startsAt())) {
          act(run, brake, target, snapshot, each.state(), action, now);
        }
      }
    }
  }

  private void act(
      Run run,
      Brake brake,
      Target target,
      Snapshot snapshot,
      RuleState alert,
      ActionConfig action,
      Instant now)
      throws InterruptedException {
    if (!matches(action.migrations(), target)) {
      brake.doneFor(alert.startsAt());
      return;
    }
    if (isHeldSince(target, alert)) {
      // An agent before this one has acted for this very alert.
      brake.doneFor(alert.startsAt());
      return;
    }
    Controls open = controls.of(target, "rule " + alert.rule());
    String back = brake.holdsBack(action, now);
    if (back != null) {
      if (brake.isNews(back)) {
        open.note(what(action), null, "not done: " + back);
        LOG.info(
            "event=action-held rule={} migration={} text=\"{}\"", alert.rule(), target.run(), back);
      }
      return;
    }
    try {
      boolean only = dryRun || action.dryRun();
      boolean acted =
          switch (action.kind()) {
            case SET, SLOW_DOWN -> set(open, target, alert, action, only, now);
            case THROTTLE -> throttle(open, target, alert, action, only, now);
            case RUN -> run(open, snapshot, alert, action, only);
          };
      if (acted) {
        brake.acted(now);
      }
      brake.doneFor(alert.startsAt());
    } catch (ActionFailedException e) {
      run.notBefore = now.plus(AGAIN);
      if (brake.isNews(String.valueOf(e.getMessage()))) {
        LOG.warn(
            "event=action-failed rule={} migration={} action=\"{}\" text=\"{}; tried again in 10 s\"",
            alert.rule(),
            target.run(),
            what(action),
            e.getMessage());
      }
    }
  }

  private boolean isHeldSince(Target target, RuleState alert) {
    return holds.of(target).stream()
        .anyMatch(hold -> hold.rule().equals(alert.rule()) && hold.at().isBefore(startedAt));
  }

  private static boolean matches(List<String> patterns, Target target) {
    String name = target.table().toString();
    return patterns.isEmpty()
        || patterns.stream()
            .anyMatch(pattern ->
                name.matches(
                    ("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q")));
  }

  private static String what(ActionConfig action) {
    return switch (action.kind()) {
      case SET -> "set " + action.settings();
      case SLOW_DOWN -> "slow-down";
      case THROTTLE -> "throttle";
      case RUN -> "run " + action.command().getFirst();
    };
  }

  private boolean set(
      Controls open, Target target, RuleState alert, ActionConfig action, boolean only, Instant now)
      throws ActionFailedException {
    Map<Setting, String> is = open.settings();
    boolean acted = false;
    for (Map.Entry<Setting, String> wanted : Proposal.of(action, is, open).entrySet()) {
      Setting setting = wanted.getKey();
      String value = wanted.getValue();
      String before = is.get(setting);
      String command = setting.wireName() + "=" + value;
      Hold top = holds.top(target, setting.wireName());
      if (before == null) {
        open.note(command, null, "not done: gh-ost does not say what it is now");
      } else if (top != null && !Hold.same(top.after(), before)) {
        open.note(
            command,
            before,
            "not done: rule "
                + top.rule()
                + " had set "
                + top.after()
                + ", somebody changed it since");
      } else if (only) {
        open.note(command, before, "dry run: nothing was sent");
      } else {
        Hold hold = holds.add(hold(target, alert, action, setting.wireName(), before, value, now));
        try {
          open.set(setting, value);
        } catch (ActionFailedException e) {
          holds.forget(hold);
          throw e;
        }
        acted = true;
        LOG.info(
            "event=action rule={} migration={} setting={} before={} after={}",
            alert.rule(),
            target.run(),
            setting.wireName(),
            before,
            value);
      }
    }
    return acted;
  }

  private boolean throttle(
      Controls open, Target target, RuleState alert, ActionConfig action, boolean only, Instant now)
      throws ActionFailedException {
    if (open.isThrottledByCommand()) {
      // Somebody's or another rule's: not ours to end.
      open.note("throttle", Hold.YES, "not done: it is throttled by a command already");
      return false;
    }
    if (only) {
      open.note("throttle", Hold.NO, "dry run: nothing was sent");
      return false;
    }
    Hold hold = holds.add(hold(target, alert, action, Hold.THROTTLE, Hold.NO, Hold.YES, now));
    try {
      open.throttle();
    } catch (ActionFailedException e) {
      holds.forget(hold);
      throw e;
    }
    LOG.info("event=action rule={} migration={} action=throttle", alert.rule(), target.run());
    return true;
  }

  private boolean run(
      Controls open, Snapshot snapshot, RuleState alert, ActionConfig action, boolean only)
      throws ActionFailedException, InterruptedException {
    if (only) {
      open.note(what(action), null, "dry run: nothing was started");
      return false;
    }
    String ended = programs.run(action.command(), alert, snapshot, action.timeLimit());
    open.note(what(action), null, ended);
    return true;
  }

  private static Hold hold(
      Target target,
      RuleState alert,
      ActionConfig action,
      String setting,
      String before,
      String after,
      Instant now) {
    return new Hold(
        0,
        target,
        alert.rule(),
        setting,
        before,
        after,
        now,
        action.expires() == null ? null : now.plus(action.expires()),
        action.restore(),
        action.restoreOnStop());
  }

  /** Takes a change back, unless somebody has changed the same since. */
  private void release(Run run, Hold hold, boolean restore, Instant now) {
    if (!restore) {
      holds.forget(hold);
      return;
    }
    try {
      takeBack(hold);
    } catch (ActionFailedException e) {
      run.notBefore = now.plus(AGAIN);
      LOG.warn(
          "event=restore-failed rule={} migration={} setting={} text=\"{}; tried again in 10 s\"",
          hold.rule(),
          hold.target().run(),
          hold.setting(),
          e.getMessage());
    }
  }

  private void takeBack(Hold hold) throws ActionFailedException {
    Controls open = controls.of(hold.target(), "rule " + hold.rule());
    if (hold.isThrottle()) {
      if (open.isThrottledByCommand()) {
        open.resume();
        LOG.info(
            "event=restored rule={} migration={} action=resume", hold.rule(), hold.target().run());
      } else {
        open.note("no-throttle", Hold.NO, "not done: somebody has resumed it already");
      }
      holds.forget(hold);
      return;
    }
    Setting setting = hold.known();
    Hold above = holds.above(hold);
    if (setting == null || above != null) {
      // A later rule holds the setting: it gives back what was there before this one.
      holds.forget(hold);
      return;
    }
    String is = open.settings().get(setting);
    String command = hold.setting() + "=" + hold.before();
    if (Hold.same(is, hold.after())) {
      open.set(setting, hold.before());
      LOG.info(
          "event=restored rule={} migration={} setting={} before={} after={}",
          hold.rule(),
          hold.target().run(),
          hold.setting(),
          hold.after(),
          hold.before());
    } else if (!Hold.same(is, hold.before())) {
      open.note(
          command,
          is,
          "not done: the rule had set " + hold.after() + ", somebody changed it since");
      LOG.info(
          "event=restore-refused rule={} migration={} setting={} set={} found={}",
          hold.rule(),
          hold.target().run(),
          hold.setting(),
          hold.after(),
          is);
    }
    holds.forget(hold);
  }

  /** Takes back, newest first, what is to be taken back when the agent stops. */
  public void stop() {
    List<Hold> all = new ArrayList<>(holds.all());
    for (Hold hold : all.reversed()) {
      if (hold.restoreOnStop()) {
        try {
          takeBack(hold);
        } catch (ActionFailedException e) {
          LOG.warn(
              "event=restore-failed rule={} migration={} setting={} text=\"{}; it is tried again when the agent runs again\"",
              hold.rule(),
              hold.target().run(),
              hold.setting(),
              e.getMessage());
        }
      }
    }
  }
}
