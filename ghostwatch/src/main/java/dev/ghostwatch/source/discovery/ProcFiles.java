package dev.ghostwatch.source.discovery;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a {@code /proc} tree. A process may end between any two calls, so every answer
 * can be null.
 */
record ProcFiles(Path root) {

  /** The ids of all processes, rising; null when the tree cannot be listed. */
  @Nullable List<Long> processIds() {
    List<Long> ids = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        Path name = entry.getFileName();
        Long id = name == null ? null : Fields.number(name.toString());
        if (id != null) {
          ids.add(id);
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // No /proc on this system, or not for this user; the caller reports it as a limit of the
      // view.
      return null;
    }
    ids.sort(null);
    return ids;
  }

  Path process(long pid) {
    return root.resolve(Long.toString(pid));
  }

  /**
   * The name that the kernel keeps for a process, cut to 15 bytes, readable by everyone; null when
   * unreadable. Read for every process of the host, hence by the plainest means.
   */
  @Nullable String command(long pid, byte[] buffer) {
    try (FileInputStream in = new FileInputStream(root + "/" + pid + "/comm")) {
      int length = in.read(buffer);
      if (length <= 0) {
        return null;
      }
      int end = buffer[length - 1] == '\n' ? length - 1 : length;
      return new String(buffer, 0, end, StandardCharsets.UTF_8);
    } catch (IOException _) {
      // Ended meanwhile, or hidden: the caller tells which by looking whether the process is still
      // there.
      return null;
    }
  }

  byte @Nullable [] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException _) {
      // The process has ended or is another user's; the fact stays unknown.
      return null;
    }
  }

  @Nullable String text(Path file) {
    byte[] bytes = bytes(file);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Where a symbolic link leads. */
  Link link(Path file) {
    try {
      return new Link(Files.readSymbolicLink(file), null);
    } catch (AccessDeniedException _) {
      return new Link(null, OutputTarget.Reason.PERMISSION_DENIED);
    } catch (IOException _) {
      return new Link(null, OutputTarget.Reason.FAILED);
    }
  }

  /** What came of reading a link: one of the two is null. */
  record Link(@Nullable Path target, OutputTarget.@Nullable Reason failure) {}
}
