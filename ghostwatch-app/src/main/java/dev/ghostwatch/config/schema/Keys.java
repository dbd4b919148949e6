package dev.ghostwatch.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the keys of one section while they are declared. */
public final class Keys {
  private final List<Key<?>> declared = new ArrayList<>();

  Keys() {}

  List<Key<?>> declared() {
    return List.copyOf(declared);
  }

  /** A key with a default, written as in the file. */
  public <T> Key<T> key(String name, Kind<T> kind, String usual) {
    return added(new Key<>(name, kind, usual, Key.Need.DEFAULTED, Key.TakesEffect.RELOAD));
  }

  /** The same; a changed value is used after a restart only. */
  public <T> Key<T> fixed(String name, Kind<T> kind, String usual) {
    return added(
        new Key<T>(name, kind, usual, Key.Need.DEFAULTED, Key.TakesEffect.RELOAD).afterRestart());
  }

  /** A key that may be missing, and then has no value. */
  public <T> Key<@Nullable T> optional(String name, Kind<T> kind) {
    return added(new Key<>(name, kind, null, Key.Need.OPTIONAL, Key.TakesEffect.RELOAD));
  }

  /** The same; a changed value is used after a restart only. */
  public <T> Key<@Nullable T> fixedOptional(String name, Kind<T> kind) {
    return added(
        new Key<@Nullable T>(name, kind, null, Key.Need.OPTIONAL, Key.TakesEffect.RELOAD)
            .afterRestart());
  }

  /** A key that must be there, with an example of it. */
  public <T> Key<T> required(String name, Kind<T> kind, String example) {
    return added(new Key<>(name, kind, example, Key.Need.REQUIRED, Key.TakesEffect.RELOAD));
  }

  /** A part with keys of its own; all at their defaults when it is missing. */
  public <T> Key<T> section(String name, Section<T> section) {
    return added(new Key<>(name, section, "{}", Key.Need.DEFAULTED, Key.TakesEffect.RELOAD));
  }

  /** A list, empty by default. */
  public <E> Key<List<E>> list(String name, Kind<E> element) {
    return key(name, new ListOf<>(element), "[]");
  }

  /** Values under names of the user's choice, none by default. */
  public <V> Key<Map<String, V>> named(String name, Kind<V> value) {
    return key(name, new MapOf<>(value), "{}");
  }

  /**
   * A secret that may be missing: {@code NAME} itself, {@code NAME-file} or {@code NAME-env}, of
   * which one may be given.
   */
  public SecretKeys secret(String name) {
    return new SecretKeys(
        optional(name, Kinds.secret()),
        optional(name + "-file", Kinds.besideTheFile()),
        optional(name + "-env", Kinds.variable()));
  }

  /**
   * The same for a secret that must be there, which its reader checks, with an example for the
   * commented file.
   */
  public SecretKeys requiredSecret(String name, String example) {
    return new SecretKeys(
        added(
            new Key<@Nullable Secret>(
                name, Kinds.secret(), example, Key.Need.OPTIONAL, Key.TakesEffect.RELOAD)),
        optional(name + "-file", Kinds.besideTheFile()),
        optional(name + "-env", Kinds.variable()));
  }

  private <T extends @Nullable Object> Key<T> added(Key<T> key) {
    declared.add(key);
    return key;
  }
}
