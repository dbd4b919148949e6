package dev.ghostwatch.history.spool;

import static dev.ghostwatch.history.spool.Fields.list;
import static dev.ghostwatch.history.spool.Fields.map;
import static dev.ghostwatch.history.spool.Fields.optional;
import static dev.ghostwatch.history.spool.Fields.optionalTime;
import static dev.ghostwatch.history.spool.Fields.required;
import static dev.ghostwatch.history.spool.Fields.text;
import static dev.ghostwatch.history.spool.Fields.time;

import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.FindingRow;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Findings, commands and alerts as bytes. */
final class JudgementCodec {
  private JudgementCodec() {}

  static void write(DataOutputStream out, FindingRow row) throws IOException {
    out.writeLong(row.from().toEpochMilli());
    optionalTime(out, row.to());
    Finding finding = row.finding();
    text(out, finding.rule());
    text(out, finding.severity().name());
    phrase(out, finding.title());
    out.writeInt(finding.evidence().size());
    for (Phrase evidence : finding.evidence()) {
      phrase(out, evidence);
    }
    phrase(out, finding.cause());
    phrase(out, finding.advice());
    text(out, finding.command());
  }

  static FindingRow finding(DataInputStream in) throws IOException {
    return new FindingRow(
        time(in),
        optionalTime(in),
        new Finding(
            required(in),
            Severity.valueOf(required(in)),
            phrase(in),
            phrases(in),
            phrase(in),
            phrase(in),
            optional(in)));
  }

  private static void phrase(DataOutputStream out, Phrase phrase) throws IOException {
    text(out, phrase.key());
    list(out, phrase.arguments());
  }

  private static Phrase phrase(DataInputStream in) throws IOException {
    return new Phrase(required(in), list(in));
  }

  private static List<Phrase> phrases(DataInputStream in) throws IOException {
    List<Phrase> phrases = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      phrases.add(phrase(in));
    }
    return phrases;
  }

  static void write(DataOutputStream out, CommandRow row) throws IOException {
    out.writeLong(row.at().toEpochMilli());
    text(out, row.person());
    text(out, row.endpoint());
    text(out, row.command());
    text(out, row.before());
    text(out, row.after());
    text(out, row.answer());
    out.writeBoolean(row.sent());
  }

  static CommandRow command(DataInputStream in) throws IOException {
    return new CommandRow(
        time(in),
        required(in),
        optional(in),
        required(in),
        optional(in),
        optional(in),
        optional(in),
        in.readBoolean());
  }

  static void write(DataOutputStream out, AlertRow row) throws IOException {
    text(out, row.rule());
    text(out, row.severity().name());
    text(out, row.state());
    out.writeLong(row.startedAt().toEpochMilli());
    optionalTime(out, row.endedAt());
    map(out, row.labels());
    map(out, row.annotations());
  }

  static AlertRow alert(DataInputStream in) throws IOException {
    return new AlertRow(
        required(in),
        Severity.valueOf(required(in)),
        required(in),
        time(in),
        optionalTime(in),
        map(in),
        map(in));
  }
}
