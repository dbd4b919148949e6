package dev.ghostwatch.insight.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Keeps the first and the last of many, and counts all. */
final class Capped<T> {
  private final int each;
  private final List<T> first = new ArrayList<>();
  private final ArrayDeque<T> last = new ArrayDeque<>();
  private long count;

  /**
   * @param each how many to keep of the first, and how many of the last
   */
  Capped(int each) {
    this.each = each;
  }

  void add(T value) {
    count++;
    if (first.size() < each) {
      first.add(value);
      return;
    }
    if (last.size() == each) {
      last.removeFirst();
    }
    last.addLast(value);
  }

  long count() {
    return count;
  }

  /** How many are not kept. */
  long omitted() {
    return count - first.size() - last.size();
  }

  List<T> kept() {
    List<T> all = new ArrayList<>(first);
    all.addAll(last);
    return all;
  }
}
