package dev.ghostwatch.insight.diagnosis;

/** A word for a POSIX shell: what a finding tells somebody to type must be safe to type. */
final class ShellWord {
  private ShellWord() {}

  static String quote(String word) {
    boolean plain = !word.isEmpty();
    for (int i = 0; i < word.length() && plain; i++) {
      char c = word.charAt(i);
      plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "/._-+=:@%,".indexOf(c) >= 0;
    }
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
