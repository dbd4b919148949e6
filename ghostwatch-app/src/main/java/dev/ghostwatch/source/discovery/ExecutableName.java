package dev.ghostwatch.source.discovery;

import java.util.Locale;

/** Tells by the name of an executable whether it may be gh-ost. */
final class ExecutableName {

  static final String GHOST = "gh-ost";

  private ExecutableName() {}

  /**
   * The last part of a path, without the mark that the kernel adds when the file has been replaced.
   */
  static String baseName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(OutputTarget.DELETED_MARK)
        ? name.substring(0, name.length() - OutputTarget.DELETED_MARK.length())
        : name;
  }

  /**
   * Whether this base name is gh-ost's own: {@code gh-ost}, or with a release or platform behind it
   * ({@code gh-ost-1.1.5}, {@code gh-ost.linux}, {@code gh-ost-binary-linux-amd64-20231207}).
   */
  static boolean isGhost(String baseName) {
    if (!baseName.startsWith(GHOST)) {
      return false;
    }
    int start = GHOST.length();
    while (start < baseName.length()) {
      if (!isSeparator(baseName.charAt(start))) {
        return false;
      }
      int end = start + 1;
      while (end < baseName.length() && !isSeparator(baseName.charAt(end))) {
        end++;
      }
      if (!isReleaseOrPlatform(baseName.substring(start + 1, end).toLowerCase(Locale.ROOT))) {
        return false;
      }
      start = end;
    }
    return true;
  }

  /**
   * Whether this could be gh-ost under a name of somebody's own ({@code gh-ost-patched}), which
   * only its arguments can confirm. Hooks are named {@code gh-ost-on-…} by rule.
   */
  static boolean mayBeGhost(String baseName) {
    return baseName.startsWith(GHOST)
        && baseName.length() > GHOST.length()
        && isSeparator(baseName.charAt(GHOST.length()))
        && !baseName.startsWith("gh-ost-on-")
        && !isScript(baseName);
  }

  private static boolean isScript(String baseName) {
    return baseName.endsWith(".sh")
        || baseName.endsWith(".py")
        || baseName.endsWith(".pl")
        || baseName.endsWith(".rb");
  }

  private static boolean isSeparator(char character) {
    return character == '-' || character == '.' || character == '_';
  }

  private static boolean isReleaseOrPlatform(String word) {
    if (word.isEmpty()) {
      return false;
    }
    char first = word.charAt(0);
    if (first >= '0' && first <= '9') {
      return true;
    }
    if (first == 'v' && word.length() > 1 && word.charAt(1) >= '0' && word.charAt(1) <= '9') {
      return true;
    }
    return switch (word) {
      case "linux",
          "darwin",
          "osx",
          "amd64",
          "arm64",
          "aarch64",
          "x86",
          "bin",
          "binary",
          "real",
          "release",
          "dev",
          "old",
          "new",
          "stable" ->
          true;
      default -> false;
    };
  }
}
