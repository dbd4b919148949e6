package dev.ghostwatch.simulator;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Writes the output of a run to a file, as {@code gh-ost … > log 2>&1} does: pass it to {@link
 * SimulatedMigration} as the output. Each line is in the file when the call returns.
 */
public final class SimulatorLog implements Consumer<String>, AutoCloseable {
  private final Path file;
  private final BufferedWriter writer;

  private SimulatorLog(Path file, BufferedWriter writer) {
    this.file = file;
    this.writer = writer;
  }

  /** Opens the file, which is created or added to. */
  public static SimulatorLog open(Path file) throws IOException {
    return new SimulatorLog(
        file,
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  @Override
  public synchronized void accept(String line) {
    try {
      writer.write(line);
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the simulated log " + file, e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    writer.close();
  }
}
