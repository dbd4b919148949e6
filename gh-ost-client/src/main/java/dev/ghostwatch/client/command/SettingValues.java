package dev.ghostwatch.client.command;

import dev.ghostwatch.client.value.Ascii;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.client.value.Numbers;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Checks the values of settings and brings them into the one form in which they are sent. */
final class SettingValues {

  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_VARIABLE = 64;
  private static final int LONGEST_HOST = 255;
  private static final int HIGHEST_PORT = 65_535;
  private static final BigDecimal HIGHEST_RATIO = BigDecimal.valueOf(100);

  private SettingValues() {}

  static String canonical(Setting setting, String value) throws InvalidSettingValueException {
    String trimmed = value.strip();
    if (trimmed.isEmpty()) {
      if (!setting.isClearable()) {
        throw invalid(setting, value, "is empty");
      }
      return "";
    }
    Refusal problem = WireArgument.problem(setting.wireName(), trimmed);
    if (problem != null) {
      throw invalid(setting, problem.text());
    }
    return switch (setting.form()) {
      case COUNT -> count(setting, trimmed);
      case RATIO -> ratio(setting, trimmed);
      case LOAD -> load(setting, trimmed);
      case QUERY -> query(setting, trimmed);
      case URL -> url(setting, trimmed);
      case REPLICAS -> replicas(setting, trimmed);
    };
  }

  private static String count(Setting setting, String text) throws InvalidSettingValueException {
    long number = text.length() > LONGEST_NUMBER ? -1 : Numbers.parseCount(text, 0, text.length());
    if (number < 0) {
      throw invalid(setting, text, "is not a whole number");
    }
    if (number < lowest(setting) || number > highest(setting)) {
      throw invalid(setting, text, "is out of range");
    }
    return Long.toString(number);
  }

  private static long lowest(Setting setting) {
    return switch (setting) {
      case CHUNK_SIZE -> 10;
      case DML_BATCH_SIZE -> 1;
      case MAX_LAG_MILLIS -> 100;
      case NICE_RATIO,
          MAX_LOAD,
          CRITICAL_LOAD,
          THROTTLE_QUERY,
          THROTTLE_HTTP,
          THROTTLE_CONTROL_REPLICAS ->
          0;
    };
  }

  private static long highest(Setting setting) {
    return switch (setting) {
      case CHUNK_SIZE -> 100_000;
      case DML_BATCH_SIZE -> 1_000;
      case MAX_LAG_MILLIS,
          NICE_RATIO,
          MAX_LOAD,
          CRITICAL_LOAD,
          THROTTLE_QUERY,
          THROTTLE_HTTP,
          THROTTLE_CONTROL_REPLICAS ->
          Long.MAX_VALUE;
    };
  }

  private static String ratio(Setting setting, String text) throws InvalidSettingValueException {
    if (text.length() > LONGEST_NUMBER || Numbers.parseDecimal(text, 0, text.length()) == null) {
      throw invalid(setting, text, "is not a number such as 0.5");
    }
    BigDecimal ratio = new BigDecimal(text);
    if (ratio.signum() < 0 || ratio.compareTo(HIGHEST_RATIO) > 0) {
      throw invalid(setting, text, "is out of range");
    }
    return ratio.stripTrailingZeros().toPlainString();
  }

  private static String load(Setting setting, String text) throws InvalidSettingValueException {
    String[] pairs = text.split(",", -1);
    StringBuilder joined = new StringBuilder();
    Set<String> names = new LinkedHashSet<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw invalid(setting, text, "has a part without '=': " + Texts.shown(pair));
      }
      String name = pair.substring(0, equals).strip();
      String number = pair.substring(equals + 1).strip();
      if (!isVariableName(name)) {
        throw invalid(
            setting, text, "names " + Texts.shown(name) + ", which is no status variable of MySQL");
      }
      if (!names.add(name)) {
        throw invalid(setting, text, "names " + name + " twice");
      }
      long threshold = Numbers.parseCount(number, 0, number.length());
      if (threshold < 0) {
        throw invalid(setting, text, "has no whole number for " + name);
      }
      joined.append(joined.isEmpty() ? "" : ",").append(name).append('=').append(threshold);
    }
    LoadThresholds thresholds = LoadThresholds.parse(joined.toString());
    return thresholds == null ? joined.toString() : thresholds.text();
  }

  private static boolean isVariableName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_VARIABLE || !Ascii.isLetter(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Ascii.isLetter(c) && !Ascii.isDigit(c) && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static String query(Setting setting, String text) throws InvalidSettingValueException {
    if (!SingleSelect.is(text)) {
      String problem =
          Texts.shown(text)
              + " is not a single SELECT without INTO, and gh-ost would run it every second."
              + " Nothing was sent.";
      throw new InvalidSettingValueException(setting, message(setting, problem), true);
    }
    return text;
  }

  private static String url(Setting setting, String text) throws InvalidSettingValueException {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      if (uri.getHost() == null
          || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
        throw invalid(setting, text, "is not an http or https URL with a host");
      }
      return text;
    } catch (URISyntaxException e) {
      throw invalid(setting, text, "is not a URL: " + e.getReason());
    }
  }

  private static String replicas(Setting setting, String text) throws InvalidSettingValueException {
    StringBuilder joined = new StringBuilder();
    for (String part : text.split(",", -1)) {
      String replica = part.strip();
      if (!isReplica(replica)) {
        throw invalid(
            setting, text, "has a part that is not HOST or HOST:PORT: " + Texts.shown(replica));
      }
      joined.append(joined.isEmpty() ? "" : ",").append(replica);
    }
    return joined.toString();
  }

  private static boolean isReplica(String text) {
    int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    if (hostEnd < 0) {
      hostEnd = text.length();
    }
    if (hostEnd < text.length()) {
      long port =
          text.charAt(hostEnd) == ':' ? Numbers.parseCount(text, hostEnd + 1, text.length()) : -1;
      if (port < 1 || port > HIGHEST_PORT) {
        return false;
      }
    }
    return text.startsWith("[")
        ? isAddress(text.substring(1, Math.max(1, hostEnd - 1)))
        : isHost(text.substring(0, hostEnd));
  }

  private static boolean isHost(String host) {
    if (host.isEmpty() || host.length() > LONGEST_HOST) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Ascii.isLetter(c) && !Ascii.isDigit(c) && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAddress(String address) {
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
        return false;
      }
    }
    return address.contains(":");
  }

  private static InvalidSettingValueException invalid(
      Setting setting, String value, String problem) {
    return invalid(setting, Texts.shown(value) + " " + problem + ". Nothing was sent.");
  }

  private static InvalidSettingValueException invalid(Setting setting, String problem) {
    return new InvalidSettingValueException(setting, message(setting, problem), false);
  }

  private static String message(Setting setting, String problem) {
    return setting.wireName() + ": " + problem + " Allowed: " + setting.range() + ".";
  }
}
