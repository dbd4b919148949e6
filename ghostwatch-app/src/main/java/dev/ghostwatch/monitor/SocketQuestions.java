package dev.ghostwatch.monitor;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Observation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks one gh-ost, over its control interface, what the budget has decided. For the thread that
 * follows the run.
 */
final class SocketQuestions {
  private final GhostClient client;
  private final PollBudget budget;
  private final SignsOfLife life;
  private final FollowObserver observer;
  private final InstantSource clock;
  private final Supplier<@Nullable Instant> startedAt;
  private final Consumer<Observation> observations;
  private @Nullable StatusLine lastAnswer;
  private volatile boolean oldRelease;
  private volatile @Nullable ControlException trouble;

  /** What came of it. */
  enum Result {
    NOT_ASKED,
    /** Answered or not: {@link #trouble} tells. */
    ASKED,
    /** Another run listens there now. */
    ANOTHER_RUN
  }

  /**
   * @param startedAt when the run started; null while that is not known
   * @param observations told what gh-ost answers
   */
  SocketQuestions(
      GhostClient client,
      PollBudget budget,
      SignsOfLife life,
      Following with,
      Supplier<@Nullable Instant> startedAt,
      Consumer<Observation> observations) {
    this.client = client;
    this.budget = budget;
    this.life = life;
    this.observer = with.observer();
    this.clock = with.clock();
    this.startedAt = startedAt;
    this.observations = observations;
  }

  /** Why the last question was not answered; null when it was or none was asked. */
  @Nullable ControlException trouble() {
    return trouble;
  }

  /** Whether this is a release before v1.1.10, as far as it has said. */
  boolean isOldRelease() {
    return oldRelease;
  }

  /** Asks {@code help}, which costs nothing; whether it was answered. */
  boolean greet() {
    try {
      oldRelease = SignsOfLife.isOldRelease(client.capabilities());
      trouble = null;
      return true;
    } catch (ControlException e) {
      trouble = e;
      return false;
    }
  }

  /** Asks the full status once, for a run of which nothing else tells enough. */
  Result askStatus() {
    budget.asked(clock.instant());
    return ask(PollBudget.Decision.STATUS);
  }

  /** Asks what was decided. */
  Result ask(PollBudget.Decision decision) {
    observer.decided(decision.isGranted(), decision.reason());
    try {
      Result result =
          switch (decision) {
            case SAMPLE -> answered(client.sup());
            case STATUS -> answered(client.status());
            case SETTINGS -> askSettings();
            case FRESH, NOT_DUE -> Result.NOT_ASKED;
          };
      if (result != Result.NOT_ASKED) {
        trouble = null;
        life.answered();
      }
      return result;
    } catch (ControlException e) {
      trouble = e;
      life.failed(e.kind());
      return Result.ASKED;
    }
  }

  private Result answered(StatusReply reply) {
    if (SignsOfLife.isAnotherRun(lastAnswer, reply.line())
        || SignsOfLife.isAnotherStart(startedAt.get(), reply.hints())) {
      return Result.ANOTHER_RUN;
    }
    Instant now = clock.instant();
    lastAnswer = reply.line() == null ? lastAnswer : reply.line();
    if (reply.hints() != null) {
      budget.settingsSeen(now);
    }
    observations.accept(new Observation.StatusSeen(now, FigureSource.SOCKET, reply));
    return Result.ASKED;
  }

  /** By {@code NAME=?}; a release that cannot be asked so gives its full status when it is time. */
  private Result askSettings() throws ControlException {
    Instant now = clock.instant();
    boolean any = false;
    for (Setting setting : Setting.values()) {
      String value = client.value(setting);
      if (value != null) {
        any = true;
        observations.accept(new Observation.SettingSeen(now, setting, value));
      }
    }
    if (any) {
      budget.settingsSeen(now);
      return Result.ASKED;
    }
    return budget.areSettingsDue(now) ? answered(client.status()) : Result.NOT_ASKED;
  }
}
