package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a file.
 *
 * @param key device and inode: the same as long as the file exists, whatever its name; given to
 *     another file once it is deleted and no longer held open
 * @param modified nanoseconds since 1970
 */
record FileFacts(String key, boolean regular, long size, long modified) {
  private static final String ASKED = "unix:dev,ino,isRegularFile,size,lastModifiedTime";

  /** Empty when there is no such file; links are followed. */
  static Optional<FileFacts> of(Path file) throws IOException {
    Map<String, Object> facts;
    try {
      facts = Files.readAttributes(file, ASKED);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    return Optional.of(
        new FileFacts(
            facts.get("dev") + ":" + facts.get("ino"),
            Boolean.TRUE.equals(facts.get("isRegularFile")),
            facts.get("size") instanceof Long size ? size : 0,
            facts.get("lastModifiedTime") instanceof FileTime time
                ? time.to(TimeUnit.NANOSECONDS)
                : 0));
  }

  static boolean isAt(Path file, String key) throws IOException {
    Optional<FileFacts> facts = of(file);
    return facts.isPresent() && facts.get().regular() && facts.get().key().equals(key);
  }
}
