/**
 * A stand-in gh-ost that tells scripted stories on a control socket and in a log.
 *
 * <p>{@link dev.ghostwatch.simulator.Story} is what happens, {@link
 * dev.ghostwatch.simulator.SimulatedMigration} is one run of it in virtual time, {@link
 * dev.ghostwatch.simulator.SimulatorServer} serves it on a {@link
 * dev.ghostwatch.simulator.SimulationClock}, and {@link dev.ghostwatch.simulator.FaultyServer} is
 * no gh-ost at all. Its texts were written from recordings of real runs and share no code with any
 * reader of them, so that a mistake in one shows against the other.
 */
@NullMarked
package dev.ghostwatch.simulator;

import org.jspecify.annotations.NullMarked;
