package dev.ghostwatch.cli;

import dev.ghostwatch.config.AgentConfig;
import dev.ghostwatch.config.DiscoveryConfig;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.daemon.PidFile;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.monitor.PollPolicy;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is to do: the configuration, and what the command line says beside it.
 *
 * @param config the configuration to begin with, free of errors
 * @param reread reads the configuration again, for SIGHUP
 * @param pidFile tells others that this agent runs; null for an agent nobody is to find
 * @param discovery where it looks for migrations, by what the configuration says of it
 * @param policy what it asks, and when, by what the configuration says
 * @param store the history; null when nothing is remembered
 * @param alerts what must not be forgotten of alerts; null when there are none
 * @param untilDone whether it ends when the last run it found has ended
 */
public record AgentRequest(
    LoadedConfig config,
    Supplier<LoadedConfig> reread,
    @Nullable PidFile pidFile,
    ListenAddress listen,
    Function<DiscoveryConfig, DiscoveryOptions> discovery,
    Function<AgentConfig, PollPolicy> policy,
    @Nullable Path store,
    @Nullable Path alerts,
    boolean untilDone) {}
