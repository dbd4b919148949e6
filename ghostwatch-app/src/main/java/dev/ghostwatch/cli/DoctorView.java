package dev.ghostwatch.cli;

import dev.ghostwatch.insight.diagnosis.Diagnosis;
import dev.ghostwatch.insight.diagnosis.Rules;
import dev.ghostwatch.insight.diagnosis.Unchecked;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A diagnosis as text: findings, what is over, where the time went, what could not be checked. */
final class DoctorView {
  private final CliContext context;
  private final boolean all;

  /**
   * @param all whether each rule that could not be asked is named with the reason
   */
  DoctorView(CliContext context, boolean all) {
    this.context = context;
    this.all = all;
  }

  List<String> lines(String name, Diagnosis diagnosis) {
    List<String> lines = new ArrayList<>();
    String title = context.styled(Style.STRONG, SafeText.line(name));
    if (diagnosis.findings().isEmpty()) {
      lines.add(title + "  " + context.text("doctor.fine"));
    } else {
      lines.add(title);
      FindingView view = new FindingView(context);
      for (FindingRow row : diagnosis.findings()) {
        view.lines(row.finding()).forEach(line -> lines.add("  " + line));
      }
    }
    earlier(lines, diagnosis);
    slow(lines, diagnosis);
    unchecked(lines, diagnosis);
    return lines;
  }

  private void earlier(List<String> lines, Diagnosis diagnosis) {
    if (diagnosis.earlier().isEmpty()) {
      return;
    }
    lines.add("  " + context.styled(Style.STRONG, context.text("doctor.past")));
    FindingView view = new FindingView(context);
    for (FindingRow row : diagnosis.earlier()) {
      String from = Figures.time(row.from(), context.zone());
      lines.add(
          "  "
              + (row.to() == null
                  ? context.text("doctor.past.open", from)
                  : context.text(
                      "doctor.past.line", from, Figures.time(row.to(), context.zone()))));
      view.past(row.finding()).forEach(line -> lines.add("    " + line));
    }
  }

  private void slow(List<String> lines, Diagnosis diagnosis) {
    if (diagnosis.time().isEmpty()) {
      return;
    }
    lines.add("  " + context.styled(Style.STRONG, context.text("doctor.slow")));
    diagnosis.time().forEach(phrase -> lines.add("    " + said(phrase)));
    for (Phrase win : diagnosis.wins()) {
      lines.add("    " + context.text("doctor.slow.win", said(win)));
    }
    boolean stands =
        diagnosis.time().stream()
            .anyMatch(it -> it.key().equals(Diagnosis.STILL) || it.key().equals(Diagnosis.STOOD));
    if (diagnosis.wins().isEmpty() && !stands) {
      lines.add("    " + context.text("doctor.slow.nothing"));
    }
  }

  private void unchecked(List<String> lines, Diagnosis diagnosis) {
    TreeSet<Integer> rules = new TreeSet<>();
    for (Unchecked one : diagnosis.unchecked()) {
      one.rules().forEach(rule -> rules.add(Integer.parseInt(rule.substring(1))));
    }
    if (all) {
      for (Unchecked one : diagnosis.unchecked()) {
        String what = context.text("doctor.input." + one.input().jsonName());
        if (!one.rules().isEmpty()) {
          lines.add("  " + context.text("doctor.unchecked", what, join(one.rules())));
        }
        if (!one.dimmed().isEmpty()) {
          lines.add("  " + context.text("doctor.dimmed", what, join(one.dimmed())));
        }
      }
    } else if (!rules.isEmpty()) {
      lines.add(
          "  "
              + context.text(
                  "doctor.unchecked.short",
                  String.valueOf(rules.size()),
                  join(rules.stream().map(rule -> "D" + rule).toList()),
                  String.valueOf(Rules.ALL.size())));
    }
  }

  private static String join(List<String> rules) {
    return String.join(", ", rules);
  }

  private String said(Phrase phrase) {
    return context.text(
        phrase.key(), phrase.arguments().stream().map(SafeText::line).toArray(String[]::new));
  }
}
