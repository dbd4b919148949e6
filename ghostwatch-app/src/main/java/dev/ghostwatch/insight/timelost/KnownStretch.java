package dev.ghostwatch.insight.timelost;

import dev.ghostwatch.model.timelost.TimeCause;
import java.time.Instant;

/** A stretch of which something better than samples tells how it was spent, such as a log line. */
public record KnownStretch(Instant from, Instant to, TimeCause cause) {}
