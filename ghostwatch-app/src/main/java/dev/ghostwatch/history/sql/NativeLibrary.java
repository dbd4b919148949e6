package dev.ghostwatch.history.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * The native part of the SQLite driver, unpacked into a folder of its own that is gone once it is
 * loaded. The driver by itself compares what it unpacked byte by byte, looks through the whole
 * temporary folder for what others left there, and leaves its own when the process is killed.
 */
final class NativeLibrary {
  private static final String FOLDER = "org.sqlite.tmpdir";
  private static final String PATH = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";

  private static boolean done;
  private static @Nullable Path folder;

  private NativeLibrary() {}

  /** Unpacks into this folder, which nobody else uses; counts only before it is loaded. */
  static synchronized void into(Path where) {
    folder = where;
  }

  /** Loads it, if that was not done yet; what fails here the driver tries in its own way. */
  static synchronized void load() {
    if (done || System.getProperty(PATH) != null) {
      return;
    }
    done = true;
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    Path own = folder;
    try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (packed != null && own != null) {
        load(packed, own, name);
      } else if (packed != null) {
        own = Files.createTempDirectory("ghostwatch-");
        load(packed, own, name);
        Files.delete(own);
      }
    } catch (IOException _) {
      // The first connection meets the same obstacle, and its message names it.
    }
  }

  private static void load(InputStream packed, Path own, String name) throws IOException {
    Path library = own.resolve(name);
    System.setProperty(FOLDER, own.toString());
    System.setProperty(PATH, own.toString());
    System.setProperty(NAME, name);
    try {
      Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      throw new IOException("cannot load " + library, e);
    } finally {
      System.clearProperty(FOLDER);
      System.clearProperty(PATH);
      System.clearProperty(NAME);
      Files.deleteIfExists(library);
    }
  }
}
