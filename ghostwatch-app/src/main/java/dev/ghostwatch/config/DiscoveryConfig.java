package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Address;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.ListOf;
import dev.ghostwatch.config.schema.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code discovery}: how migrations are found.
 *
 * @param processes whether to look for gh-ost processes
 * @param socketGlobs patterns of control sockets
 * @param tcp control ports, of this host or others
 * @param interval between two searches
 * @param procRoot root of the process file system
 */
public record DiscoveryConfig(
    boolean processes,
    List<String> socketGlobs,
    List<Address> tcp,
    Duration interval,
    Path procRoot) {
  static final Section<DiscoveryConfig> SECTION =
      Section.of(keys -> {
        Key<Boolean> processes = keys.key("processes", Kinds.flag(), "true");
        Key<List<String>> globs =
            keys.key("socket-globs", new ListOf<>(Kinds.glob()), "[/tmp/gh-ost.*.sock]");
        Key<List<Address>> tcp = keys.list("tcp", Kinds.address());
        Key<Duration> interval =
            keys.key("interval", Kinds.duration(Duration.ofMillis(500), Duration.ofHours(1)), "3s");
        Key<Path> procRoot = keys.fixed("proc-root", Kinds.path(), "/proc");
        return values ->
            new DiscoveryConfig(
                values.of(processes),
                values.of(globs),
                values.of(tcp),
                values.of(interval),
                values.of(procRoot));
      });
}
