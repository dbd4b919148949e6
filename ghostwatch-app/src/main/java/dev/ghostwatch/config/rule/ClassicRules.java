package dev.ghostwatch.config.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The classic {@code alert_rules.conf}: shell-style {@code KEY=value} with comments and quotes,
 * read without a shell, and turned into {@code alerts} of a configuration.
 */
public final class ClassicRules {
  /**
   * Something that was not taken over.
   *
   * @param line counted from 1
   * @param key null when the line has none
   * @param reason key of the text that says why
   * @param found the value or line
   */
  public record Remark(int line, @Nullable String key, String reason, String found) {}

  /**
   * The result.
   *
   * @param yaml the configuration
   * @param remarks what was not taken over, in order
   */
  public record Imported(String yaml, List<Remark> remarks) {
    public Imported {
      remarks = List.copyOf(remarks);
    }
  }

  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)");
  private static final Pattern VALUE =
      Pattern.compile(
          "\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?|'([^']*)'\\s*(?:#.*)?|([^\\s#'\"]*)(?:\\s+#.*|\\s*)");
  private static final List<String> KNOWN =
      List.of(
          "ALERT_LAG_THRESHOLD",
          "ALERT_LAG_ENABLED",
          "ALERT_LOAD_THRESHOLD",
          "ALERT_LOAD_ENABLED",
          "ALERT_ERROR_ENABLED",
          "ALERT_PROGRESS_STUCK",
          "ALERT_PROGRESS_ENABLED",
          "ALERT_EMAIL",
          "ALERT_EMAIL_ENABLED",
          "ALERT_WEBHOOK",
          "ALERT_SLACK_CHANNEL");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final StringBuilder yaml = new StringBuilder();

  private ClassicRules() {}

  /** The keys that such a file may have. */
  public static List<String> keys() {
    return KNOWN;
  }

  /** Turns the text of such a file into a configuration. */
  public static Imported of(String text) {
    ClassicRules rules = new ClassicRules();
    rules.read(text);
    rules.write();
    rules.remarks.sort(Comparator.comparingInt(Remark::line));
    return new Imported(rules.yaml.toString(), rules.remarks);
  }

  private void read(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String bare = line.strip();
      if (bare.isEmpty() || bare.startsWith("#")) {
        continue;
      }
      Matcher assignment = ASSIGNMENT.matcher(line);
      if (!assignment.matches()) {
        remarks.add(new Remark(number, null, "config.import.noAssignment", bare));
        continue;
      }
      String key = assignment.group(1);
      String value = value(assignment.group(2).strip());
      if (!KNOWN.contains(key)) {
        remarks.add(new Remark(number, key, "config.import.unknown", key));
      } else if (value == null) {
        remarks.add(new Remark(number, key, "config.import.quote", assignment.group(2).strip()));
      } else {
        if (values.containsKey(key)) {
          remarks.add(
              new Remark(number, key, "config.import.twice", String.valueOf(lines.get(key))));
        }
        values.put(key, value);
        lines.put(key, number);
      }
    }
  }

  /**
   * A value without its quotes and comment; null when a quote is not closed or it wants a shell.
   */
  private static @Nullable String value(String text) {
    Matcher value = VALUE.matcher(text);
    if (!value.matches()) {
      return null;
    }
    String single = value.group(2);
    if (single != null) {
      return single;
    }
    String quoted = value.group(1) == null ? value.group(3) : value.group(1);
    boolean needsShell = quoted.contains("$") || quoted.contains("`");
    return needsShell ? null : quoted.replaceAll("\\\\(.)", "$1");
  }

  private void write() {
    line(0, "alerts:");
    List<String> disabled = new ArrayList<>();
    StringBuilder rules = new StringBuilder();
    String lag = number("ALERT_LAG_THRESHOLD", "5000");
    if (isOn("ALERT_LAG_ENABLED")) {
      double seconds = Double.parseDouble(lag) / 1000;
      rule(
          rules,
          "HighLag",
          "recent.lagSeconds > " + plain(seconds),
          "warning",
          "{database}.{table}: replication lag {span(recent.lagSeconds)}",
          "{database}.{table}：复制延迟 {span(recent.lagSeconds)}");
    } else {
      disabled.add("HighLag");
    }
    String load = number("ALERT_LOAD_THRESHOLD", "4.0");
    if (isOn("ALERT_LOAD_ENABLED")) {
      rule(
          rules,
          "HighLoad",
          "host.load1 > " + plain(Double.parseDouble(load)),
          "warning",
          "Load of the host is {host.load1}",
          "主机负载 {host.load1}");
    } else {
      disabled.add("HighLoad");
    }
    String stuck = number("ALERT_PROGRESS_STUCK", "600");
    if (isOn("ALERT_PROGRESS_ENABLED")) {
      rule(
          rules,
          "ProgressStuck",
          "lifecycle == 'running' && recent.stuckSeconds >= " + plain(Double.parseDouble(stuck)),
          "error",
          "{database}.{table}: no progress for {span(recent.stuckSeconds)}",
          "{database}.{table}：{span(recent.stuckSeconds)} 没有进展");
    } else {
      disabled.add("ProgressStuck");
    }
    if (!isOn("ALERT_ERROR_ENABLED")) {
      disabled.add("ErrorInLog");
      disabled.add("FatalInLog");
    }
    if (!disabled.isEmpty()) {
      line(2, "disabled-rules: [" + String.join(", ", disabled) + "]");
    }
    if (!rules.isEmpty()) {
      line(2, "rules:");
      yaml.append(rules);
    }
    receivers();
  }

  private static void rule(
      StringBuilder out, String name, String expression, String severity, String en, String zh) {
    out.append("    - name: ").append(name).append('\n');
    if (name.equals("HighLoad")) {
      out.append("      each: agent\n");
    }
    out.append("      expr: ").append(expression).append('\n');
    out.append("      severity: ").append(severity).append('\n');
    out.append("      title: ").append(quoted(en)).append('\n');
    out.append("      title-zh: ").append(quoted(zh)).append('\n');
  }

  private void receivers() {
    String mail = values.getOrDefault("ALERT_EMAIL", "");
    String webhook = values.getOrDefault("ALERT_WEBHOOK", "");
    String slack = values.getOrDefault("ALERT_SLACK_CHANNEL", "");
    boolean mails = !mail.isEmpty() && isOn("ALERT_EMAIL_ENABLED");
    boolean hooks = webhook.startsWith("http://") || webhook.startsWith("https://");
    if (!webhook.isEmpty() && !hooks) {
      remark("ALERT_WEBHOOK", "config.import.url");
    }
    if (!slack.isEmpty()) {
      // The old file has the channel only; a webhook of Slack belongs to a channel itself.
      remark("ALERT_SLACK_CHANNEL", "config.import.slack");
    }
    if (mails) {
      remark("ALERT_EMAIL", "config.import.email");
    }
    if (!mails && !hooks) {
      return;
    }
    line(2, "receivers:");
    if (mails) {
      line(4, "mail:");
      line(6, "email:");
      line(8, "host: localhost");
      line(8, "port: 25");
      line(8, "tls: none");
      line(8, "from: ghostwatch@localhost");
      line(8, "to: [" + String.join(", ", addresses(mail)) + "]");
    }
    if (hooks) {
      line(4, "hook:");
      line(6, "webhook:");
      line(8, "url: " + quoted(webhook));
    }
    line(2, "route:");
    line(4, "receivers: [log]");
    line(4, "routes:");
    if (hooks) {
      route("warning|error|critical", "hook");
    }
    if (mails) {
      route("error|critical", "mail");
    }
  }

  private void route(String severities, String receiver) {
    line(6, "- matchers: ['severity=~\"" + severities + "\"']");
    line(8, "receivers: [" + receiver + "]");
    line(8, "repeat-interval: classic");
    line(8, "continue: true");
  }

  private static List<String> addresses(String text) {
    List<String> all = new ArrayList<>();
    for (String address : text.split("[,;\\s]+", -1)) {
      if (!address.isEmpty()) {
        all.add(quoted(address));
      }
    }
    return all;
  }

  private boolean isOn(String key) {
    String value = values.get(key);
    if (value == null || value.matches("(?i)true|yes|on|1")) {
      return true;
    }
    if (!value.matches("(?i)false|no|off|0|")) {
      remark(key, "config.import.flag");
      return true;
    }
    return false;
  }

  private String number(String key, String usual) {
    String value = values.getOrDefault(key, usual);
    if (value.matches("\\d{1,12}(\\.\\d{1,6})?")) {
      return value;
    }
    remark(key, "config.import.number");
    return usual;
  }

  private void remark(String key, String reason) {
    remarks.add(new Remark(lines.getOrDefault(key, 0), key, reason, values.getOrDefault(key, "")));
  }

  private static String plain(double number) {
    String text = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private void line(int indent, String text) {
    yaml.append(" ".repeat(indent)).append(text).append('\n');
  }
}
