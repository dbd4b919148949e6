package dev.ghostwatch.simulator;

import java.time.Instant;

/**
 * One command as it arrived.
 *
 * @param at the virtual time of its arrival
 * @param line the line as it was sent, without its line end, at most 4096 bytes of it
 * @param reply what was answered
 */
public record ReceivedCommand(Instant at, String line, String reply) {}
