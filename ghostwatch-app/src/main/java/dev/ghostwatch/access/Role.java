package dev.ghostwatch.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What somebody may do; each includes what those before it may. */
public enum Role {
  /** Sees everything. */
  VIEWER,
  /** Steers migrations, and silences alerts. */
  OPERATOR,
  /** Sees who may do what, and takes it away. */
  ADMIN;

  /** The word for it in commands and documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role with this word; null when there is none. */
  public static @Nullable Role of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    return null;
  }

  /** Whether it includes another. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
