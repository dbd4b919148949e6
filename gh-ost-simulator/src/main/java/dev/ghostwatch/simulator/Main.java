package dev.ghostwatch.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;

/**
 * Runs simulated migrations as a process of their own, until they have ended or the process is told
 * to stop.
 */
public final class Main {
  private Main() {}

  /** Exit status 0 when the runs were started and are over, 2 for wrong arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    int status = run(arguments, InstantSource.system(), System.out, System.err);
    System.exit(status);
  }

  private static int run(
      String[] arguments, InstantSource realTime, PrintStream out, PrintStream err)
      throws InterruptedException {
    CommandLine commandLine;
    try {
      commandLine = CommandLine.parse(arguments);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println();
      err.print(CommandLine.USAGE);
      return 2;
    }
    if (commandLine.help()) {
      out.print(CommandLine.USAGE);
      return 0;
    }
    try (Fleet fleet = new Fleet(commandLine, realTime)) {
      fleet.start();
      Runtime.getRuntime().addShutdownHook(new Thread(fleet::close, "simulator-stop"));
      fleet.describe(out);
      fleet.awaitEnd(out);
      return 0;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }
}
