package dev.ghostwatch.model;

import dev.ghostwatch.client.status.StatusLine;
import java.time.Instant;

/**
 * One status line and when it was true.
 *
 * @param observedAt when the line was read from gh-ost, or when its log says it was printed
 * @param line what gh-ost said
 */
public record Sample(Instant observedAt, StatusLine line) {}
