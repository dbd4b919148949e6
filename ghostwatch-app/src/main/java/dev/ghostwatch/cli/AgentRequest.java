package dev.ghostwatch.cli;

import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.monitor.PollPolicy;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import java.time.Duration;

/**
 * What the agent is to do.
 *
 * @param lookEvery how often it looks for new runs, at least a second
 * @param untilDone whether it ends when the last run it found has ended
 */
public record AgentRequest(
    ListenAddress listen,
    DiscoveryOptions discovery,
    PollPolicy policy,
    Duration lookEvery,
    boolean untilDone) {}
