package dev.ghostwatch.access;

import java.time.Instant;

/**
 * Somebody who can log in.
 *
 * @param name of letters, digits and {@code . _ @ -}, at most 64
 * @param hash of the password, argon2id in its usual text form
 */
public record User(String name, Role role, String hash, Instant createdAt) {
  /** The forms a name can have. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

  public User {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("no name of a user: " + name);
    }
  }

  @Override
  public String toString() {
    return "User[name=" + name + ", role=" + role + "]";
  }
}
