package dev.ghostwatch.source.discovery;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the gh-ost processes among all processes. One small file is read for each process of the
 * host; everything else only for those that bear gh-ost's name.
 */
final class ProcessScanner {

  private static final int COMMAND_LENGTH = 64;

  /** The process namespace of the host itself has this fixed number, any container's another. */
  private static final String HOST_PROCESSES = "pid:[4026531836]";

  private final ProcFiles proc;
  private final ProcessReader reader;

  ProcessScanner(ProcFiles proc) {
    this.proc = proc;
    this.reader = new ProcessReader(proc);
  }

  /** What was found, and what may have been missed. */
  record Scan(List<ScannedProcess> processes, Set<ViewLimit> limits) {}

  Scan scan() {
    Set<ViewLimit> limits = EnumSet.noneOf(ViewLimit.class);
    List<Long> ids = proc.processIds();
    if (ids == null || ids.isEmpty()) {
      limits.add(ViewLimit.NO_PROCESS_LIST);
      return new Scan(List.of(), limits);
    }
    if (ids.getFirst() != 1) {
      // Process 1 always exists; hidepid=2 leaves out the processes of other users.
      limits.add(ViewLimit.PROCESSES_HIDDEN);
    }
    Path namespace = proc.link(proc.root().resolve("self/ns/pid")).target();
    if (namespace != null && !namespace.toString().equals(HOST_PROCESSES)) {
      limits.add(ViewLimit.INSIDE_CONTAINER);
    }
    List<ScannedProcess> found = new ArrayList<>();
    byte[] buffer = new byte[COMMAND_LENGTH];
    for (long pid : ids) {
      String command = proc.command(pid, buffer);
      if (command == null) {
        if (isHidden(pid)) {
          limits.add(ViewLimit.PROCESSES_HIDDEN);
        }
      } else if (command.startsWith(ExecutableName.GHOST)) {
        ScannedProcess process = readIfGhost(pid);
        if (process != null) {
          found.add(process);
        }
      }
    }
    return new Scan(withoutDoubles(found), limits);
  }

  /** With hidepid=1 every process is listed, and the files of other users' processes are closed. */
  private boolean isHidden(long pid) {
    Path command = proc.process(pid).resolve("comm");
    return Files.exists(proc.process(pid)) && !Files.isReadable(command);
  }

  private @Nullable ScannedProcess readIfGhost(long pid) {
    List<String> arguments = arguments(pid);
    if (arguments.isEmpty()) {
      // A kernel thread, or a gh-ost that has ended and waits for its parent to notice.
      return null;
    }
    CommandLine commandLine = CommandLine.parse(arguments);
    return isGhost(pid, arguments.getFirst(), commandLine) && !commandLine.isQuestion()
        ? reader.read(pid, arguments, commandLine)
        : null;
  }

  /**
   * The kernel's name for a process is not enough: for a script it is the script's, with the
   * interpreter as the first argument. Nor is the first argument: the caller is free to choose it.
   */
  private boolean isGhost(long pid, String firstArgument, CommandLine commandLine) {
    boolean isMigration = commandLine.has("alter") || commandLine.has("revert");
    String name = ExecutableName.baseName(firstArgument);
    if (ExecutableName.isGhost(name) || (isMigration && ExecutableName.mayBeGhost(name))) {
      return true;
    }
    Path executable = proc.link(proc.process(pid).resolve("exe")).target();
    return executable != null
        && ExecutableName.isGhost(ExecutableName.baseName(executable.toString()));
  }

  private List<String> arguments(long pid) {
    byte[] bytes = proc.bytes(proc.process(pid).resolve("cmdline"));
    List<String> arguments = new ArrayList<>();
    int start = 0;
    int length = bytes == null ? 0 : bytes.length;
    for (int i = 0; i < length && bytes != null; i++) {
      if (bytes[i] == 0 || i == length - 1) {
        int end = bytes[i] == 0 ? i : i + 1;
        arguments.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return arguments;
  }

  private static List<ScannedProcess> withoutDoubles(List<ScannedProcess> found) {
    List<ScannedProcess> originals = new ArrayList<>();
    for (ScannedProcess candidate : found) {
      if (!isCopy(candidate, found)) {
        originals.add(candidate);
      }
    }
    List<ScannedProcess> runs = new ArrayList<>();
    for (ScannedProcess candidate : originals) {
      if (!isWrapper(candidate, originals)) {
        runs.add(candidate);
      }
    }
    return runs;
  }

  private static boolean isCopy(ScannedProcess candidate, List<ScannedProcess> others) {
    for (ScannedProcess other : others) {
      if (candidate.isCopyOf(other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWrapper(ScannedProcess candidate, List<ScannedProcess> others) {
    for (ScannedProcess other : others) {
      if (candidate.isWrapperOf(other)) {
        return true;
      }
    }
    return false;
  }
}
