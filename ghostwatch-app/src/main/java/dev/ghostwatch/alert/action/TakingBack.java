package dev.ghostwatch.alert.action;

import dev.ghostwatch.client.command.Setting;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what actions changed, unless somebody has changed the same since. */
final class TakingBack {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.action");

  private final HoldChain holds;
  private final Controls.Opener controls;

  TakingBack(HoldChain holds, Controls.Opener controls) {
    this.holds = holds;
    this.controls = controls;
  }

  /** Takes one change back and lets go of it. */
  void takeBack(Hold hold) throws ActionFailedException {
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
  void all() {
    List<Hold> all = holds.all();
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
