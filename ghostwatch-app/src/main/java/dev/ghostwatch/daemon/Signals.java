package dev.ghostwatch.daemon;

import java.time.Duration;

/** What the agent does when it is told something from outside. */
public final class Signals {
  private Signals() {}

  /**
   * Runs something each time the process gets SIGHUP.
   *
   * @return false where this system has no such signal, or the process was told to ignore it
   *     (nohup)
   */
  public static boolean onHangup(Runnable action) {
    // JLine reaches the JDK's signals, which no public interface of the JDK offers.
    return org.jline.utils.Signals.register("HUP", action) != null;
  }

  /**
   * Lets the agent put its things in order when the process is to end (SIGTERM, Ctrl-C), for a
   * limited time: then the process ends all the same.
   *
   * @param drain puts things in order
   * @param late told when that was not done in time
   */
  public static void onTermination(Duration limit, Runnable drain, Runnable late) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("ghostwatch-termination")
                .unstarted(() -> runFor(limit, drain, late)));
  }

  static void runFor(Duration limit, Runnable drain, Runnable late) {
    Thread work = Thread.ofPlatform().name("ghostwatch-drain").daemon().start(drain);
    try {
      if (!work.join(limit)) {
        late.run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
