package dev.ghostwatch.model.report;

/**
 * Lag over a run, by one way of measuring it.
 *
 * @param method what documents call the figure: {@code lagSeconds}, {@code replicaLagSeconds} …
 * @param samples how many samples told it
 * @param average mean over the samples, seconds
 * @param p95 what 95 of 100 samples did not exceed, seconds
 * @param max the highest, seconds
 */
public record LagFigures(String method, long samples, double average, double p95, double max) {}
