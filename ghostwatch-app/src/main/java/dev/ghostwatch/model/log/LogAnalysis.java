package dev.ghostwatch.model.log;

import dev.ghostwatch.client.log.LineLevel;
import java.util.Map;

/**
 * What a log tells: lines of the whole input, and each run in it.
 *
 * @param unparsedLines lines that begin like a status or log line and are none
 * @param runs oldest first; of very many the first and the last, never empty
 */
public record LogAnalysis(
    long lines,
    long unparsedLines,
    Map<LineLevel, Long> levels,
    RunAnalysis.Noted<RunAnalysis> runs) {

  /** The last run. */
  public RunAnalysis last() {
    return runs.kept().getLast();
  }
}
