package dev.ghostwatch.simulator;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files whose presence steers gh-ost: throttle, postpone and panic flags. */
public interface FlagFiles {

  /** Whether there is a file of that name. */
  boolean exists(String path);

  /** Creates an empty file. */
  void create(String path) throws IOException;

  /** Looks at real files. */
  static FlagFiles onDisk() {
    return new FlagFiles() {
      @Override
      public boolean exists(String path) {
        try {
          return Files.exists(Path.of(path));
        } catch (InvalidPathException _) {
          return false;
        }
      }

      @Override
      public void create(String path) throws IOException {
        try {
          Files.createFile(Path.of(path));
        } catch (FileAlreadyExistsException _) {
          // A flag that is there already is what was wanted.
        } catch (InvalidPathException e) {
          throw new IOException("open %s: invalid argument".formatted(path), e);
        }
      }
    };
  }

  /** Files that are only names in memory, so that a test touches no disk. */
  static InMemory inMemory() {
    return new InMemory();
  }

  /** Flag files in memory; safe for use by several threads. */
  final class InMemory implements FlagFiles {
    private final Set<String> present = ConcurrentHashMap.newKeySet();

    private InMemory() {}

    @Override
    public boolean exists(String path) {
      return present.contains(path);
    }

    @Override
    public void create(String path) {
      present.add(path);
    }

    /** Removes a file if it is there. */
    public void remove(String path) {
      present.remove(path);
    }
  }
}
