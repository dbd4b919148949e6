package dev.ghostwatch.source.statsd;

/**
 * What has arrived since the start.
 *
 * @param lines of gh-ost's metrics
 * @param foreignLines of other programs' metrics, events and service checks; left out
 * @param malformedLines that are nothing of the kind; left out
 * @param droppedLines of gh-ost's metrics left out because more gh-ost send than GhostWatch follows
 */
public record StatsdCounters(
    long datagrams, long lines, long foreignLines, long malformedLines, long droppedLines) {}
