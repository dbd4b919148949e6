package dev.ghostwatch.source.discovery;

/** Hides user names and passwords, and secret query parameters, in the URLs within a text. */
final class UrlMask {

  private static final String SCHEME_END = "://";

  private UrlMask() {}

  static String mask(String text) {
    int found = text.indexOf(SCHEME_END);
    if (found < 0) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text.length());
    int copied = 0;
    while (found >= 0) {
      int start = found + SCHEME_END.length();
      int end = urlEnd(text, start);
      masked.append(text, copied, start);
      appendMasked(masked, text.substring(start, end));
      copied = end;
      found = text.indexOf(SCHEME_END, end);
    }
    return masked.append(text, copied, text.length()).toString();
  }

  private static int urlEnd(String text, int start) {
    int end = start;
    while (end < text.length() && !endsUrl(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean endsUrl(char character) {
    return character <= ' ' || character == '\'' || character == '"' || character == '`';
  }

  private static void appendMasked(StringBuilder masked, String afterScheme) {
    int hostStart = hostStart(afterScheme);
    if (hostStart > 0) {
      masked.append(ArgumentMask.MASK).append('@');
    }
    int query = afterScheme.indexOf('?', hostStart);
    if (query < 0) {
      masked.append(afterScheme, hostStart, afterScheme.length());
      return;
    }
    masked.append(afterScheme, hostStart, query);
    appendMaskedParameters(masked, afterScheme, query);
  }

  private static int hostStart(String afterScheme) {
    int authorityEnd = indexOfAny(afterScheme, "/?#");
    int at = afterScheme.lastIndexOf('@', authorityEnd - 1);
    if (at < 0 && !looksLikeHost(afterScheme, authorityEnd)) {
      // A password with a raw slash or question mark: no valid URL, but it still is a password.
      at = afterScheme.lastIndexOf('@');
    }
    return at + 1;
  }

  /** A host, a host with a port number, or an address in brackets. */
  private static boolean looksLikeHost(String text, int end) {
    if (text.startsWith("[")) {
      return true;
    }
    int colon = text.indexOf(':');
    if (colon < 0 || colon >= end) {
      return true;
    }
    for (int i = colon + 1; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static void appendMaskedParameters(StringBuilder masked, String text, int query) {
    int start = query;
    while (start < text.length()) {
      int end = start + 1;
      while (end < text.length() && text.charAt(end) != '&' && text.charAt(end) != '#') {
        end++;
      }
      int equals = text.indexOf('=', start);
      if (equals > 0 && equals < end && GhostFlags.isSecret(text.substring(start + 1, equals))) {
        masked.append(text, start, equals + 1).append(ArgumentMask.MASK);
      } else {
        masked.append(text, start, end);
      }
      start = end;
    }
  }

  private static int indexOfAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
