package dev.ghostwatch.alert.rule;

import java.time.Instant;
import java.util.Map;

/**
 * One look at a condition, remembered so that people see why an alert fires or does not.
 *
 * @param at when
 * @param verdict what it said
 * @param phase where the alert stood after it
 * @param inputs what the fields that the condition names held
 */
public record Look(Instant at, Verdict verdict, Phase phase, Map<String, String> inputs) {}
