package dev.ghostwatch.source.discovery;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What was found on this host.
 *
 * @param migrations by table, then process id, then socket path: the same in every look while
 *     nothing changes
 * @param limits why there may be more than was found; empty when everything could be seen
 * @param unreadableDirectories directories that a socket pattern leads to and this user may not
 *     list
 */
public record Discovered(
    List<DiscoveredMigration> migrations, Set<ViewLimit> limits, List<Path> unreadableDirectories) {

  public Discovered {
    migrations = List.copyOf(migrations);
    limits = Set.copyOf(limits);
    unreadableDirectories = List.copyOf(unreadableDirectories);
  }
}
