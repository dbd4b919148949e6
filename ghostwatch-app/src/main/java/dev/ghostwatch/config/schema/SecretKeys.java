package dev.ghostwatch.config.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The three keys that a secret may be given by.
 *
 * @param inline the secret itself
 * @param file a file that holds it
 * @param variable an environment variable that holds it
 */
public record SecretKeys(
    Key<@Nullable Secret> inline, Key<@Nullable Path> file, Key<@Nullable String> variable) {

  private static final long LARGEST_FILE = 64 << 10;

  /** The secret; null when none of the keys is given or the one that is does not lead to it. */
  public @Nullable Secret in(Values values) {
    List<Key<?>> given = Stream.<Key<?>>of(inline, file, variable).filter(values::isGiven).toList();
    for (Key<?> second : given.subList(Math.min(1, given.size()), given.size())) {
      values.reject(second, Wording.of("config.rule.oneSecret", given.getFirst().name()));
    }
    Secret own = values.of(inline);
    if (own != null) {
      checkReaders(values);
      return own;
    }
    Path path = values.of(file);
    if (path != null) {
      return fromFile(values, path);
    }
    String name = values.of(variable);
    if (name == null) {
      return null;
    }
    String value = values.surroundings().environment().get(name);
    if (value == null || value.isEmpty()) {
      values.reject(variable, name, Wording.of("config.rule.noVariable"));
      return null;
    }
    return new Secret(value);
  }

  /**
   * The same where there must be one; a stand-in when there is none, which the reading then knows.
   */
  public Secret requiredIn(Values values) {
    boolean given = values.isGiven(inline) || values.isGiven(file) || values.isGiven(variable);
    Secret secret = in(values);
    if (secret == null && !given) {
      values.reject(
          inline, Wording.of("config.rule.noSecret", inline.name(), file.name(), variable.name()));
    }
    return secret == null ? new Secret("?") : secret;
  }

  private @Nullable Secret fromFile(Values values, Path path) {
    try {
      if (Files.size(path) > LARGEST_FILE) {
        values.reject(file, path.toString(), Wording.of("config.rule.longSecret"));
        return null;
      }
      String text = Files.readString(path).strip();
      if (text.isEmpty()) {
        values.reject(file, path.toString(), Wording.of("config.rule.emptySecret"));
        return null;
      }
      return new Secret(text);
    } catch (IOException e) {
      values.reject(
          file, path.toString(), Wording.of("config.rule.unreadableSecret", Unreadable.why(e)));
      return null;
    }
  }

  private void checkReaders(Values values) {
    Path config = values.file();
    if (config == null) {
      return;
    }
    try {
      if (Files.getPosixFilePermissions(config).contains(PosixFilePermission.OTHERS_READ)) {
        values.warn(inline, Wording.of("config.warning.readable", inline.name() + "-file"));
      }
    } catch (IOException | UnsupportedOperationException e) {
      // A file system without such permissions has nothing to warn of.
      return;
    }
  }
}
