package dev.ghostwatch.app;

import dev.ghostwatch.terminal.Screen;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The terminal as wide as it is now. The start script measures it once; a command that runs on has
 * it measured again before it prints, at most every two seconds: a few milliseconds each, where a
 * terminal library would cost every start more.
 */
final class ResizingScreen implements Supplier<Screen> {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final File TERMINAL = new File("/dev/tty");

  private final Map<String, String> environment;
  private final InstantSource clock;
  private Screen screen;
  private Instant measuredAt;

  ResizingScreen(Screen screen, Map<String, String> environment, InstantSource clock) {
    this.screen = screen;
    this.environment = environment;
    this.clock = clock;
    measuredAt = clock.instant();
  }

  @Override
  public synchronized Screen get() {
    // On anything but a terminal, and without redrawing, the width matters to nobody.
    if (screen.interactive()) {
      Instant now = clock.instant();
      if (Duration.between(measuredAt, now).compareTo(FRESH) > 0) {
        measuredAt = now;
        String size = size();
        screen = size.isEmpty() ? screen : Screen.of(size, screen.progress(), environment);
      }
    }
    return screen;
  }

  /** What {@code stty size} says; empty when it says nothing. */
  private static String size() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException _) {
      // No stty, no terminal any more: the last known width is the best there is.
      return "";
    }
  }
}
