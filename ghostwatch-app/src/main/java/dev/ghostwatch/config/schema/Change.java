package dev.ghostwatch.config.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * A key whose value differs between two configurations.
 *
 * @param path of the key
 * @param takesEffect when the new value is used
 */
public record Change(String path, Key.TakesEffect takesEffect) {
  /** The keys that differ; a changed secret does not show. */
  public static List<Change> between(Section<?> file, Shown before, Shown after) {
    List<Change> changes = new ArrayList<>();
    collect(file, "", before, after, changes);
    return changes;
  }

  private static void collect(
      Section<?> section, String path, Shown before, Shown after, List<Change> changes) {
    for (Key<?> key : section.keys()) {
      String below = Section.below(path, key.name());
      Shown old = field(before, key.name());
      Shown now = field(after, key.name());
      if (key.kind() instanceof Section<?> inner) {
        collect(inner, below, old, now, changes);
      } else if (!old.equals(now)) {
        changes.add(new Change(below, key.takesEffect()));
      }
    }
  }

  private static Shown field(Shown shown, String name) {
    return shown instanceof Shown.Fields fields
        ? fields.fields().getOrDefault(name, Shown.NOTHING)
        : Shown.NOTHING;
  }
}
