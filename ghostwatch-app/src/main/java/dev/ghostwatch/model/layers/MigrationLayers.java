package dev.ghostwatch.model.layers;

/**
 * What the agent knows around one migration.
 *
 * @param around the servers and the host
 * @param lag by all methods
 * @param limit how much of it is too much
 * @param forecast what may come before the end
 */
public record MigrationLayers(
    ServersAndHost around, LagFigures lag, LagLimit limit, Forecast forecast) {}
