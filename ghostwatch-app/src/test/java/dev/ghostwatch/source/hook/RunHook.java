package dev.ghostwatch.source.hook;

import dev.ghostwatch.client.hook.HookKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs hooks as gh-ost does: with its variables, and standard output and error as one. */
record RunHook(int exit, String output) {

  static RunHook of(Path folder, HookKind kind, Map<String, String> environment) {
    return command(environment, folder.resolve(kind.fileName()).toString());
  }

  static RunHook command(Map<String, String> environment, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GH_OST_"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new RunHook(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while a hook ran", e);
    }
  }

  /** Writes an executable script. */
  static Path script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /** The shells of this machine that may be {@code /bin/sh} somewhere. */
  static List<List<String>> shells() {
    List<List<String>> shells = new ArrayList<>();
    for (List<String> shell :
        List.of(
            List.of("/bin/sh"),
            List.of("/bin/dash"),
            List.of("/bin/bash", "--posix"),
            List.of("/bin/busybox", "sh"))) {
      if (Files.isExecutable(Path.of(shell.getFirst()))) {
        shells.add(shell);
      }
    }
    return shells;
  }
}
