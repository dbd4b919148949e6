package dev.ghostwatch.access;

import java.util.Base64;

/** Where what nobody can guess comes from. */
@FunctionalInterface
public interface Randomness {
  /** Fills the whole array. */
  void fill(byte[] bytes);

  /** A text of letters, digits, {@code -} and {@code _} made of so many bytes. */
  default String text(int bytes) {
    byte[] random = new byte[bytes];
    fill(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
