package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick commands run with the few jars that the distribution gives them, and no other. */
class ClassPathTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "help top",
        "ps --json",
        "status",
        "agent-status",
        "completion bash",
        "token list",
        "silence list"
      })
  void aQuickCommandNeedsNoOtherJar(String line) throws Exception {
    String said = said("command.line.artifacts", line.split(" ", -1));
    assertThat(said).isNotBlank().doesNotContain("Error").doesNotContain("Exception");
  }

  @Test
  void theDashboardSaysThatItWantsATerminal() throws Exception {
    String said = said("(?:command.line|top).artifacts", "top");
    assertThat(said).contains("terminal").doesNotContain("Error").doesNotContain("Exception");
  }

  private String said(String property, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(property),
                "dev.ghostwatch.app.Main"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_STATE_HOME", folder.toString());
    builder.environment().put("GHOSTWATCH_SOCKET_GLOB", folder.resolve("*.sock").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Of the jars of this test those whose artifacts the POM lists under the names of properties. */
  private static String classPath(String property) throws IOException {
    List<String> artifacts = new ArrayList<>();
    Matcher list =
        Pattern.compile("<" + property + ">([^<]+)<").matcher(Files.readString(Path.of("pom.xml")));
    while (list.find()) {
      artifacts.addAll(Arrays.asList(list.group(1).split(",", -1)));
    }
    assertThat(artifacts).hasSizeGreaterThan(5);
    return String.join(
        File.pathSeparator,
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> isOurs(entry) || artifacts.stream().anyMatch(of -> is(entry, of)))
            .toList());
  }

  private static boolean isOurs(String entry) {
    return Files.isDirectory(Path.of(entry)) && !entry.endsWith("test-classes");
  }

  private static boolean is(String jar, String artifact) {
    String name = String.valueOf(Path.of(jar).getFileName());
    return name.matches(Pattern.quote(artifact) + "-\\d.*\\.jar");
  }
}
