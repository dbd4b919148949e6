package dev.ghostwatch.daemon;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a PID file tells of an agent. The first line is the process id alone, which is what service
 * managers read; {@code name: value} lines follow.
 *
 * @param pid process id
 * @param processStart tells the process from a later one with the same id, see {@link Processes}
 * @param since when the agent started
 * @param version of the program
 * @param config the configuration file; null when there is none
 * @param readyAt when it became ready; null while it is starting
 * @param address where it serves HTTP; null when it does not, or not yet
 */
public record AgentRecord(
    long pid,
    String processStart,
    Instant since,
    String version,
    @Nullable String config,
    @Nullable Instant readyAt,
    @Nullable String address) {

  public boolean isReady() {
    return readyAt != null;
  }

  AgentRecord ready(Instant now, @Nullable String servedAt) {
    return new AgentRecord(pid, processStart, since, version, config, now, servedAt);
  }

  /** The content of the file. */
  String text() {
    StringBuilder text = new StringBuilder().append(pid).append('\n');
    line(text, "process-start", processStart);
    line(text, "since", since.toString());
    line(text, "version", version);
    line(text, "config", config);
    line(text, "ready", readyAt == null ? null : readyAt.toString());
    line(text, "address", address);
    return text.toString();
  }

  private static void line(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(name).append(": ").append(value.replace('\n', ' ')).append('\n');
    }
  }

  /** What the file's content says; null when it is not one of ours. */
  static @Nullable AgentRecord parse(String text) {
    String[] lines = text.split("\n", -1);
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        values.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    String processStart = values.get("process-start");
    String since = values.get("since");
    String ready = values.get("ready");
    try {
      return processStart == null || since == null
          ? null
          : new AgentRecord(
              Long.parseLong(lines[0].strip()),
              processStart,
              Instant.parse(since),
              values.getOrDefault("version", "?"),
              values.get("config"),
              ready == null ? null : Instant.parse(ready),
              values.get("address"));
    } catch (NumberFormatException | DateTimeException _) {
      return null;
    }
  }
}
