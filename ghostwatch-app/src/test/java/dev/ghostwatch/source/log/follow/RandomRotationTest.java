package dev.ghostwatch.source.log.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a log in whatever order, looked at in whatever moment. */
class RandomRotationTest {
  private static final int RUNS = 60;
  private static final int ACTIONS = 80;

  @TempDir Path directory;
  private final List<String> done = new ArrayList<>();
  private Random random = new Random(0);
  private int written;

  @Test
  void deliversEveryLineOnce() throws Exception {
    long first = Long.getLong("ghostwatch.seed", 1);
    for (long seed = first; seed < first + RUNS; seed++) {
      run(seed);
    }
  }

  private void run(long seed) throws Exception {
    random = new Random(seed);
    written = 0;
    done.clear();
    Path home = Files.createDirectory(directory.resolve(Long.toString(seed)));
    Rotator log = new Rotator(home.resolve("run.log"));
    Bench bench = new Bench(log.log, new StartPosition.Beginning());
    bench.step();
    for (int action = 0; action < ACTIONS; action++) {
      act(log, bench);
    }
    act(log, bench, "write");
    try {
      bench.read();
      List<Integer> found = bench.texts().stream().map(Integer::valueOf).sorted().toList();
      assertThat(found).isEqualTo(IntStream.range(0, written).boxed().toList());
    } catch (AssertionError e) {
      throw new AssertionError(
          "seed " + seed + ": " + done + " gave " + bench.texts() + ", " + bench.notices, e);
    }
  }

  private static final List<String> KNOWN =
      List.of(
          "write",
          "write",
          "write",
          "half",
          "late",
          "step",
          "step",
          "read",
          "restart",
          "rename",
          "renameAndCreate",
          "compress",
          "copyAndTruncate",
          "copyLookTruncate",
          "touch");

  private void act(Rotator log, Bench bench) throws Exception {
    act(log, bench, KNOWN.get(random.nextInt(KNOWN.size())));
  }

  private void act(Rotator log, Bench bench, String action) throws Exception {
    done.add(action);
    boolean there = Files.exists(log.log);
    switch (action) {
      case "write" -> log.write(line());
      case "half" -> {
        String line = line();
        log.write(line.substring(0, line.length() / 2));
        bench.read();
        log.write(line.substring(line.length() / 2));
      }
      case "late" -> {
        // A writer that has not noticed the last rotation, of a file already being read.
        bench.read();
        if (there && lastWasRenamed() && holdsLines(log.numbered(1))) {
          Rotator.append(log.numbered(1), line());
        }
        bench.read();
      }
      case "step" -> bench.step();
      case "read" -> bench.read();
      case "restart" -> bench.restart();
      case "compress" -> {
        if (Files.exists(log.numbered(1))) {
          log.compress(1);
        }
      }
      case "touch" -> {
        if (!there) {
          Files.createFile(log.log);
        }
      }
      default -> {
        if (there) {
          rotate(log, bench, action);
        }
      }
    }
  }

  /** An empty one may be a copy that is only beginning, and is not read before it is complete. */
  private static boolean holdsLines(Path file) throws IOException {
    return Files.exists(file) && Files.size(file) > 0;
  }

  private boolean lastWasRenamed() {
    return done.reversed().stream()
        .filter(action -> action.startsWith("rename") || action.startsWith("copy"))
        .findFirst()
        .filter(action -> action.startsWith("rename"))
        .isPresent();
  }

  private void rotate(Rotator log, Bench bench, String action) throws Exception {
    switch (action) {
      case "rename" -> log.rename();
      case "renameAndCreate" -> log.renameAndCreate();
      case "copyAndTruncate" -> log.copyAndTruncate();
      case "copyLookTruncate" -> {
        log.copy();
        if (random.nextBoolean()) {
          bench.step();
        } else {
          bench.read();
        }
        if (random.nextInt(4) == 0) {
          bench.restart();
          bench.step();
        }
        log.truncate();
      }
      default -> throw new IOException("BUG: no such action: " + action);
    }
  }

  private String line() {
    done.add(Integer.toString(written));
    return "%05d%n".formatted(written++);
  }
}
