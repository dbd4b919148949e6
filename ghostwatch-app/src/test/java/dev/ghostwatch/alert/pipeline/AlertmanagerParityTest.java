package dev.ghostwatch.alert.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.pipeline.ParityScript.Step;
import dev.ghostwatch.alert.silence.NewSilence;
import dev.ghostwatch.alert.silence.SilenceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same sequences through a real Alertmanager, in real time, and through GhostWatch, in virtual
 * time: the same notifications to the same receivers in the same order.
 */
@Tag("alertmanager")
class AlertmanagerParityTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/alerts/parity.txt");

  /** Between two moments of a sequence lies a second. */
  private static final Duration LATE = Duration.ofMillis(300);

  /** Groups that are due with less between them may come in any order. */
  private static final Duration APART = Duration.ofMillis(900);

  private static final int MOST = 2_000;

  @TempDir Path folder;

  @Test
  void peopleAreToldTheSameAsByAlertmanager() throws Exception {
    assumeThat(RealAlertmanager.isInstalled())
        .as(RealAlertmanager.PROGRAM + " is on the PATH")
        .isTrue();
    List<ParityScript> scripts = ParityScript.all(SCRIPTS);
    assertThat(scripts).hasSizeGreaterThan(50);
    Map<String, String> different = compare(scripts, folder.resolve("first"));
    if (different.values().stream().anyMatch(text -> text.startsWith("late"))) {
      System.out.println(
          "The machine was late; played once more: " + String.join(", ", different.keySet()));
      List<ParityScript> again =
          scripts.stream().filter(script -> different.containsKey(script.name())).toList();
      assertThat(compare(again, folder.resolve("second"))).isEmpty();
    } else {
      assertThat(different).isEmpty();
    }
  }

  /** What is different, by sequence; begins with {@code late} when the machine was. */
  private static Map<String, String> compare(List<ParityScript> scripts, Path folder)
      throws Exception {
    Files.createDirectories(folder);
    List<Duration> delays = new ArrayList<>();
    List<Heard> theirs;
    Duration lead;
    try (RealAlertmanager alertmanager = new RealAlertmanager(scripts, folder)) {
      theirs = alertmanager.play(scripts, delays);
      lead = Duration.between(alertmanager.started, alertmanager.begin());
    }
    List<Heard> ours = virtual(scripts, lead);
    assertThat(ours).isNotEmpty();
    Duration worst = delays.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    Map<String, String> different = new TreeMap<>();
    for (ParityScript script : scripts) {
      List<Heard> expected = of(script, theirs);
      List<Heard> actual = of(script, ours);
      String counts = "Alertmanager " + expected.size() + ", GhostWatch " + actual.size();
      String difference =
          script.differs() == null
              ? difference(expected, actual)
              : script.differs().equals(counts) ? "" : "known to differ otherwise: " + counts;
      Duration off = offTime(expected, actual);
      worst = off.compareTo(worst) > 0 ? off : worst;
      if (!difference.isEmpty()) {
        different.put(script.name(), difference);
      }
    }
    System.out.println(
        "parity: "
            + scripts.size()
            + " sequences, Alertmanager told "
            + theirs.size()
            + " times, GhostWatch "
            + ours.size()
            + " times, "
            + different.size()
            + " sequences differ; the machine was late by up to "
            + worst.toMillis()
            + " ms");
    if (worst.compareTo(LATE) > 0) {
      different.replaceAll((_, text) -> "late\n" + text);
    }
    return different;
  }

  /** Of each group the same must come to the same receivers in the same order. */
  private static String difference(List<Heard> expected, List<Heard> actual) {
    String theirs = byGroup(expected);
    String ours = byGroup(actual);
    if (!theirs.equals(ours)) {
      return cut("Alertmanager told\n" + theirs) + cut("GhostWatch told\n" + ours);
    }
    // Between groups the order counts where the moments are apart.
    Map<String, List<Heard>> mine = groups(actual);
    Map<String, Integer> seen = new HashMap<>();
    Heard last = null;
    for (Heard one : expected) {
      String group = one.receiver() + one.group();
      Heard same = mine.getOrDefault(group, List.of()).get(seen.merge(group, 1, Integer::sum) - 1);
      if (last != null && same.at().plus(APART).compareTo(last.at()) < 0) {
        return "Alertmanager told in another order\n" + cut(last.what()) + cut(same.what());
      }
      last = same;
    }
    return "";
  }

  private static String cut(String text) {
    return text.length() < MOST ? text : text.substring(0, MOST) + " ...\n";
  }

  private static String byGroup(List<Heard> heard) {
    StringBuilder text = new StringBuilder();
    groups(heard)
        .forEach((_, group) ->
            group.forEach(
                one -> text.append(one.receiver()).append(": ").append(one.what()).append('\n')));
    return text.toString();
  }

  private static Map<String, List<Heard>> groups(List<Heard> heard) {
    Map<String, List<Heard>> groups = new TreeMap<>();
    heard.forEach(one ->
        groups.computeIfAbsent(one.receiver() + one.group(), _ -> new ArrayList<>()).add(one));
    return groups;
  }

  /** In the order in which they came. */
  private static List<Heard> of(ParityScript script, List<Heard> heard) {
    return heard.stream()
        .filter(one -> one.receiver().startsWith(script.name() + "-"))
        .filter(one -> one.scenario().equals(script.name()))
        .sorted(Comparator.comparing(Heard::at))
        .toList();
  }

  /** By how much the moments differ, at most. */
  private static Duration offTime(List<Heard> expected, List<Heard> actual) {
    Duration worst = Duration.ZERO;
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      Duration off = expected.get(i).at().minus(actual.get(i).at()).abs();
      worst = off.compareTo(worst) > 0 ? off : worst;
    }
    return worst;
  }

  /**
   * @param lead how long Alertmanager ran before the sequences: it forgets empty groups at a pace
   *     that begins with it
   */
  private static List<Heard> virtual(List<ParityScript> scripts, Duration lead) throws Exception {
    VirtualPipeline pipeline = new VirtualPipeline(VirtualPipeline.setup(config(scripts)));
    record Done(ParityScript script, Step step) {}

    List<Done> all = new ArrayList<>();
    Duration end = Duration.ZERO;
    for (ParityScript script : scripts) {
      script.steps().forEach(step -> all.add(new Done(script, step)));
      end = script.end().compareTo(end) > 0 ? script.end() : end;
    }
    all.sort(Comparator.comparing(Done::step));
    Instant begin = VirtualPipeline.START.plus(lead);
    Map<Labels, Instant> began = new HashMap<>();
    Map<String, String> silences = new HashMap<>();
    for (Done done : all) {
      pipeline.until(begin.plus(done.step().at()));
      run(pipeline, done.script(), done.step(), began, silences);
    }
    pipeline.until(begin.plus(end));
    return pipeline.told.stream().map(one -> Heard.of(one, begin)).toList();
  }

  private static void run(
      VirtualPipeline pipeline,
      ParityScript script,
      Step step,
      Map<Labels, Instant> began,
      Map<String, String> silences)
      throws SilenceException {
    Instant now = pipeline.now();
    String name = script.name() + step.words().getFirst();
    switch (step.verb()) {
      case "fire" -> {
        List<Alert> alerts = new ArrayList<>();
        for (Labels labels : script.alerts(step)) {
          began.putIfAbsent(labels, now.minus(step.seconds("since")));
          Instant ends = step.has("until") ? now.plus(step.seconds("until")) : null;
          alerts.add(VirtualPipeline.alert(labels, began.get(labels), ends, now));
        }
        pipeline.core.take(alerts, now);
      }
      case "resolve" -> {
        List<Alert> alerts = new ArrayList<>();
        for (Labels labels : script.alerts(step)) {
          Instant starts = began.getOrDefault(labels, now);
          began.remove(labels);
          alerts.add(VirtualPipeline.alert(labels, starts, now, now));
        }
        pipeline.core.take(alerts, now);
      }
      case "silence" -> {
        Instant starts = now.plus(step.seconds("after"));
        NewSilence wanted =
            new NewSilence(
                List.of(RealAlertmanager.matchers(script, step).toString()),
                starts,
                starts.plusSeconds(Long.parseLong(step.words().get(2))),
                "me",
                "why");
        silences.put(name, pipeline.silences.add(wanted).id());
      }
      case "expire" -> pipeline.silences.expire(String.valueOf(silences.get(name)));
      default -> throw new IllegalArgumentException(step.toString());
    }
    pipeline.core.tick(now);
  }

  private static String config(List<ParityScript> scripts) {
    TreeSet<String> receivers = new TreeSet<>();
    StringBuilder routes = new StringBuilder();
    StringBuilder inhibit = new StringBuilder();
    for (ParityScript script : scripts) {
      script.receiverLists().forEach(list -> receivers.addAll(List.of(list.split(", "))));
      routes.append("    - {").append(script.routeKeys()).append("}\n");
      script.inhibitRules().forEach(rule -> inhibit.append("  - ").append(rule).append('\n'));
    }
    StringBuilder named = new StringBuilder();
    receivers.forEach(receiver ->
        named
            .append("  ")
            .append(receiver)
            .append(": {log: {}, send-resolved: ")
            .append(!receiver.endsWith("quiet"))
            .append("}\n"));
    return """
    time-intervals:
      - {name: always, times: ['00:00-24:00']}
      - {name: never, years: ['1999']}
    receivers:
    %sroute:
      receivers: [log]
      routes:
    %sinhibit:
    %s\
    """
        .formatted(named, routes, inhibit);
  }
}
