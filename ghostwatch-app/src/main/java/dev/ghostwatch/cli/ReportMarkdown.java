package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.SafeText;
import java.util.List;
import java.util.stream.Collectors;

/** A report as Markdown, for a change ticket. Whatever is told to it is escaped. */
final class ReportMarkdown {
  private static final String SPECIAL = "\\`*_{}[]<>()#+-.!|~&";

  private final CliContext context;
  private final StringBuilder out = new StringBuilder();

  ReportMarkdown(CliContext context) {
    this.context = context;
  }

  String of(ReportContent content) {
    out.append("# ").append(escaped(content.name())).append(" - ");
    out.append(escaped(content.state())).append("\n\n");
    paragraph(RunSentences.joined(context, content.summary()));
    for (ReportSection section : content.sections()) {
      List<ReportBlock> shown =
          section.blocks().stream().filter(it -> !(it instanceof ReportBlock.Course)).toList();
      if (!shown.isEmpty()) {
        out.append("## ").append(escaped(section.heading())).append("\n\n");
        shown.forEach(this::block);
      }
    }
    return out.toString().stripTrailing() + "\n";
  }

  private void block(ReportBlock block) {
    switch (block) {
      case ReportBlock.Sentences it -> paragraph(RunSentences.joined(context, it.sentences()));
      case ReportBlock.Points it -> {
        it.points().forEach(text -> out.append("- ").append(escaped(text)).append('\n'));
        out.append('\n');
      }
      case ReportBlock.Facts it ->
          table(
              List.of("", ""),
              it.facts().stream().map(fact -> List.of(fact.label(), fact.value())).toList());
      case ReportBlock.Grid it -> table(it.header(), it.rows());
      case ReportBlock.Bars it ->
          table(
              List.of(context.text("report.cause"), context.text("report.took"), "%"),
              it.bars().stream()
                  .map(bar -> List.of(bar.label(), bar.amount(), ReportPercent.of(bar.share())))
                  .toList());
      case ReportBlock.Trouble it -> trouble(it);
      case ReportBlock.Course _ -> {}
    }
  }

  private void trouble(ReportBlock.Trouble it) {
    out.append("**").append(escaped(it.tag())).append("** ").append(escaped(it.message()));
    out.append("  \n").append(escaped(it.seen())).append("\n\n");
    point("label.cause", it.cause());
    point("label.advice", it.advice());
    if (it.command() != null) {
      point("label.run", it.command());
    }
    out.append('\n');
  }

  private void point(String label, String text) {
    out.append("- ").append(escaped(context.text(label))).append(": ");
    out.append(escaped(text)).append('\n');
  }

  private void paragraph(String text) {
    out.append(escaped(text)).append("\n\n");
  }

  private void table(List<String> header, List<List<String>> rows) {
    row(header);
    out.append("| --- ".repeat(header.size())).append("|\n");
    rows.forEach(this::row);
    out.append('\n');
  }

  private void row(List<String> cells) {
    out.append(
        cells.stream()
            .map(ReportMarkdown::escaped)
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /**
   * One line in which nothing is markup. Marks between letters and digits, as in names, figures and
   * times, mean nothing in Markdown and stay readable.
   */
  static String escaped(String text) {
    String line = SafeText.line(text);
    StringBuilder out = new StringBuilder(line.length() + 8);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean harmless =
          (".-_()+!#~".indexOf(c) >= 0 && i > 0 && c != '_' && c != '~')
              || (c == '_' && isWord(line, i - 1) && isWord(line, i + 1));
      if (SPECIAL.indexOf(c) >= 0 && !harmless) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  private static boolean isWord(String text, int at) {
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }
}
