/**
 * The agent as a process: the PID file and its lock, starting and stopping from outside, signals,
 * reading the configuration again.
 */
@NullMarked
package dev.ghostwatch.daemon;

import org.jspecify.annotations.NullMarked;
