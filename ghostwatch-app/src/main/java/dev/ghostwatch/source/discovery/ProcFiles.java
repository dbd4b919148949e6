package dev.ghostwatch.source.discovery;

import dev.ghostwatch.proc.SmallFiles;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
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
    return numbersIn(root);
  }

  /** The entries of a directory that are numbers, rising; null when it cannot be listed. */
  @Nullable List<Long> numbersIn(Path directory) {
    // A directory stream makes a path of every entry and takes several times as long to start.
    String[] names = directory.toFile().list();
    if (names == null) {
      return null;
    }
    List<Long> numbers = new ArrayList<>(names.length);
    for (String name : names) {
      Long number = Fields.number(name);
      if (number != null) {
        numbers.add(number);
      }
    }
    numbers.sort(null);
    return numbers;
  }

  Path process(long pid) {
    return root.resolve(Long.toString(pid));
  }

  /**
   * The name that the kernel keeps for a process, cut to 15 bytes, readable by everyone; null when
   * unreadable. Read for every process of the host, hence by the plainest means.
   */
  @Nullable String command(long pid, byte[] buffer) {
    try (FileInputStream in = new FileInputStream(commandFile(pid))) {
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

  private String commandFile(long pid) {
    // Not by +, whose first use costs milliseconds of start-up.
    return root.toString().concat("/").concat(Long.toString(pid)).concat("/comm");
  }

  byte @Nullable [] bytes(Path file) {
    return SmallFiles.bytes(file);
  }

  @Nullable String text(Path file) {
    return SmallFiles.text(file);
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
