package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A follower in a process of its own, which can be killed. */
final class FollowerProcess {
  private FollowerProcess() {}

  /** Follows {@code args[0]} into the store {@code args[1]} until it is killed. */
  public static void main(String... args) throws IOException {
    try (TransactionLog store = TransactionLog.open(Path.of(args[1]))) {
      StartPosition start =
          store
              .place()
              .<StartPosition>map(StartPosition.Place::new)
              .orElseGet(StartPosition.Beginning::new);
      new LogFollower(
              Path.of(args[0]),
              start,
              store,
              FollowOptions.STANDARD,
              InstantSource.system(),
              notice -> System.out.println(notice.text()))
          .run();
    }
  }

  static Process start(Path log, Path store, Path output) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FollowerProcess.class.getName(),
                log.toString(),
                store.toString()))
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(output.toFile()))
        .start();
  }
}
