package dev.ghostwatch.cli;

import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Style;
import java.util.ArrayList;
import java.util.List;

/** A finding of the diagnosis as text. */
final class FindingView {
  private final CliContext context;

  FindingView(CliContext context) {
    this.context = context;
  }

  List<String> lines(Finding finding) {
    List<String> lines = past(finding);
    lines.add("  " + Labels.line(context, "label.advice", said(finding.advice())));
    if (finding.command() != null) {
      lines.add("  " + Labels.line(context, "label.run", SafeText.line(finding.command())));
    }
    return lines;
  }

  /** One that is over: what was wrong and why. There is nothing to do about it any more. */
  List<String> past(Finding finding) {
    List<String> lines = new ArrayList<>();
    Style style =
        switch (finding.severity()) {
          case INFO -> Style.PLAIN;
          case WARNING -> Style.CAREFUL;
          case ERROR, CRITICAL -> Style.BAD;
        };
    lines.add(
        context.styled(style, context.text("severity." + finding.severity().jsonName()))
            + " "
            + finding.rule()
            + "  "
            + said(finding.title()));
    for (Phrase evidence : finding.evidence()) {
      lines.add("  " + Labels.line(context, "label.evidence", said(evidence)));
    }
    lines.add("  " + Labels.line(context, "label.cause", said(finding.cause())));
    return lines;
  }

  private String said(Phrase phrase) {
    return context.text(
        phrase.key(), phrase.arguments().stream().map(SafeText::line).toArray(String[]::new));
  }
}
