package dev.ghostwatch.text;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when it is first asked for, and only once. Safe for use by several threads.
 *
 * @param <T> what it holds
 */
public final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private @Nullable T value;

  public Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized T get() {
    T made = value;
    if (made == null) {
      made = maker.get();
      value = made;
    }
    return made;
  }

  /** The value if it was asked for already; null otherwise. */
  public synchronized @Nullable T ifMade() {
    return value;
  }
}
