package dev.ghostwatch.cli;

import java.util.List;

/** A section of a report, the same for text, Markdown and HTML. */
record ReportSection(String heading, List<ReportBlock> blocks) {
  ReportSection {
    blocks = List.copyOf(blocks);
  }
}
