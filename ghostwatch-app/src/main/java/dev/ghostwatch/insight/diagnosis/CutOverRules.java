package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.server.MetadataLock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The exchange of the tables: rules D20 to D26. */
final class CutOverRules {
  /** For so long somebody may be asleep; after that it was forgotten. */
  private static final Duration FORGOTTEN = Duration.ofHours(12);

  private static final double EFFECT_SECONDS = 30;
  private static final double EFFECT_KNOWN_SECONDS = 600;
  private static final double LOCK_TIMEOUT = 3;
  private static final double YEAR_SECONDS = 365.0 * 86_400;
  private static final int LONG_SECONDS = 5;
  private static final int PILE = 3;

  private CutOverRules() {}

  /** It waits for a person (gh-ost issues 549, 746, 804, 1248). */
  static List<Finding> d20(CaseFile file) {
    StatusLine line = file.line();
    if (line == null || !isPostponing(file)) {
      return List.of();
    }
    Instant since = file.past().postponedSince();
    double age = since == null ? 0 : file.secondsSince(since);
    Found found =
        Found.of("D20", age >= FORGOTTEN.toSeconds() ? Severity.WARNING : Severity.INFO)
            .title(Found.span(age))
            .seen("seen", Found.number(line.rowsCopied()), Found.time(since), Found.span(age));
    FlagFile flag = file.settings() == null ? null : file.settings().postponeCutOverFlagFile();
    if (flag != null && !flag.path().isEmpty()) {
      FlagFileFacts facts = ThrottleRules.facts(file, flag.path());
      if (facts == null) {
        found.seen("file", flag.path());
      } else {
        found.seen(
            "owned",
            flag.path(),
            facts.owner() == null ? "?" : facts.owner(),
            Found.time(facts.modifiedAt()));
      }
    }
    return found.run(file.command("cut-over")).found();
  }

  private static boolean isPostponing(CaseFile file) {
    return file.line() != null
        && !file.isOver()
        && file.line().state() == MigrationState.POSTPONING_CUT_OVER;
  }

  /** A command had no effect (gh-ost issue 1505). */
  static List<Finding> d21(CaseFile file) {
    StatusLine line = file.line();
    if (line == null || file.isOver()) {
      return List.of();
    }
    for (CommandRow row : file.commands().reversed()) {
      double ago = file.secondsSince(row.at());
      if (!row.sent() || ago > EFFECT_KNOWN_SECONDS) {
        continue;
      }
      String command = word(row.command());
      if (ago < EFFECT_SECONDS || !isState(command)) {
        // The newest one that sets the state counts; a moment ago it may still take effect.
        if (isState(command)) {
          return List.of();
        }
        continue;
      }
      // An attempt that failed is an effect; D24 tells of it.
      boolean tried = file.log().failures().stream().anyMatch(at -> at.isAfter(row.at()));
      return isWithout(command, line) && !tried
          ? Found.warning("D21")
              .title(command)
              .seen("seen", command, row.person(), Found.time(row.at()), Found.span(ago))
              .seen("state", stateText(line))
              .lines(
                  file.log().newest(2, problem -> !problem.at().isBefore(row.at().minusSeconds(1))))
              .run(file.command("status"))
              .found()
          : List.of();
    }
    return List.of();
  }

  /** Most are sent with the table they are meant for: {@code unpostpone=orders}. */
  private static String word(String command) {
    int end = command.indexOf('=');
    return (end < 0 ? command : command.substring(0, end)).strip();
  }

  private static boolean isState(String command) {
    return switch (command) {
      case "unpostpone", "no-postpone", "cut-over", "throttle", "no-throttle" -> true;
      default -> false;
    };
  }

  private static boolean isWithout(String command, StatusLine line) {
    boolean held = line.throttle() instanceof ThrottleReason.UserCommand;
    return switch (command) {
      case "unpostpone", "no-postpone", "cut-over" ->
          line.state() == MigrationState.POSTPONING_CUT_OVER;
      // Another reason may be shown in its place, and a postponed cut-over hides it.
      case "throttle" -> line.state() == MigrationState.MIGRATING;
      case "no-throttle" -> held;
      default -> false;
    };
  }

  private static String stateText(StatusLine line) {
    return line.throttle() != null
        ? "throttled, " + line.throttle().text()
        : line.state() == null ? "?" : line.state().text();
  }

  /** The hidden wait before the cut-over, which gh-ost tells only at level DEBUG. */
  static List<Finding> d22(CaseFile file) {
    StatusLine line = file.line();
    if (line == null || !isWaiting(file)) {
      return List.of();
    }
    Double heartbeat = line.heartbeatLagSeconds();
    double limit = Math.min(LagRules.limit(file.settings()), LOCK_TIMEOUT);
    return heartbeat == null || heartbeat <= limit || heartbeat > YEAR_SECONDS
        ? List.of()
        : Found.info("D22")
            .title(Found.seconds(heartbeat))
            .seen(
                "seen",
                Found.time(file.past().copiedAt()),
                Found.seconds(heartbeat),
                Found.seconds(limit))
            .found();
  }

  /** All rows are copied, nothing postpones, and the tables are not exchanged yet. */
  private static boolean isWaiting(CaseFile file) {
    return file.line() != null
        && !file.isOver()
        && !file.log().isDone()
        && file.isCopied()
        && file.line().state() == MigrationState.MIGRATING;
  }

  /** A cut-over would time out, or is about to (gh-ost issue 784). */
  static List<Finding> d23(CaseFile file) {
    StatusLine line = file.line();
    if (line == null || !(isPostponing(file) || isWaiting(file))) {
      return List.of();
    }
    Blockers blockers = Blockers.ofTable(file, LONG_SECONDS);
    // Once it cuts over gh-ost itself waits for the queue, which is quick.
    boolean backlog =
        isPostponing(file)
            && line.backlog() != null
            && line.backlogCapacity() != null
            && line.backlogCapacity() > 0
            && line.backlog() * 2 >= line.backlogCapacity();
    double limit = LagRules.limit(file.settings());
    Double heartbeat = line.heartbeatLagSeconds();
    boolean late =
        isPostponing(file)
            && heartbeat != null
            && heartbeat > Math.max(limit, LOCK_TIMEOUT)
            && heartbeat < YEAR_SECONDS;
    if (blockers.isEmpty() && !backlog && !late) {
      return List.of();
    }
    Found found = Found.warning("D23");
    if (backlog) {
      found.seen("backlog", line.backlog() + "/" + line.backlogCapacity());
    }
    if (late) {
      found.seen("late", Found.seconds(heartbeat), Found.seconds(limit));
    }
    return found
        .all(blockers.seen())
        .run(blockers.kill())
        .run(isWaiting(file) ? file.command("postpone") : null)
        .found();
  }

  /** Attempts fail (gh-ost issues 403, 436, 700, 748, 971, 1364). */
  static List<Finding> d24(CaseFile file) {
    Log log = file.log();
    long failed = log.cutOverFailures();
    if (failed == 0 || file.isOver() || log.isDone()) {
      return List.of();
    }
    long retries = Arguments.number(file.snapshot().process(), "default-retries", 60);
    long left = Math.max(0, retries - failed);
    List<Instant> times = log.failures();
    Found found =
        Found.of("D24", left * 4 <= retries ? Severity.CRITICAL : Severity.WARNING)
            .title(String.valueOf(failed), String.valueOf(retries))
            .seen(
                "seen",
                String.valueOf(failed),
                String.valueOf(retries),
                Found.time(times.getFirst()),
                Found.time(times.getLast()));
    if (times.size() > 1) {
      double pace =
          Duration.between(times.getFirst(), times.getLast()).toMillis()
              / 1000.0
              / (times.size() - 1);
      found.seen("left", Found.span(pace), Found.span(pace * left));
    }
    Blockers blockers = Blockers.ofTable(file, LONG_SECONDS);
    found.line(log.lastFailure()).all(blockers.seen()).run(blockers.kill());
    // Its flag file still there, gh-ost waits again after the attempt that it was told to make.
    return isPostponing(file)
        ? found.adviceOf("advice.again").run(file.command("cut-over")).found()
        : found.run(file.command("postpone")).found();
  }

  /** The application waits for the table (gh-ost issues 768, 992, 1247). */
  static List<Finding> d25(CaseFile file) {
    if (!isWaiting(file)) {
      return List.of();
    }
    List<MetadataLock> waiters = Blockers.waiters(file);
    if (waiters.size() < PILE) {
      return List.of();
    }
    long longest = waiters.stream().mapToLong(CutOverRules::seconds).max().orElse(0);
    MetadataLock first = waiters.getFirst();
    Blockers blockers = Blockers.ofTable(file, 1);
    return Found.critical("D25")
        .title(String.valueOf(waiters.size()), Found.span(longest))
        .seen(
            "seen",
            String.valueOf(waiters.size()),
            Found.span(longest),
            first.query() == null ? "-" : first.query())
        .all(blockers.seen())
        .run(blockers.kill())
        .run(file.command("panic"))
        .found();
  }

  private static long seconds(MetadataLock lock) {
    return lock.seconds() == null ? 0 : lock.seconds();
  }

  /** How long the exchange took (gh-ost issue 1191). */
  static List<Finding> d26(CaseFile file) {
    Double seconds = file.log().lockSeconds();
    if (seconds == null || !file.hasSucceeded()) {
      return List.of();
    }
    long failed = file.log().cutOverFailures();
    Found found = Found.info("D26").title(Found.seconds(seconds)).line(file.log().locked());
    if (failed > 0) {
      found.seen("failed", String.valueOf(failed)).line(file.log().lastFailure());
    }
    return found.found();
  }
}
