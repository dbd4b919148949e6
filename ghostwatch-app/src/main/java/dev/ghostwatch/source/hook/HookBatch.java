package dev.ghostwatch.source.hook;

import dev.ghostwatch.model.hook.HookEvent;
import java.nio.file.Path;
import java.util.List;

/**
 * Events in the order in which they happened.
 *
 * @param events to be kept before {@link HookSpool#remove} is called
 * @param notices what else there was
 * @param isMore whether more is waiting
 * @param files where the events lie
 */
public record HookBatch(
    List<HookEvent> events, List<HookNotice> notices, boolean isMore, List<Path> files) {
  public HookBatch {
    events = List.copyOf(events);
    notices = List.copyOf(notices);
    files = List.copyOf(files);
  }
}
