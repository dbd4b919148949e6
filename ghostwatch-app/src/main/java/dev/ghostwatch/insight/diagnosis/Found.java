package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.insight.RowEstimate;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a finding together. Its texts have the keys {@code D1.title}, {@code D1.cause} … */
final class Found {
  private final String rule;
  private final Severity severity;
  private final List<Phrase> evidence = new ArrayList<>();
  private Phrase title;
  private Phrase cause;
  private Phrase advice;
  private @Nullable String command;

  private Found(String rule, Severity severity) {
    this.rule = rule;
    this.severity = severity;
    title = Phrase.of(rule + ".title");
    cause = Phrase.of(rule + ".cause");
    advice = Phrase.of(rule + ".advice");
  }

  static Found of(String rule, Severity severity) {
    return new Found(rule, severity);
  }

  static Found info(String rule) {
    return new Found(rule, Severity.INFO);
  }

  static Found warning(String rule) {
    return new Found(rule, Severity.WARNING);
  }

  static Found critical(String rule) {
    return new Found(rule, Severity.CRITICAL);
  }

  /** Other texts: {@code D2.waits.title} … */
  Found as(String variant) {
    title = Phrase.of(rule + "." + variant + ".title");
    cause = Phrase.of(rule + "." + variant + ".cause");
    advice = Phrase.of(rule + "." + variant + ".advice");
    return this;
  }

  /** What is filled into the title. */
  Found title(String... arguments) {
    title = Phrase.of(title.key(), arguments);
    return this;
  }

  /** Another title than the usual one. */
  Found titleOf(String key, String... arguments) {
    title = Phrase.of(rule + "." + key, arguments);
    return this;
  }

  Found cause(String... arguments) {
    cause = Phrase.of(cause.key(), arguments);
    return this;
  }

  Found advice(String... arguments) {
    advice = Phrase.of(advice.key(), arguments);
    return this;
  }

  /** Another advice than the usual one. */
  Found adviceOf(String key, String... arguments) {
    advice = Phrase.of(rule + "." + key, arguments);
    return this;
  }

  /** Evidence; the key is of this rule: {@code D1.seen}. */
  Found seen(String key, String... arguments) {
    evidence.add(Phrase.of(rule + "." + key, arguments));
    return this;
  }

  /** Rows copied and estimated, then the rest: {@code D1.seen}, or {@code D1.seen.wrong}. */
  Found seenRows(@Nullable StatusLine line, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add(number(line == null ? null : line.rowsCopied()));
    arguments.add(number(line == null ? null : line.rowsEstimate()));
    arguments.addAll(List.of(more));
    boolean wrong = line != null && RowEstimate.isWrong(line);
    evidence.add(new Phrase(rule + (wrong ? ".seen.wrong" : ".seen"), arguments));
    return this;
  }

  /** Evidence whose text rules share. */
  Found shared(Phrase phrase) {
    evidence.add(phrase);
    return this;
  }

  Found all(List<Phrase> phrases) {
    evidence.addAll(phrases);
    return this;
  }

  /** A line of the log as evidence; nothing for none. */
  Found line(@Nullable LogLine line) {
    if (line != null) {
      evidence.add(Phrase.of("evidence.line", line.quoted()));
    }
    return this;
  }

  Found lines(List<LogLine> lines) {
    lines.forEach(this::line);
    return this;
  }

  /** What to run; the first one that is not null counts. */
  Found run(@Nullable String line) {
    command = command == null ? line : command;
    return this;
  }

  List<Finding> found() {
    return List.of(new Finding(rule, severity, title, evidence, cause, advice, command));
  }

  // --- figures as people read them

  static String span(long seconds) {
    return span((double) seconds);
  }

  static String span(double seconds) {
    return Figures.duration(Duration.ofSeconds(Math.round(seconds)));
  }

  static String time(@Nullable Instant at) {
    return at == null ? "?" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String number(@Nullable Long value) {
    return value == null ? "?" : Figures.grouped(value);
  }

  static String seconds(@Nullable Double value) {
    return value == null ? "?" : Figures.seconds(value);
  }

  static String percent(double value) {
    return Figures.decimal(value, 1) + " %";
  }

  static String bytes(long value) {
    return bytes((double) value);
  }

  static String bytes(double value) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    int unit = 0;
    double left = value;
    while (left >= 1024 && unit < units.length - 1) {
      left /= 1024;
      unit++;
    }
    return Figures.decimal(left, unit == 0 ? 0 : 1) + " " + units[unit];
  }
}
