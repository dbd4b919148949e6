package dev.ghostwatch.source.discovery;

import org.jspecify.annotations.Nullable;

/**
 * Finds a container in the path of a control group: {@code /docker/ID}, {@code docker-ID.scope},
 * {@code cri-containerd-ID.scope}, {@code libpod-ID.scope}, {@code /kubepods/…/ID}.
 */
final class ContainerId {
  private static final int LENGTH = 64;

  private ContainerId() {}

  /** The innermost one; null when there is none. */
  static @Nullable String in(String controlGroup) {
    int digits = 0;
    for (int at = controlGroup.length() - 1; at >= 0; at--) {
      char c = controlGroup.charAt(at);
      boolean isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      digits = isDigit ? digits + 1 : 0;
      boolean isWhole = at == 0 || "/-".indexOf(controlGroup.charAt(at - 1)) >= 0;
      if (digits == LENGTH && isWhole) {
        return controlGroup.substring(at, at + LENGTH);
      }
    }
    return null;
  }
}
