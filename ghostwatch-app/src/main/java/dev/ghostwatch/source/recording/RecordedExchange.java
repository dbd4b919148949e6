package dev.ghostwatch.source.recording;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One question and what came back.
 *
 * @param at when it was asked
 * @param command what was sent, without the line break
 * @param reply what came back, empty when nothing did
 * @param millis how long it took
 * @param error what went wrong; null when gh-ost answered
 */
public record RecordedExchange(
    Instant at, String command, String reply, double millis, @Nullable String error) {}
