package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.terminal.Table;
import java.util.ArrayList;
import java.util.List;

/** A report as text for a terminal or a mail. */
final class ReportText {
  private static final int BAR_CELLS = 24;

  private final CliContext context;
  private final List<String> lines = new ArrayList<>();

  ReportText(CliContext context) {
    this.context = context;
  }

  List<String> of(ReportContent content) {
    lines.add(context.styled(Style.STRONG, SafeText.line(content.name())) + "  " + content.state());
    lines.add(SafeText.line(RunSentences.joined(context, content.summary())));
    content.sections().forEach(this::section);
    return lines;
  }

  /** Sections without a head. */
  List<String> of(List<ReportSection> sections) {
    sections.forEach(this::section);
    return lines;
  }

  private void section(ReportSection section) {
    List<ReportBlock> shown =
        section.blocks().stream().filter(it -> !(it instanceof ReportBlock.Course)).toList();
    if (shown.isEmpty()) {
      return;
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(context.styled(Style.STRONG, SafeText.line(section.heading())));
    shown.forEach(this::block);
  }

  private void block(ReportBlock block) {
    switch (block) {
      case ReportBlock.Sentences it ->
          it.sentences().forEach(text -> lines.add(SafeText.line(text)));
      case ReportBlock.Points it ->
          it.points().forEach(text -> lines.add("- " + SafeText.line(text)));
      case ReportBlock.Facts it -> {
        int width = Labels.width(it.facts().stream().map(ReportBlock.Fact::label).toList());
        it.facts()
            .forEach(fact ->
                lines.add(
                    Labels.named(
                        context, SafeText.line(fact.label()), SafeText.line(fact.value()), width)));
      }
      case ReportBlock.Grid it -> {
        Table table = new Table(it.header().toArray(String[]::new));
        it.rows().forEach(row -> table.row(row.toArray(String[]::new)));
        List<String> printed = table.lines();
        lines.add(context.styled(Style.DIM, printed.getFirst()));
        lines.addAll(printed.subList(1, printed.size()));
      }
      case ReportBlock.Bars it -> bars(it);
      case ReportBlock.Trouble it -> trouble(it);
      case ReportBlock.Course _ -> {}
    }
  }

  private void bars(ReportBlock.Bars bars) {
    Table table = new Table("", "", "", "");
    for (ReportBlock.Bar bar : bars.bars()) {
      table.row(
          bar.label(),
          bar.amount(),
          ReportPercent.of(bar.share()),
          "#".repeat((int) Math.round(bar.share() * BAR_CELLS)));
    }
    List<String> printed = table.lines();
    printed.subList(1, printed.size()).forEach(line -> lines.add(line.stripTrailing()));
  }

  private void trouble(ReportBlock.Trouble it) {
    lines.add("[" + SafeText.line(it.tag()) + "] " + SafeText.line(it.message()));
    lines.add("  " + SafeText.line(it.seen()));
    lines.add("  " + Labels.line(context, "label.cause", SafeText.line(it.cause())));
    lines.add("  " + Labels.line(context, "label.advice", SafeText.line(it.advice())));
    if (it.command() != null) {
      lines.add("  " + Labels.line(context, "label.run", SafeText.line(it.command())));
    }
  }
}
