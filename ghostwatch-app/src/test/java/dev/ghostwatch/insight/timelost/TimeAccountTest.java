package dev.ghostwatch.insight.timelost;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.client.value.ThrottleReason.Kind;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.StateCodes;
import dev.ghostwatch.model.timelost.TimeCause;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import dev.ghostwatch.model.timelost.TimeCause.Throttled;
import dev.ghostwatch.model.timelost.TimeShare;
import dev.ghostwatch.model.timelost.TimeSpent;
import dev.ghostwatch.model.timelost.TimeWin;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the time of constructed runs went, to the millisecond. */
class TimeAccountTest {
  private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
  private static final Throttled LAG = new Throttled(Kind.LAG);

  private final TimeAccount account = new TimeAccount(START, List.of());

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  private static TimePoint point(
      double seconds,
      MigrationState state,
      @Nullable Kind throttle,
      long rows,
      long applied,
      long backlog,
      double nice) {
    return new TimePoint(
        at(seconds).toEpochMilli(),
        state,
        throttle,
        rows,
        10_000L,
        applied,
        backlog,
        1000L,
        nice,
        2_000L);
  }

  private void copying(double seconds, long rows) {
    account.add(point(seconds, MigrationState.MIGRATING, null, rows, 0, 0, 0));
  }

  private void throttled(double seconds, long rows, Kind kind) {
    account.add(point(seconds, MigrationState.THROTTLED, kind, rows, 0, 0, 0));
  }

  private static void addsUp(TimeSpent spent) {
    assertThat(spent.shares().stream().mapToDouble(TimeShare::seconds).sum())
        .isCloseTo(spent.seconds(), within(1e-6));
    assertThat(spent.shares()).allMatch(share -> share.seconds() > 0);
  }

  @Test
  void copyingAndTheNiceRatioShareTheTime() {
    for (int i = 2; i <= 62; i += 10) {
      account.add(point(i, MigrationState.MIGRATING, null, (i - 2) * 100L, 0, 0, 1.5));
    }
    TimeSpent spent = account.spent(at(62));
    assertThat(spent.seconds()).isEqualTo(62);
    assertThat(spent.of(Stage.PREPARING)).isEqualTo(2);
    assertThat(spent.of(Stage.COPYING)).isCloseTo(24, within(1e-9));
    assertThat(spent.of(Stage.SLEEPING)).isCloseTo(36, within(1e-9));
    assertThat(spent.niceRatio()).isEqualTo(1.5);
    assertThat(spent.wins()).hasSize(1);
    assertThat(spent.wins().getFirst().mostSeconds()).isCloseTo(36, within(1e-9));
    assertThat(spent.wins().getFirst().leastSeconds()).isCloseTo(36, within(1e-9));
    addsUp(spent);
  }

  @Test
  void theRowsCopiedTellHowLongAPauseWas() {
    copying(2, 0);
    copying(12, 1000);
    // 300 of 1000 rows: 3 s of work, 7 s throttled.
    throttled(22, 1300, Kind.LAG);
    throttled(32, 1300, Kind.LAG);
    // 800 rows: 8 s of work, 2 s throttled.
    copying(42, 2100);
    TimeSpent spent = account.spent(at(42));
    assertThat(spent.of(LAG)).isCloseTo(19, within(1e-9));
    assertThat(spent.of(Stage.COPYING)).isCloseTo(21, within(1e-9));
    assertThat(spent.throttled()).isCloseTo(19, within(1e-9));
    addsUp(spent);
  }

  @Test
  void reasonsThatFollowEachOtherShareTheStepBetween() {
    throttled(2, 0, Kind.LAG);
    throttled(12, 0, Kind.MAX_LOAD);
    TimeSpent spent = account.spent(at(12));
    assertThat(spent.of(LAG)).isEqualTo(5);
    assertThat(spent.of(new Throttled(Kind.MAX_LOAD))).isEqualTo(5);
    addsUp(spent);
  }

  @Test
  void aFullBacklogAndAFrozenCopyAreTheApplicationsWrites() {
    copying(2, 0);
    copying(12, 1000);
    account.add(point(22, MigrationState.MIGRATING, null, 2000, 500, 1000, 0));
    account.add(point(32, MigrationState.MIGRATING, null, 2500, 900, 1000, 0));
    account.add(point(42, MigrationState.MIGRATING, null, 2500, 1900, 10, 0));
    TimeSpent spent = account.spent(at(42));
    // Half of 12–22, all of 22–42.
    assertThat(spent.of(Stage.WRITES)).isEqualTo(25);
    assertThat(spent.of(Stage.COPYING)).isEqualTo(15);
    assertThat(spent.wins()).containsExactly(new TimeWin(Stage.WRITES, 0, 25, null));
    addsUp(spent);
  }

  @Test
  void aQueueThatFillsWhileGhostSleepsIsNotTheApplicationsDoing() {
    account.add(point(2, MigrationState.MIGRATING, null, 0, 100, 0, 20));
    for (int i = 12; i <= 212; i += 10) {
      account.add(point(i, MigrationState.MIGRATING, null, 1000, 100, Math.min(1000, i * 20), 20));
    }
    TimeSpent spent = account.spent(at(212));
    assertThat(spent.of(Stage.WRITES)).isZero();
    assertThat(spent.of(Stage.SLEEPING)).isCloseTo(200, within(1e-9));
    assertThat(spent.of(Stage.COPYING)).isCloseTo(10, within(1e-9));
    addsUp(spent);
  }

  @Test
  void countingPostponedAndCutOverAreToldApart() {
    account.add(point(2, MigrationState.COUNTING_ROWS, null, 0, 0, 0, 0));
    account.add(point(12, MigrationState.COUNTING_ROWS, null, 0, 0, 0, 0));
    copying(22, 0);
    copying(32, 10_000);
    copying(34, 10_000);
    account.add(point(44, MigrationState.POSTPONING_CUT_OVER, null, 10_000, 0, 0, 0));
    account.add(point(54, MigrationState.POSTPONING_CUT_OVER, null, 10_000, 0, 0, 0));
    copying(60, 10_000);
    TimeSpent spent = account.spent(at(65));
    assertThat(spent.of(Stage.COUNTING)).isEqualTo(15);
    assertThat(spent.of(Stage.COPYING)).isEqualTo(15);
    // 34: half of 10 s; 44–54; half of 6 s.
    assertThat(spent.of(Stage.POSTPONED)).isEqualTo(18);
    assertThat(spent.of(Stage.CUT_OVER)).isEqualTo(2 + 5 + 3 + 5);
    addsUp(spent);
  }

  @Test
  void whatNobodySawIsUnknown() {
    copying(2, 0);
    copying(12, 1000);
    copying(1012, 9000);
    copying(1022, 9100);
    TimeSpent spent = account.spent(at(2022));
    assertThat(spent.of(Stage.UNKNOWN)).isEqualTo(1000 + 1000);
    assertThat(spent.of(Stage.COPYING)).isEqualTo(20);
    addsUp(spent);
  }

  @Test
  void rollupsThatAreFarApartAreNoGaps() {
    TimeAccount month = new TimeAccount(START, List.of());
    for (int i = 0; i <= 6; i++) {
      month.add(TimePoint.of(rollup(i * 600L, i == 3 || i == 4)));
    }
    TimeSpent spent = month.spent(at(3600));
    assertThat(spent.of(Stage.UNKNOWN)).isZero();
    // 600 s between the two throttled ones; around them the rows tell.
    assertThat(spent.of(LAG)).isCloseTo(600, within(1e-6));
    addsUp(spent);
  }

  private static SampleRow rollup(long seconds, boolean throttled) {
    return SampleRow.at(at((double) seconds))
        .with(
            Column.STATE,
            StateCodes.of(throttled ? MigrationState.THROTTLED : MigrationState.MIGRATING))
        .with(Column.THROTTLE_KIND, throttled ? StateCodes.of(Kind.LAG) : null)
        .with(
            Column.ROWS_COPIED, seconds <= 1800 ? seconds * 2 : Math.max(3600, seconds * 2 - 1200))
        .with(Column.ROWS_ESTIMATE, 100_000)
        .build();
  }

  @Test
  void whatIsKnownBetterTakesThePlaceOfSamples() {
    TimeAccount known =
        new TimeAccount(
            START,
            List.of(
                new KnownStretch(at(30), at(50), Stage.CUT_OVER),
                new KnownStretch(at(25), at(40), Stage.POSTPONED)));
    known.add(point(2, MigrationState.MIGRATING, null, 0, 0, 0, 0));
    known.add(point(20, MigrationState.MIGRATING, null, 900, 0, 0, 0));
    TimeSpent spent = known.spent(at(50));
    assertThat(spent.of(Stage.POSTPONED)).isEqualTo(15);
    assertThat(spent.of(Stage.CUT_OVER)).isEqualTo(10);
    assertThat(spent.of(Stage.COPYING)).isEqualTo(23);
    assertThat(spent.seconds()).isEqualTo(50);
    addsUp(spent);
  }

  @Test
  void withoutASampleNothingIsKnown() {
    TimeSpent spent = account.spent(at(100));
    assertThat(spent.shares()).containsExactly(new TimeShare(Stage.UNKNOWN, 100));
    assertThat(spent.wins()).isEmpty();
    assertThat(spent.niceRatio()).isNull();
    assertThat(new TimeAccount(null, List.of()).spent(at(1)).seconds()).isZero();
  }

  @Test
  void anAnswerMeanwhileChangesNoLaterOne() {
    copying(2, 0);
    copying(12, 1000);
    TimeSpent early = account.spent(at(12));
    account.spent(at(14));
    copying(22, 2000);
    assertThat(early.of(Stage.COPYING)).isEqualTo(10);
    assertThat(account.spent(at(22)).of(Stage.COPYING)).isEqualTo(20);
    copying(21, 9000);
    assertThat(account.spent(at(22)).of(Stage.COPYING)).isEqualTo(20);
  }

  @Test
  void whatServersAskForLowersWhatALowerNiceRatioWins() {
    // 10 s copying, 10 s sleeping, 5 s of 25 s throttled: four fifths of the quarter at which
    // servers decide.
    for (int i = 0; i <= 20; i += 10) {
      account.add(point(2 + i, MigrationState.MIGRATING, null, i * 100L, 0, 0, 1));
    }
    account.add(point(27, MigrationState.THROTTLED, Kind.LAG, 2000, 0, 0, 1));
    TimeSpent spent = account.spent(at(27));
    TimeWin nice =
        spent.wins().stream()
            .filter(win -> win.cause() == Stage.SLEEPING)
            .findFirst()
            .orElseThrow();
    assertThat(nice.mostSeconds()).isCloseTo(10, within(1e-9));
    assertThat(nice.leastSeconds()).isCloseTo(2, within(1e-9));
    assertThat(nice.from()).isEqualTo(1.0);
    // Over 50 s ahead all is twice as much.
    TimeWin ahead = Wins.ahead(spent, 50).getFirst();
    assertThat(ahead.cause()).isEqualTo(Stage.SLEEPING);
    assertThat(ahead.mostSeconds()).isCloseTo(20, within(1e-9));
    assertThat(ahead.leastSeconds()).isCloseTo(4, within(1e-9));
    assertThat(Wins.ahead(spent, 0)).isEmpty();
  }

  @Test
  void aReasonMayStandBehindAnother() {
    copying(2, 0);
    copying(42, 4000);
    throttled(42.001, 4000, Kind.LAG);
    throttled(62.001, 4000, Kind.LAG);
    throttled(62.002, 4000, Kind.FLAG_FILE);
    throttled(72.002, 4000, Kind.FLAG_FILE);
    TimeWin lag = account.spent(at(72.002)).wins().getFirst();
    assertThat(lag.cause()).isEqualTo(LAG);
    assertThat(lag.mostSeconds()).isCloseTo(20, within(0.002));
    // The other reason held for 10 s of the other 50.
    assertThat(lag.leastSeconds()).isCloseTo(16, within(0.01));
  }

  @Test
  void aLiveSampleSaysAsMuchAsAStoredOne() {
    StatusLine line =
        requireNonNull(
            StatusLine.parse(
                "Copy: 500/1000 50.0%; Applied: 7; Backlog: 3/1000; Time: 12s(total), 10s(copy);"
                    + " streamer: mysql-bin.000001:4; Lag: 3.0s, HeartbeatLag: 3.0s, State: throttled,"
                    + " lag=3.000000s; ETA: 10s"));
    TimePoint point = TimePoint.of(new Sample(at(12), line), null);
    assertThat(point.preparedMillis()).isEqualTo(2_000);
    assertThat(point.throttle()).isEqualTo(ThrottleReason.Kind.LAG);
    assertThat(point.rowsCopied()).isEqualTo(500);
    assertThat(point.dmlApplied()).isEqualTo(7);
    assertThat(point.backlog()).isEqualTo(3);
    assertThat(point.niceRatio()).isNull();
  }

  @Test
  void everyCauseAndEveryWinHasItsWordsInBothLanguages() {
    for (Language language : Language.values()) {
      Texts texts = Texts.of(language);
      for (TimeCause cause : TimeCause.all()) {
        assertThat(texts.has(TimePhrases.of(cause).key())).as(cause.jsonName()).isTrue();
      }
      for (Kind kind : Kind.values()) {
        assertThat(texts.has("timelost.win.throttled-" + kind.jsonName())).isTrue();
      }
    }
    Texts english = Texts.of(Language.EN);
    assertThat(words(english, new TimeWin(Stage.SLEEPING, 4_700, 4_800, 1.0)))
        .isEqualTo("nice-ratio 1 -> 0: ~1h20m less");
    assertThat(words(english, new TimeWin(LAG, 0, 2_400, null)))
        .isEqualTo("without lag throttling (max-lag-millis): 0-40m less");
    assertThat(words(english, new TimeWin(LAG, 1_200, 2_400, null)))
        .isEqualTo("without lag throttling (max-lag-millis): 20m-40m less");
    assertThat(words(english, new TimeWin(Stage.POSTPONED, 65, 65, null)))
        .isEqualTo("cut over at once: ~1m5s less");
  }

  private static String words(Texts texts, TimeWin win) {
    var phrase = TimePhrases.of(win);
    return texts.get(phrase.key(), phrase.arguments().toArray(String[]::new));
  }
}
