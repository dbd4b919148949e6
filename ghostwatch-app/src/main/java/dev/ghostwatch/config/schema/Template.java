package dev.ghostwatch.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a file with every key and its meaning, all of them commented out but for chosen ones. A
 * comment is {@code # words}, a key that is commented out {@code #key: value}.
 */
public final class Template {
  private static final int WIDTH = 100;
  private final Wording.Words words;
  private final Map<String, String> chosen;
  private final List<String> lines = new ArrayList<>();

  private Template(Wording.Words words, Map<String, String> chosen) {
    this.words = words;
    this.chosen = chosen;
  }

  /**
   * The file.
   *
   * @param chosen values, as written in the file, by the paths of their keys
   */
  public static String of(Section<?> file, Map<String, String> chosen, Wording.Words words) {
    Template template = new Template(words, chosen);
    template.comment("", words.get("config.template.head"));
    for (Key<?> key : file.keys()) {
      template.lines.add("");
      template.key(key, key.name(), "");
    }
    return String.join("\n", template.lines) + "\n";
  }

  private void key(Key<?> key, String path, String indent) {
    comment(indent, meaning(key, path));
    String value = chosen.get(path);
    String mark = value == null ? "#" : "";
    switch (key.kind()) {
      case Section<?> section -> {
        // Left without a value it is at its defaults: a key below can be taken into use alone.
        lines.add(indent + key.name() + ":");
        for (Key<?> inner : section.keys()) {
          key(inner, path + "." + inner.name(), indent + "  ");
        }
      }
      case ListOf<?>(Section<?> element) -> {
        lines.add(indent + "#" + key.name() + ":");
        example(element, path, indent, "  - ");
      }
      case MapOf<?>(Section<?> element) -> {
        lines.add(indent + "#" + key.name() + ":");
        lines.add(indent + "#  NAME:");
        example(element, path, indent, "    ");
      }
      case ListOf<?> _, MapOf<?> _, Scalar<?> _, Again<?> _ -> {
        String written = value != null ? value : key.usual();
        lines.add(indent + mark + key.name() + ":" + (written == null ? "" : " " + written));
      }
    }
  }

  /** An element of a list or of own names, commented out with what it is in. */
  private void example(Section<?> element, String path, String indent, String first) {
    String lead = first;
    for (Key<?> key : element.keys()) {
      boolean isSection = key.kind() instanceof Section<?>;
      String usual = key.usual() == null || isSection ? "" : " " + quoted(key.usual());
      lines.add(
          indent
              + "#"
              + lead
              + key.name()
              + ":"
              + usual
              + "  # "
              + meaning(key, path + "." + key.name()));
      lead = " ".repeat(first.length());
      if (key.kind() instanceof Section<?> inner) {
        example(inner, path + "." + key.name(), indent, lead + "  ");
      }
    }
  }

  /** {@code 08:00} is a text in YAML 1.2 and a number in older readers. */
  private static String quoted(String value) {
    return value.matches("\\d\\d:\\d\\d") ? "\"" + value + "\"" : value;
  }

  private String meaning(Key<?> key, String path) {
    String meaning = words.get(Reference.meaningKey(path));
    return key.kind() instanceof Scalar<?> scalar
        ? words.get("config.template.key", meaning, scalar.rule().in(words))
        : meaning;
  }

  private void comment(String indent, String text) {
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ", -1)) {
        if (line.length() + word.length() > WIDTH - indent.length() && !line.isEmpty()) {
          lines.add(indent + "# " + line.toString().stripTrailing());
          line.setLength(0);
        }
        line.append(word).append(' ');
      }
      lines.add((indent + "# " + line.toString().stripTrailing()).stripTrailing());
    }
  }
}
