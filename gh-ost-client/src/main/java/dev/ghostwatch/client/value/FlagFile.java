package dev.ghostwatch.client.value;

import static java.util.Objects.requireNonNull;

/**
 * A flag file that gh-ost watches.
 *
 * @param path the path as gh-ost shows it; relative to gh-ost's own working directory when it is
 *     not absolute
 * @param set whether the file existed when gh-ost answered ({@code [set]} in its hint line)
 */
public record FlagFile(String path, boolean set) {

  public FlagFile {
    requireNonNull(path, "path is null");
  }
}
