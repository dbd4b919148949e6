package dev.ghostwatch.source.discovery;

/**
 * One part of a path pattern, between two slashes: {@code *}, {@code ?}, {@code [abc]}, {@code
 * [!a-z]}, and a backslash before a character that is meant as it is. As in a shell, a wildcard at
 * the start matches no leading dot.
 */
record GlobPattern(String pattern) {

  boolean hasWildcard() {
    for (int i = 0; i < pattern.length(); i++) {
      if ("*?[\\".indexOf(pattern.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  boolean matches(String name) {
    if (name.startsWith(".") && !pattern.startsWith(".") && !pattern.startsWith("\\.")) {
      return false;
    }
    int inPattern = 0;
    int inName = 0;
    int star = -1;
    int starName = 0;
    while (inName < name.length()) {
      if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
        star = inPattern++;
        starName = inName;
      } else {
        int next = inPattern < pattern.length() ? matchOne(inPattern, name.charAt(inName)) : -1;
        if (next >= 0) {
          inPattern = next;
          inName++;
        } else if (star >= 0) {
          // Let the last star take one character more; earlier stars never have to be tried again.
          inPattern = star + 1;
          inName = ++starName;
        } else {
          return false;
        }
      }
    }
    while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
      inPattern++;
    }
    return inPattern == pattern.length();
  }

  /** Where the pattern goes on after it has matched this character; -1 when it does not match. */
  private int matchOne(int at, char character) {
    char expected = pattern.charAt(at);
    if (expected == '?') {
      return at + 1;
    }
    if (expected == '\\' && at + 1 < pattern.length()) {
      return pattern.charAt(at + 1) == character ? at + 2 : -1;
    }
    if (expected == '[') {
      int close = pattern.indexOf(']', at + 2);
      if (close > 0) {
        return isInClass(at + 1, close, character) ? close + 1 : -1;
      }
    }
    return expected == character ? at + 1 : -1;
  }

  private boolean isInClass(int start, int end, char character) {
    boolean isNegated = pattern.charAt(start) == '!' || pattern.charAt(start) == '^';
    boolean isFound = false;
    for (int i = isNegated ? start + 1 : start; i < end; i++) {
      char low = pattern.charAt(i);
      char high = low;
      if (i + 2 < end && pattern.charAt(i + 1) == '-') {
        high = pattern.charAt(i + 2);
        i += 2;
      }
      isFound |= character >= low && character <= high;
    }
    return isFound != isNegated;
  }
}
