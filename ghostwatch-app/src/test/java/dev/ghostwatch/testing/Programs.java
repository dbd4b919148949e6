package dev.ghostwatch.testing;

import java.io.IOException;

/** Programs of this host that a test uses where they are there. */
public final class Programs {
  private Programs() {}

  /** Whether a program can be run; {@code command} is one that does nothing, such as --version. */
  public static boolean isThere(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
