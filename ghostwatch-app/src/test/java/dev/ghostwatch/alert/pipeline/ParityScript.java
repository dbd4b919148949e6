package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One sequence of {@code parity.txt}.
 *
 * @param route keys of its route, as they stand in GhostWatch's configuration
 * @param inhibit rules of inhibition, likewise
 * @param differs how often both tell, where that is known to differ; null where nothing may differ
 */
record ParityScript(
    String name,
    String route,
    List<String> inhibit,
    List<Step> steps,
    Duration end,
    @Nullable String differs) {
  /** Something done at a moment after the beginning. */
  record Step(Duration at, String verb, List<String> words) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      return at.compareTo(other.at);
    }

    /** The value of {@code key=NUMBER} among the words. */
    Duration seconds(String key) {
      return words.stream()
          .filter(word -> word.startsWith(key + "="))
          .findFirst()
          .map(word -> Duration.ofSeconds(Long.parseLong(word.substring(key.length() + 1))))
          .orElse(Duration.ZERO);
    }

    boolean has(String key) {
      return words.stream().anyMatch(word -> word.startsWith(key + "="));
    }
  }

  private static final Map<String, String> USUAL = new LinkedHashMap<>();
  private static final Pattern RECEIVERS = Pattern.compile("receivers: \\[([^]]*)]");

  static {
    USUAL.put("receivers", "[@r]");
    USUAL.put("group-by", "[g]");
    USUAL.put("group-wait", "1s");
    USUAL.put("group-interval", "2s");
    USUAL.put("repeat-interval", "1h");
  }

  static List<ParityScript> all(Path file) throws IOException {
    List<ParityScript> scripts = new ArrayList<>();
    String text = Files.readString(file).replaceAll("(?m)^#.*\n", "");
    for (String part : text.split("(?m)^== ", -1)) {
      if (!part.isBlank()) {
        scripts.add(of(part.lines().toList()));
      }
    }
    return scripts;
  }

  private static ParityScript of(List<String> lines) {
    String name = lines.getFirst();
    String route = "";
    List<String> inhibit = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    Duration end = Duration.ZERO;
    String differs = null;
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("route ")) {
        route = line.substring(6);
      } else if (line.startsWith("inhibit ")) {
        inhibit.add(line.substring(8));
      } else if (line.startsWith("differs ")) {
        differs = line.substring(8);
      } else if (!line.isBlank()) {
        List<String> words = List.of(line.split(" "));
        Duration at = Duration.ofSeconds(Long.parseLong(words.getFirst()));
        if (words.get(1).equals("end")) {
          end = at;
        } else {
          steps.add(new Step(at, words.get(1), words.subList(2, words.size())));
        }
      }
    }
    return new ParityScript(name, route, inhibit, steps, end, differs);
  }

  /** The labels that a word of a step means: one alert, or many. */
  List<Labels> alerts(Step step) {
    List<String> names = new ArrayList<>();
    String[] many = step.words().getFirst().split("\\*", -1);
    if (many.length == 1) {
      names.add(many[0]);
    } else {
      IntStream.range(0, Integer.parseInt(many[1])).forEach(i -> names.add(many[0] + i));
    }
    return names.stream().map(one -> labels(one, step)).toList();
  }

  private Labels labels(String alert, Step step) {
    Labels labels =
        Labels.of(Map.of(Labels.ALERT_NAME, "A", "scenario", name, "n", alert, "g", "1"));
    if (step.words().getFirst().contains("*")) {
      labels = labels.with("h", String.valueOf(alert.charAt(alert.length() - 1) % 3));
    }
    for (String word : step.words().subList(1, step.words().size())) {
      int equals = word.indexOf('=');
      if (equals > 0 && !word.startsWith("since=") && !word.startsWith("until=")) {
        labels = labels.with(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return labels;
  }

  /** The keys of its route in GhostWatch's words. */
  String routeKeys() {
    StringBuilder keys = new StringBuilder("matchers: ['scenario=\"" + name + "\"']");
    // What stands before its inner routes is its own.
    String own = route.contains("routes:") ? route.substring(0, route.indexOf("routes:")) : route;
    USUAL.forEach((key, value) -> {
      if (!own.contains(key + ":")) {
        keys.append(", ").append(key).append(": ").append(value);
      }
    });
    if (!route.isEmpty()) {
      keys.append(", ").append(route);
    }
    return keys.toString().replace("@", name + "-");
  }

  /** Each of its receivers; those of one route together, as its configuration lists them. */
  TreeSet<String> receiverLists() {
    TreeSet<String> lists = new TreeSet<>();
    Matcher matcher = RECEIVERS.matcher(routeKeys());
    while (matcher.find()) {
      lists.add(matcher.group(1));
    }
    return lists;
  }

  /** Rules of inhibition that hold for its alerts only. */
  List<String> inhibitRules() {
    return inhibit.stream()
        .map(rule ->
            "{"
                + rule.replaceAll("-matchers: \\[", "-matchers: ['scenario=\"" + name + "\"', ")
                + "}")
        .toList();
  }

  /** In Alertmanager's words. */
  static String inAlertmanagersWords(String keys) {
    return RECEIVERS
        .matcher(keys)
        .replaceAll(found -> "receiver: '" + found.group(1) + "'")
        .replace("group-by:", "group_by:")
        .replace("group-wait:", "group_wait:")
        .replace("group-interval:", "group_interval:")
        .replace("repeat-interval:", "repeat_interval:")
        .replace("-matchers:", "_matchers:")
        .replace("mute-time-intervals:", "mute_time_intervals:")
        .replace("active-time-intervals:", "active_time_intervals:");
  }
}
