package dev.ghostwatch.client.recordings;

import java.util.regex.Pattern;

/**
 * What each reply without a status line is, by the text alone: the first pattern that is found
 * decides.
 */
enum ExpectedAnswer {
  UNKNOWN_COMMAND("^[Uu]nknown command: "),
  WRONG_TABLE("^[Uu]ser commanded '[a-z-]+' on .*, but migrated table is .*; in?g?n?oring request"),
  MISSING_ARGUMENT("^user commanded '[a-z-]+' without specifying file path\n$"),
  PANIC("^[Uu]ser commanded 'panic'\\. "),
  NOT_POSTPONING("^You may only invoke this when gh-ost is actively postponing migration"),
  DEPRECATED("^replication-lag-query is deprecated"),
  INVALID_VALUE(
      "^(strconv\\.\\w+: parsing |Error parsing (load condition|numeric value)|time: invalid duration)"),
  HELP("^available commands:\n"),
  HOST("^Host: \\S+, Version: \\S+\n$"),
  COORDINATES("^mysql-bin\\.\\d+:\\d+\n$"),
  NUMBER("^[0-9.]+\n$"),
  LOAD("^(\\w+=\\d+,?)+\n$"),
  REPLICAS("^\\d+\\.\\d+\\.\\d+\\.\\d+:\\d+\n$"),
  QUERY("^select .*\n$"),
  URL("^http://\\S+\n$"),
  PROFILE("^H4sIA[A-Za-z0-9+/=]+\n?$"),
  EMPTY_VALUE("^\n$"),
  NOTHING("^$");

  private final Pattern pattern;

  ExpectedAnswer(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  static ExpectedAnswer of(String reply) {
    for (ExpectedAnswer answer : values()) {
      if (answer.pattern.matcher(reply).find()) {
        return answer;
      }
    }
    throw new AssertionError("A reply of a kind that no recording had so far: " + reply);
  }
}
