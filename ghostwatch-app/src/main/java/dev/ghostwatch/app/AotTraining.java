package dev.ghostwatch.app;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Runs the commands that people and scripts type most against a simulated gh-ost, so that the JVM
 * sees which classes they load and keeps them ready in its AOT cache. Few on purpose: every class
 * in the cache is set up at each start. Started by the build, not by people.
 */
public final class AotTraining {
  private AotTraining() {}

  /**
   * Ends with 0 when every command did its work.
   *
   * @param arguments the control socket of a gh-ost, and its log
   */
  public static void main(String[] arguments) {
    String socket = arguments[0];
    String log = arguments[1];
    List<String[]> commands =
        List.of(
            new String[] {"status", "--json", "--socket", socket},
            new String[] {"status", "--socket", socket},
            new String[] {"ps", "--socket", socket},
            new String[] {"analyze", "--json", log});
    Map<String, String> environment = Map.of("LANG", "en_US.UTF-8");
    int failures = 0;
    for (String[] command : commands) {
      failures += run(command, environment) == 0 ? 0 : 1;
    }
    System.exit(failures == 0 ? 0 : 1);
  }

  private static int run(String[] command, Map<String, String> environment) {
    InputStream in = new ByteArrayInputStream(new byte[0]);
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return Main.run(command, in, out, out, environment);
  }
}
