package dev.ghostwatch.client.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ghostwatch.client.command.Question;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root may connect to anything, so a child process tries as nobody when the tests run as root. */
class PermissionTest {

  private static final String NOBODY = "65534";

  @TempDir private Path folder;

  @Test
  void aSocketOfAnotherUserIsSaidToBe() throws Exception {
    open(folder);
    try (FakeServer server = FakeServer.unix(folder.resolve("s"), FakeServer.answering("yes\n"))) {
      Files.setPosixFilePermissions(
          folder.resolve("s"), PosixFilePermissions.fromString("r-xr-xr-x"));
      assertThat(messageFor(server.endpoint()))
          .startsWith(
              "PERMISSION_DENIED Cannot ask unix:"
                  + folder.resolve("s")
                  + ": permission denied: the socket has mode r-xr-xr-x and owner ")
          .contains(", and this is user ")
          .contains("run this as the user that runs gh-ost");
    }
  }

  @Test
  void aSocketInAFolderThatIsClosedIsSaidToBe() throws Exception {
    open(folder);
    Path closed = Files.createDirectory(folder.resolve("closed"));
    try (FakeServer server = FakeServer.unix(closed.resolve("s"), FakeServer.answering("yes\n"))) {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
      assertThat(messageFor(server.endpoint()))
          .startsWith("PERMISSION_DENIED ")
          .contains("permission denied: the folder " + closed + " has mode --------- and owner ");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private String messageFor(Endpoint endpoint) throws Exception {
    if (!System.getProperty("user.name").equals("root")) {
      return ask(endpoint);
    }
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(Files.isExecutable(setpriv), "Needs setpriv to become another user");
    Path classes = copyOfClasses();
    Process process =
        new ProcessBuilder(
                setpriv.toString(),
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes.toString(),
                PermissionTest.class.getName() + "$Asker",
                endpoint.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(process.waitFor() == 0, () -> "No Java for another user: " + output);
    return output;
  }

  /** The classes where every user can read them. */
  private Path copyOfClasses() throws IOException, URISyntaxException {
    Path copy = Files.createDirectories(folder.resolve("classes"));
    for (Class<?> origin : List.of(ControlSocket.class, PermissionTest.class)) {
      Path root = Path.of(origin.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
          Path target = copy.resolve(root.relativize(file).toString());
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
    try (Stream<Path> all = Files.walk(copy)) {
      for (Path path : all.toList()) {
        open(path);
      }
    }
    return copy;
  }

  private static void open(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String ask(Endpoint endpoint) {
    try {
      return "answered " + new ControlSocket(endpoint).exchange(Question.SUP);
    } catch (ControlException e) {
      return e.kind() + " " + e.getMessage();
    }
  }

  /** Asks as whatever user runs it. */
  static final class Asker {
    private Asker() {}

    public static void main(String[] arguments) {
      Endpoint endpoint = Endpoint.parse(arguments[0]);
      System.out.print(endpoint == null ? "no endpoint" : ask(endpoint));
    }
  }
}
