/**
 * What a log tells about the runs in it: {@link dev.ghostwatch.insight.log.LogAnalyzer} takes
 * scanned lines in their order and builds a {@link dev.ghostwatch.model.log.LogAnalysis}. Its
 * memory does not grow with the log.
 */
@NullMarked
package dev.ghostwatch.insight.log;

import org.jspecify.annotations.NullMarked;
