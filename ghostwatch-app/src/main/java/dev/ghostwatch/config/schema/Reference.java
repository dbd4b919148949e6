package dev.ghostwatch.config.schema;

/** Writes the reference page of all keys, in Markdown. */
public final class Reference {
  private final Wording.Words words;
  private final StringBuilder page = new StringBuilder();

  private Reference(Wording.Words words) {
    this.words = words;
  }

  /** The page of a file with these keys. */
  public static String of(Section<?> file, Wording.Words words) {
    Reference reference = new Reference(words);
    for (Key<?> key : file.keys()) {
      reference.page.append("## `").append(key.name()).append("`\n\n");
      if (key.kind() instanceof Section<?> section) {
        reference.page.append(reference.meaning(key.name())).append("\n\n");
        reference.header();
        reference.rows(section, key.name(), key.name());
      } else {
        reference.header();
        reference.row(key, key.name(), key.name());
      }
      reference.page.append('\n');
    }
    return reference.page.toString().stripTrailing() + "\n";
  }

  /** Where the meaning of a key is said: the same for every element of a list. */
  static String meaningKey(String path) {
    return "config.key." + path;
  }

  private String meaning(String path) {
    return words.get(meaningKey(path));
  }

  private void header() {
    page.append("| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
  }

  private void rows(Section<?> section, String shownPath, String path) {
    for (Key<?> key : section.keys()) {
      String shown = shownPath + "." + key.name();
      String below = path + "." + key.name();
      row(key, shown, below);
      switch (key.kind()) {
        case Section<?> inner -> rows(inner, shown, below);
        case ListOf<?>(Section<?> inner) -> rows(inner, shown + "[]", below);
        case MapOf<?>(Section<?> inner) -> rows(inner, shown + ".NAME", below);
        case ListOf<?> _, MapOf<?> _, Scalar<?> _, Again<?> _ -> {}
      }
    }
  }

  private void row(Key<?> key, String shownPath, String path) {
    if (key.kind() instanceof Section<?>) {
      return;
    }
    page.append("| `")
        .append(shownPath)
        .append('`')
        .append(key.takesEffect() == Key.TakesEffect.RESTART ? " \u21bb" : "")
        .append(" | ")
        .append(cell(key.kind().rule().in(words)))
        .append(" | ")
        .append(usual(key))
        .append(" | ")
        .append(cell(meaning(path)))
        .append(" |\n");
  }

  private static String usual(Key<?> key) {
    return switch (key.need()) {
      case REQUIRED -> "required";
      case OPTIONAL -> "not set";
      case DEFAULTED -> "`" + key.usual() + "`";
    };
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
