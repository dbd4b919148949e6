package dev.ghostwatch.alert.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.Notification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people are told, and when, in virtual time. */
class PipelineTest {
  private static final String ONE =
      """
      receivers: {r: {log: {}}, s: {log: {}}}
      route: {receivers: [r], group-by: [g], group-wait: 10s, group-interval: 1m, repeat-interval: 5m}
      """;

  private final VirtualPipeline pipeline = new VirtualPipeline(ONE);

  @Test
  void alertsThatComeWhileAGroupWaitsAreToldTogether() {
    pipeline.fire("g=1 n=a").pass("4S").fire("g=1 n=b").pass("10S");
    assertThat(pipeline.heard()).containsExactly("10s r firing a,b");
  }

  @Test
  void eachGroupWaitsForItself() {
    pipeline.fire("g=1 n=a").pass("4S").fire("g=2 n=b").pass("20S");
    assertThat(pipeline.heard()).containsExactly("10s r firing a", "14s r firing b");
  }

  @Test
  void aNewAlertOfAToldGroupIsToldAtTheNextLook() {
    pipeline.fire("g=1 n=a").pass("30S").fire("g=1 n=b").pass("60S");
    assertThat(pipeline.heard()).containsExactly("10s r firing a", "1m10s r firing a,b");
  }

  @Test
  void anAlertThatIsOverBeforeTheFirstLookIsNotTold() {
    pipeline.fire("g=1 n=a").pass("5S").resolve("g=1 n=a").pass("10M");
    assertThat(pipeline.heard()).isEmpty();
  }

  @Test
  void theEndIsToldAtTheNextLookAndOnce() {
    pipeline.fire("g=1 n=a").pass("30S").resolve("g=1 n=a").pass("20M");
    assertThat(pipeline.heard()).containsExactly("10s r firing a", "1m10s r resolved a");
  }

  @Test
  void oneOfTwoThatIsOverIsToldWithTheOther() {
    pipeline.fire("g=1 n=a").fire("g=1 n=b").pass("30S").resolve("g=1 n=a").pass("50S");
    assertThat(pipeline.heard()).containsExactly("10s r firing a,b", "1m10s r firing b resolved a");
  }

  @Test
  void anUnchangedGroupIsRepeatedAtTheFirstLookAfterItsInterval() {
    pipeline.fire("g=1 n=a").pass("12M");
    // At 5m10s exactly five minutes have passed, which is not more than five.
    assertThat(pipeline.heard()).containsExactly("10s r firing a", "6m10s r firing a");
  }

  @Test
  void anAlertToldAgainEveryMinuteChangesNothing() {
    for (int i = 0; i < 6; i++) {
      pipeline.fire("g=1 n=a").pass("50S");
    }
    assertThat(pipeline.heard()).containsExactly("10s r firing a");
  }

  @Test
  void whatHasFiredForLongerThanItsGroupWaitsIsToldAtOnce() {
    Labels labels = VirtualPipeline.labels("g=1 n=old");
    Instant began = VirtualPipeline.START.minusSeconds(60);
    pipeline.core.take(List.of(VirtualPipeline.alert(labels, began, null, began)), pipeline.now());
    pipeline.pass("0S");
    assertThat(pipeline.heard()).containsExactly("0s r firing old");
  }

  @Test
  void flappingAtOneHertzIsToldAtMostOnceALook() {
    for (int i = 0; i < 300; i++) {
      pipeline.fire("g=1 n=a").pass("0.5S").resolve("g=1 n=a").pass("0.5S");
    }
    assertThat(pipeline.heard().size()).isLessThanOrEqualTo(6);
  }

  @Test
  void aGroupWhoseAlertsAreOverIsForgottenAndWaitsAnew() {
    pipeline.fire("g=1 n=a").pass("30S").resolve("g=1 n=a").pass("65S");
    // Forgotten with the sweep at 1m30s: a new alert waits 10 s and not for the look at 2m10s.
    pipeline.fire("g=1 n=b").pass("30S");
    assertThat(pipeline.heard())
        .containsExactly("10s r firing a", "1m10s r resolved a", "1m45s r firing b");
  }

  @Test
  void routesInsideTakeFromTheOneAround() {
    VirtualPipeline nested =
        new VirtualPipeline(
            """
            receivers: {r: {log: {}}, s: {log: {}}, t: {log: {}}}
            route:
              receivers: [r]
              group-by: [g]
              group-wait: 10s
              group-interval: 1m
              routes:
                - matchers: ['n=~"a|b"']
                  receivers: [s]
                  continue: true
                  routes:
                    - {matchers: ['n="b"'], receivers: [t], group-wait: 0s}
                - {matchers: ['n!="c"'], group-wait: 20s}
            """);
    nested.fire("g=1 n=a").fire("g=1 n=b").fire("g=1 n=c").pass("30S");
    assertThat(nested.heard())
        .containsExactly("0s t firing b", "10s s firing a", "10s r firing c", "20s r firing a,b");
  }

  @Test
  void threeDotsGroupByAllLabels() {
    VirtualPipeline all =
        new VirtualPipeline(
            """
            receivers: {r: {log: {}}}
            route: {receivers: [r], group-by: ['...'], group-wait: 1s}
            """);
    all.fire("g=1 n=a").fire("g=1 n=b").pass("2S");
    assertThat(all.told).hasSize(2);
    assertThat(all.told.getFirst().groupKey()).isEqualTo("{}:{alertname=\"A\", g=\"1\", n=\"a\"}");
  }

  @Test
  void aReceiverThatDoesNotWantToKnowOfTheEndIsNotTold() {
    VirtualPipeline quiet =
        new VirtualPipeline(ONE.replace("r: {log: {}}", "r: {log: {}, send-resolved: false}"));
    quiet.fire("g=1 n=a").fire("g=1 n=b").pass("30S").resolve("g=1 n=a").pass("1M");
    quiet.resolve("g=1 n=b").pass("90S").fire("g=1 n=a").pass("2M");
    // Its log knows all the same: the next time is told.
    assertThat(quiet.heard()).containsExactly("10s r firing a,b", "3m10s r firing a");
  }

  @Test
  void aSilencedAlertIsToldWhenItsSilenceEnds() {
    pipeline.silence("n=a", "90S");
    pipeline.fire("g=1 n=a").fire("g=1 n=b").pass("3M");
    assertThat(pipeline.heard()).containsExactly("10s r firing b", "2m10s r firing a,b");
  }

  @Test
  void anInhibitedAlertIsToldWhenItsSourceIsOver() {
    VirtualPipeline inhibiting =
        new VirtualPipeline(
            ONE + "inhibit: [{source-matchers: [s=1], target-matchers: [t=1], equal: [g]}]\n");
    inhibiting.fire("g=1 n=src s=1").fire("g=1 n=a t=1").fire("g=2 n=b t=1").pass("30S");
    assertThat(inhibiting.heard()).containsExactly("10s r firing src", "10s r firing b");
    inhibiting.resolve("g=1 n=src s=1").pass("2M");
    assertThat(inhibiting.heard()).containsExactly("1m10s r firing a resolved src");
  }

  @Test
  void alertsOnBothSidesOfAnInhibitionDoNotSilenceEachOther() {
    VirtualPipeline inhibiting =
        new VirtualPipeline(ONE + "inhibit: [{source-matchers: [s=1], target-matchers: [s=1]}]\n");
    inhibiting.fire("g=1 n=a s=1").fire("g=1 n=b s=1").pass("30S");
    assertThat(inhibiting.heard()).containsExactly("10s r firing a,b");
  }

  @Test
  void aRouteTellsNothingInItsMuteTimes() {
    VirtualPipeline muted =
        new VirtualPipeline(
            """
            receivers: {r: {log: {}}, s: {log: {}}}
            time-intervals: [{name: noon, times: ['12:00-12:02']}]
            route:
              receivers: [r]
              group-by: [g]
              group-wait: 10s
              group-interval: 1m
              routes:
                - {matchers: [m=1], mute-time-intervals: [noon]}
                - {matchers: [m=2], receivers: [s], active-time-intervals: [noon]}
            """);
    muted.fire("g=1 n=a m=1").fire("g=1 n=b m=2").pass("3M");
    muted.fire("g=2 n=c m=2").pass("3M");
    assertThat(muted.heard()).containsExactly("10s s firing b", "2m10s r firing a");
  }

  @Test
  void eachReceiverOfARouteIsToldForItself() {
    VirtualPipeline both = new VirtualPipeline(ONE.replace("[r]", "[r, s]"));
    both.fire("g=1 n=a").pass("30S");
    assertThat(both.heard()).containsExactly("10s r firing a", "10s s firing a");
  }

  @Test
  void whatTheQueueDoesNotTakeIsToldAtTheNextLook() {
    pipeline.queueFailure = new UncheckedIOException(new IOException("disk full"));
    pipeline.fire("g=1 n=a").pass("30S").resolve("g=1 n=a").fire("g=1 n=b");
    assertThat(pipeline.heard()).isEmpty();
    pipeline.queueFailure = null;
    pipeline.pass("1M");
    assertThat(pipeline.heard()).containsExactly("1m10s r firing b resolved a");
    assertThat(pipeline.core.stats().failures()).isEqualTo(1);
  }

  @Test
  void alertsThatCannotBeWrittenDownAreToldAllTheSame() {
    pipeline.archive.failure = new IllegalStateException("disk full");
    pipeline.fire("g=1 n=a").pass("30S");
    assertThat(pipeline.heard()).containsExactly("10s r firing a");
    pipeline.archive.failure = null;
    pipeline.fire("g=1 n=b");
    assertThat(pipeline.archive.all).hasSize(2);
  }

  @Test
  void theSameWordsAfterTheSameWordsHaveTheSameId() {
    pipeline.fire("g=1 n=a").pass("30S");
    String id = pipeline.told.getFirst().id();
    // Killed before it was noted: it is told again.
    pipeline.log.all.clear();
    pipeline.pass("1M");
    assertThat(pipeline.told.getLast().id()).isEqualTo(id);
    pipeline.pass("6M");
    assertThat(pipeline.told).hasSize(3);
    assertThat(pipeline.told.getLast().id()).isNotEqualTo(id);
  }

  @Test
  void anotherConfigurationKeepsWhatIsKnown() {
    pipeline.fire("g=1 n=a").pass("30S");
    pipeline.core.use(VirtualPipeline.setup(ONE.replace("1m,", "2m,")), pipeline.now());
    pipeline.pass("1M").resolve("g=1 n=a").pass("3M");
    assertThat(pipeline.heard()).containsExactly("10s r firing a", "2m30s r resolved a");
  }

  @Test
  void aClockThatIsSetBackDelaysNothing() {
    pipeline.fire("g=1 n=a").pass("5S");
    pipeline.setClock(VirtualPipeline.START.minus(Duration.ofHours(1)));
    pipeline.pass("6S");
    assertThat(pipeline.told).hasSize(1);
  }

  @Test
  void tenThousandAlertsOfFiftyMigrationsAreFiftyNotifications() {
    VirtualPipeline storm =
        new VirtualPipeline(
            """
            receivers: {mail: {email: {host: h, from: a@b, to: [c@d]}}, hook: {webhook: {url: 'https://example.com/'}}}
            """);
    List<Alert> all = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Labels labels =
          Labels.of(
              Map.of(
                  Labels.ALERT_NAME,
                  "A" + i,
                  Labels.MIGRATION,
                  "shop.t" + i % 50,
                  Labels.SEVERITY,
                  List.of("warning", "error", "critical").get(i % 3)));
      all.add(VirtualPipeline.alert(labels, storm.now(), null, storm.now()));
    }
    for (int i = 0; i < 10; i++) {
      storm.core.take(all.subList(i * 1000, (i + 1) * 1000), storm.now());
      storm.pass("0.1S");
    }
    storm.pass("5M");
    for (String receiver : List.of("log", "mail", "hook")) {
      List<Notification> told =
          storm.told.stream().filter(one -> one.receiver().equals(receiver)).toList();
      assertThat(told).as(receiver).hasSize(50);
      assertThat(told.stream().mapToInt(one -> one.alerts().size()).sum())
          .isEqualTo(receiver.equals("mail") ? 6_667 - 1 : 10_000);
    }
  }
}
