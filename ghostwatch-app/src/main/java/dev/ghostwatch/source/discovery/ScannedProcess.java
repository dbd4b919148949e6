package dev.ghostwatch.source.discovery;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gh-ost process with what is needed to match it, but is nobody else's business.
 *
 * @param parentPid 0 when unknown
 * @param arguments unmasked, to tell two processes apart
 * @param outside what its paths have to be put behind to be found here; null when they are the same
 * @param socketInodes its open sockets; null when not readable
 */
record ScannedProcess(
    GhostProcess process,
    long parentPid,
    List<String> arguments,
    @Nullable Path outside,
    @Nullable Set<Long> socketInodes) {

  /**
   * Whether this is the same process seen twice: between fork and exec a hook's process still
   * carries the name and arguments of the gh-ost that starts it.
   */
  boolean isCopyOf(ScannedProcess parent) {
    return parentPid == parent.process.pid() && arguments.equals(parent.arguments);
  }

  /**
   * Whether this only started the other and waits for it, under a name that looks like gh-ost's.
   */
  boolean isWrapperOf(ScannedProcess child) {
    return child.parentPid == process.pid()
        && Objects.equals(process.database(), child.process.database())
        && Objects.equals(process.table(), child.process.table());
  }
}
