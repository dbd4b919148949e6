package dev.ghostwatch.alert.action;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The holds in the order in which they were made. Where several rules hold one setting, each knows
 * what was there before it, and the last one made is in force.
 */
final class HoldChain {
  private final Holds store;
  private final List<Hold> all = new CopyOnWriteArrayList<>();

  HoldChain(Holds store) {
    this.store = store;
    all.addAll(store.all());
  }

  Hold add(Hold hold) {
    Hold kept = store.add(hold);
    all.add(kept);
    return kept;
  }

  List<Hold> all() {
    return List.copyOf(all);
  }

  /** Those of one run, the newest first: so they are taken back. */
  List<Hold> of(Target target) {
    List<Hold> its = new ArrayList<>();
    for (Hold hold : all) {
      if (hold.target().run().equals(target.run())) {
        its.addFirst(hold);
      }
    }
    return its;
  }

  /** The hold of a setting that is in force. */
  @Nullable Hold top(Target target, String setting) {
    return of(target).stream()
        .filter(hold -> hold.setting().equals(setting))
        .findFirst()
        .orElse(null);
  }

  /** The next later hold of the same setting. */
  @Nullable Hold above(Hold hold) {
    Hold above = null;
    for (Hold other : of(hold.target())) {
      if (other.id() == hold.id()) {
        return above;
      }
      above = other.setting().equals(hold.setting()) ? other : above;
    }
    return above;
  }

  /** Lets go of a hold; the one above it takes over what was there before. */
  void forget(Hold hold) {
    Hold above = above(hold);
    if (above != null) {
      Hold changed = above.before(hold.before());
      store.changeBefore(changed);
      all.replaceAll(other -> other.id() == changed.id() ? changed : other);
    }
    store.remove(hold);
    all.removeIf(other -> other.id() == hold.id());
  }
}
