package dev.ghostwatch.config.alert;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times that come again, and what may not stand in {@code alerts}. */
class TimeIntervalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A Thursday; the day after the last of its month is the first.
        "times: ['09:00-17:00']                  | 2026-11-26T09:00:00Z | true",
        "times: ['09:00-17:00']                  | 2026-11-26T16:59:59Z | true",
        "times: ['09:00-17:00']                  | 2026-11-26T17:00:00Z | false",
        "times: ['22:00-24:00', '00:00-06:00']   | 2026-11-26T23:59:59Z | true",
        "times: ['22:00-24:00', '00:00-06:00']   | 2026-11-26T06:00:00Z | false",
        "weekdays: ['monday:friday']             | 2026-11-26T12:00:00Z | true",
        "weekdays: [sunday]                      | 2026-11-29T12:00:00Z | true",
        "weekdays: ['sunday:monday']             | 2026-11-28T12:00:00Z | false",
        "days-of-month: ['-1']                   | 2026-11-30T12:00:00Z | true",
        "days-of-month: ['-1']                   | 2026-12-30T12:00:00Z | false",
        "days-of-month: ['31']                   | 2026-11-30T12:00:00Z | false",
        "days-of-month: ['28:31']                | 2026-02-28T12:00:00Z | true",
        "days-of-month: ['-3:-1']                | 2026-02-26T00:00:00Z | true",
        "months: ['november:12']                 | 2026-11-01T00:00:00Z | true",
        "months: ['1:3']                         | 2026-11-01T00:00:00Z | false",
        "years: ['2025:2026']                    | 2026-11-01T00:00:00Z | true",
        "location: Asia/Shanghai, times: ['20:00-21:00'] | 2026-11-26T12:30:00Z | true",
        "location: Asia/Shanghai, weekdays: [friday] | 2026-11-26T16:30:00Z | true",
        // In summer Berlin is two hours ahead.
        "location: Europe/Berlin, times: ['14:00-15:00'] | 2026-07-01T12:30:00Z | true",
        "location: Europe/Berlin, times: ['14:00-15:00'] | 2026-11-26T12:30:00Z | false",
        "months: [november], weekdays: [friday]  | 2026-11-26T12:00:00Z | false",
      })
  void containsAMoment(String keys, Instant moment, boolean expected) {
    LoadedConfig loaded = load("time-intervals: [{name: x, " + keys + "}]\n");
    assertThat(loaded.problems()).isEmpty();
    TimeIntervals intervals = new TimeIntervals(loaded.config().alerts().timeIntervals());
    assertThat(intervals.isIn(List.of("x"), moment)).isEqualTo(expected);
    assertThat(intervals.isIn(List.of("y"), moment)).isFalse();
  }

  @Test
  void oneOfSeveralWithANameIsEnough() {
    LoadedConfig loaded =
        load("time-intervals: [{name: x, years: ['1999']}, {name: x, weekdays: [thursday]}]\n");
    assertThat(
            new TimeIntervals(loaded.config().alerts().timeIntervals())
                .isIn(List.of("x"), Instant.parse("2026-11-26T12:00:00Z")))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "time-intervals: [{name: x, times: ['22:00-06:00']}] | alerts.time-intervals[0].times[0]: found '22:00-06:00', which must be a time such as 22:00-24:00; it must not span midnight: give two.",
        "time-intervals: [{name: x, weekdays: [mon]}] | alerts.time-intervals[0].weekdays[0]: found 'mon', which must be a weekday or a span such as monday:friday, from sunday to saturday.",
        "time-intervals: [{name: x, days-of-month: ['0']}] | found '0', which must be a day or a span such as 1:5 or -3:-1 (from the end).",
        "time-intervals: [{name: x, days-of-month: ['-1:5']}] | found '-1:5', which must be a day or a span",
        "time-intervals: [{name: x, months: ['march:january']}] | found 'march:january', which must be a month or a span",
        "route: {receivers: [mial]} | alerts.route: found 'mial', but there is no such receiver. There are: mail, log. Did you mean mail?",
        "route: {receivers: []} | alerts.route.receivers: must name at least one receiver, for example '[log]': alerts that take no route inside go there.",
        "route: {receivers: [log], routes: [{matchers: [a], receivers: [log]}]} | alerts.route.routes[0].matchers[0]: found 'a', which must be a condition on labels such as severity=\"critical\"",
        "route: {receivers: [log], routes: [{matchers: [a=b], routes: [{matchers: [a=b], mute-time-intervals: [nihgt]}]}]} | alerts.route: found 'nihgt', but there is no such time interval. There are: night. Did you mean night?",
        "route: {receivers: [log], routes: [{matchers: [a=b], routes: [{matchers: [a=b], group-wiat: 3s}]}]} | alerts.route.routes[0].routes[0].group-wiat: there is no such key. Did you mean alerts.route.routes[0].routes[0].group-wait?",
        "route: {receivers: [log], group-by: [a, '...']} | alerts.route.group-by: must be '[...]' alone, which groups by all labels, or names of labels.",
        "route: {receivers: [log], repeat-interval: never} | which must be a duration from 100ms to 90d, or classic for 5m.",
        "silences: [{name: x, matchers: ['a=~\".*\"'], during: [night], comment: y}] | alerts.silences[0].matchers: would silence everything: at least one matcher must need a label, for example alertname=\"Load\".",
        "silences: [{name: x, matchers: [a=b], during: [day], comment: y}] | alerts.silences: found 'day', but there is no such time interval. There are: night.",
        "inhibit: [{source-matchers: [a=b]}] | alerts.inhibit[0].target-matchers: is missing. Write for example 'target-matchers: [severity=\"warning\"]'.",
      })
  void whatIsWrongIsSaid(String yaml, String problem) {
    String more = yaml.startsWith("time-intervals") ? "" : "time-intervals: [{name: night}]\n";
    LoadedConfig loaded =
        load("receivers: {mail: {command: {program: /bin/true}}}\n" + more + yaml + "\n");
    assertThat(loaded.problems())
        .singleElement()
        .satisfies(one -> assertThat(one.text(Texts.of(Language.EN)::get)).contains(problem));
  }

  @Test
  void theClassicRepetitionHasAWord() {
    RouteConfig route =
        requireNonNull(
            load("route: {receivers: [log], repeat-interval: classic}\n")
                .config()
                .alerts()
                .route());
    assertThat(route.repeatInterval()).hasSeconds(300);
  }

  @Test
  void whatTheManualShowsIsAGoodFile(@TempDir Path folder) throws IOException {
    String page = Files.readString(Path.of("../docs/alerts.md"));
    int begin = page.indexOf("```yaml\nalerts:\n  receivers:");
    String yaml = page.substring(begin + 8, page.indexOf("```", begin + 8));
    Files.writeString(
        folder.resolve("dingtalk-url"), "https://oapi.dingtalk.com/robot/send?access_token=x");
    Path file = Files.writeString(folder.resolve("ghostwatch.yaml"), yaml);
    LoadedConfig loaded = LoadedConfig.load(file, Map.of("HOME", "/home/ghost"));
    assertThat(loaded.problems()).isEmpty();
    assertThat(requireNonNull(loaded.config().alerts().route()).allReceivers())
        .contains("dba", "chat");
  }

  private static LoadedConfig load(String yaml) {
    return LoadedConfig.parse("alerts:\n" + yaml.indent(2), Map.of("HOME", "/home/ghost"));
  }
}
