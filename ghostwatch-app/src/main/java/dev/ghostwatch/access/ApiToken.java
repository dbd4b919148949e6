package dev.ghostwatch.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lets a program in.
 *
 * @param id names it, and is no secret
 * @param name what it is for
 * @param scope what it may do
 * @param hash SHA-256 of the token, in hexadecimal: a token is too long to be guessed, so that a
 *     slow hash would only cost time
 * @param expiresAt from when on it is good for nothing; null for never
 */
public record ApiToken(
    String id,
    String name,
    Role scope,
    String hash,
    Instant createdAt,
    @Nullable Instant expiresAt) {
  /** What every token begins with, so that scanners find one that leaked. */
  public static final String PREFIX = "gw_";

  /** Whether it is good for nothing any more. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  @Override
  public String toString() {
    return "ApiToken[id=" + id + ", name=" + name + ", scope=" + scope + "]";
  }
}
