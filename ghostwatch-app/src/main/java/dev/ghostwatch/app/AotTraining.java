package dev.ghostwatch.app;

import dev.ghostwatch.cli.DemoStage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/**
 * Runs the reading commands against a simulated gh-ost, so that the JVM sees which classes they
 * load and can keep them ready in its AOT cache. Started by the build, not by people.
 */
public final class AotTraining {
  private AotTraining() {}

  /** Ends with 0 when every command did its work. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = Map.of("LANG", "en_US.UTF-8");
    int failures = 0;
    try (DemoStage stage = SimulatedStage.start(1, InstantSource.system())) {
      String socket = stage.actors().getFirst().endpoint().toString();
      String[][] commands = {
        {"status", "--json", "--socket", socket},
        {"status", "--socket", socket},
        {"status", "--short", "--socket", socket},
        {"ps", "--json", "--socket", socket},
        {"ps", "--socket", socket},
        {"settings", "--socket", socket},
        {"ask", "--socket", socket, "chunk-size=?"},
        {"set", "--dry-run", "--socket", socket, "chunk-size=500"},
        {"doctor", "--socket", socket},
        {"--version"},
      };
      for (String[] command : commands) {
        failures += run(command, environment) == 0 ? 0 : 1;
      }
      run(new String[] {"ps"}, environment);
      run(new String[] {"help"}, environment);
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
