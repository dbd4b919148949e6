package dev.ghostwatch.source.log.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A million lines, each style of rotation fifty times, ten followers killed in the middle: every
 * line is in the store once, in the order in which it was written.
 */
class MillionLinesTest {
  private static final int LINES = 1_000_000;
  private static final int ROUNDS = 50;
  private static final int KILLS = 10;
  private static final int LONGEST_DOWN = 8;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** The ways in which the log is rotated. */
  private enum Style {
    RENAME(false),
    RENAME_AND_COMPRESS(false),
    RENAME_NOTICED_LATE(false),
    COPY_AND_TRUNCATE(false),
    COPY_AND_TRUNCATE_WHEN_READ(true),
    DELETE_WHEN_READ(true);

    private final boolean wantsAllRead;

    Style(boolean wantsAllRead) {
      this.wantsAllRead = wantsAllRead;
    }
  }

  private static final int ROTATIONS = ROUNDS * Style.values().length;

  @TempDir Path directory;
  private final long seed = Long.getLong("ghostwatch.seed", 20261122);
  private final Random random = new Random(seed);
  private final StringBuilder text = new StringBuilder();
  private Rotator log;
  private Path store;
  private Path output;
  private FileChannel writer;
  private TransactionLog.Reader reader;
  private @Nullable Process follower;
  private int written;
  private int read;
  private int kills;

  @BeforeEach
  void begin() throws Exception {
    Path logs = Files.createDirectory(directory.resolve("logs"));
    log = new Rotator(logs.resolve("run.log"));
    store = directory.resolve("store");
    output = directory.resolve("output");
    reader = TransactionLog.Reader.open(store);
    writer = append();
  }

  @AfterEach
  void end() throws Exception {
    kill();
    writer.close();
    reader.close();
  }

  @Test
  void keepsEveryLineOnce() throws Exception {
    startFollower();
    // What is rotated before a follower has begun is not its business.
    Await.until(DEADLINE, () -> "nothing committed" + said(), () -> !reader.more().isEmpty());
    List<Style> styles = shuffledStyles();
    Set<Integer> killedAt = momentsOfDeath();
    int down = 0;
    for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
      int from = written;
      int to = (int) ((long) LINES * rotation / (ROTATIONS + 1));
      writeUntil(from + random.nextInt(to - from));
      if (killedAt.contains(rotation)) {
        assertThat(follower).isNotNull();
        kill();
        kills++;
        down = random.nextInt(LONGEST_DOWN);
      } else if (down-- <= 0) {
        startFollower();
      }
      writeUntil(to);
      rotate(nextStyle(styles));
    }
    assertThat(styles).isEmpty();
    writeUntil(LINES);
    startFollower();
    awaitRead();
    assertThat(read).isEqualTo(LINES);
    assertThat(kills).isEqualTo(KILLS);
    // Nothing but what it cannot know better: whether a deleted file had been read to its end.
    assertThat(Files.readAllLines(output))
        .allMatch(line -> line.contains(" reading on in ") || line.contains("if there were any"));
  }

  private List<Style> shuffledStyles() {
    List<Style> styles = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      styles.addAll(List.of(Style.values()));
    }
    Collections.shuffle(styles, random);
    return styles;
  }

  /** So far apart that the one before has been followed by a start. */
  private Set<Integer> momentsOfDeath() {
    int apart = ROTATIONS / KILLS;
    Set<Integer> moments = new HashSet<>();
    for (int number = 0; number < KILLS; number++) {
      moments.add(number * apart + 2 + random.nextInt(apart - LONGEST_DOWN - 2));
    }
    return moments;
  }

  /** While nobody follows, only what loses nothing by itself. */
  private Style nextStyle(List<Style> styles) {
    for (int number = styles.size() - 1; number >= 0; number--) {
      if (follower != null || !styles.get(number).wantsAllRead) {
        return styles.remove(number);
      }
    }
    throw new AssertionError("only rotations are left for which somebody must follow");
  }

  private FileChannel append() throws IOException {
    return FileChannel.open(log.log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void rotate(Style style) throws Exception {
    switch (style) {
      case RENAME -> {
        log.rename();
        reopen();
      }
      case RENAME_AND_COMPRESS -> {
        log.rename();
        reopen();
        log.compress(1);
      }
      case RENAME_NOTICED_LATE -> {
        log.rename();
        writeUntil(written + 500);
        reopen();
      }
      case COPY_AND_TRUNCATE -> log.copyAndTruncate();
      case COPY_AND_TRUNCATE_WHEN_READ -> {
        awaitRead();
        log.copyAndTruncate();
      }
      case DELETE_WHEN_READ -> {
        awaitRead();
        Files.delete(log.log);
        reopen();
      }
    }
  }

  private void reopen() throws IOException {
    writer.close();
    writer = append();
  }

  /** Writes in pieces that end anywhere, the last one with a whole line. */
  private void writeUntil(int line) throws IOException {
    while (written < line) {
      int lines = Math.min(line - written, 1 + random.nextInt(300));
      text.setLength(0);
      for (int number = 0; number < lines; number++) {
        text.append(lineText(written + number)).append('\n');
      }
      written += lines;
      byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
      int cut = random.nextInt(bytes.length);
      write(ByteBuffer.wrap(bytes, 0, cut));
      write(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      writer.write(bytes);
    }
  }

  private static String lineText(int number) {
    return "2026-11-22 13:26:19 INFO line " + number;
  }

  private void startFollower() throws IOException {
    if (follower == null) {
      follower = FollowerProcess.start(log.log, store, output);
    }
  }

  private void kill() throws InterruptedException {
    Process running = follower;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
    follower = null;
  }

  private void awaitRead() throws Exception {
    Await.until(
        DEADLINE,
        () -> read + " of " + written + " lines read, seed " + seed + said(),
        () -> {
          for (var entries = reader.more(); !entries.isEmpty(); entries = reader.more()) {
            entries.forEach(entry -> entry.lines().forEach(this::check));
          }
          return read == written;
        });
  }

  private String said() {
    try {
      return ", the follower said: " + Files.readString(output);
    } catch (IOException e) {
      return ", what the follower said cannot be read: " + e;
    }
  }

  private void check(String line) {
    if (!line.equals(lineText(read))) {
      throw new AssertionError(
          "expected \"" + lineText(read) + "\", found \"" + line + "\", seed " + seed + said());
    }
    read++;
  }
}
