package dev.ghostwatch.simulator;

/**
 * What the commands of a run have cost gh-ost and the migrated server so far. gh-ost's own work is
 * not counted.
 *
 * @param commands commands received
 * @param changelogWrites statements that wrote to the changelog table
 * @param binlogEvents row events those statements put into the binary log
 * @param logLines lines added to gh-ost's output
 * @param logBytes bytes of those lines, line ends included
 * @param settingsChanged commands that changed a setting or the course of the run
 * @param errors commands refused; each is logged as an error
 */
public record CommandCosts(
    long commands,
    long changelogWrites,
    long binlogEvents,
    long logLines,
    long logBytes,
    long settingsChanged,
    long errors) {}
