package dev.ghostwatch.access;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;

/**
 * Hashes passwords with argon2id, 19 MiB and two passes, and checks them. One at a time, so that
 * nobody can make the agent take much memory by trying passwords.
 */
public final class Passwords {
  /** Shorter ones are refused. */
  public static final int SHORTEST = 10;

  /** Longer ones too: hashing them costs time. */
  public static final int LONGEST = 256;

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private Passwords() {}

  /** The hash of a password, in its usual text form. */
  public static synchronized String hash(String password, Randomness randomness) {
    byte[] salt = new byte[SALT_BYTES];
    randomness.fill(salt);
    return Password.hash(password.getBytes(StandardCharsets.UTF_8))
        .addSalt(salt)
        .with(Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID))
        .getResult();
  }

  /** Whether a hash is of this password; false for what is no hash. */
  public static synchronized boolean matches(String password, String hash) {
    if (password.length() > LONGEST) {
      return false;
    }
    try {
      return Password.check(
              password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8))
          .with(Argon2Function.getInstanceFromHash(hash));
    } catch (BadParametersException e) {
      // Somebody changed the file by hand: then nobody gets in by it.
      return false;
    }
  }
}
