package dev.ghostwatch.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Serves one simulated run on a Unix socket, a TCP port or both, as gh-ost does: one command per
 * connection, of which 4096 bytes are looked at, answered and followed by the end of the stream. A
 * silent client is kept for ever.
 *
 * <p>The clock drives the run. When the run ends the server stops listening, and leaves the socket
 * file behind where gh-ost would.
 */
public final class SimulatorServer implements AutoCloseable {
  private static final int COMMAND_BYTES = 4096;

  private final SimulatedMigration migration;
  private final SimulationClock clock;
  private final Listeners listeners;
  private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
  private SimulationClock.@Nullable Registration following;

  /** A server that does nothing until {@link #start}. */
  public SimulatorServer(
      SimulatedMigration migration, SimulationClock clock, ServerAddress address) {
    this.migration = migration;
    this.clock = clock;
    listeners =
        new Listeners(address, "simulated-gh-ost-" + migration.identity().table(), this::serve);
  }

  /** Begins to listen and to follow the clock. */
  public synchronized void start() throws IOException {
    if (following != null) {
      throw new IllegalStateException("the server was started before; make a new one");
    }
    listeners.open();
    listeners.tcpPort().ifPresent(migration::servedOnTcpPort);
    following = clock.follow(this::advance);
    advance(clock.instant());
  }

  /** The TCP port listened on; empty without one or before the start. */
  public OptionalInt tcpPort() {
    return listeners.tcpPort();
  }

  public SimulatedMigration migration() {
    return migration;
  }

  /** Completes with how the run ended; stays open when the server is closed before. */
  public CompletableFuture<Outcome> ended() {
    return ended.copy();
  }

  private void advance(Instant now) {
    migration.advanceTo(now);
    migration.outcome().ifPresent(this::endWith);
  }

  private void endWith(Outcome outcome) {
    if (ended.isDone()) {
      return;
    }
    stopFollowing();
    listeners.stopAccepting();
    if (!migration.leavesSocketBehind()) {
      listeners.removeSocketFile();
    }
    ended.complete(outcome);
  }

  private synchronized void stopFollowing() {
    if (following != null) {
      following.close();
    }
  }

  private void serve(SocketChannel connection) throws IOException {
    byte[] line = readLine(connection);
    if (line == null) {
      return;
    }
    Charset charset = charsetOf(line);
    migration.advanceTo(clock.instant());
    String reply = migration.command(new String(line, charset));
    ByteBuffer bytes = ByteBuffer.wrap(reply.getBytes(charset));
    while (bytes.hasRemaining()) {
      connection.write(bytes);
    }
    migration.outcome().ifPresent(this::endWith);
  }

  private static byte @Nullable [] readLine(SocketChannel connection) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(COMMAND_BYTES);
    int length = -1;
    while (length < 0 && bytes.hasRemaining()) {
      int from = bytes.position();
      if (connection.read(bytes) < 0) {
        if (bytes.position() == 0) {
          return null;
        }
        length = bytes.position();
      }
      for (int i = from; i < bytes.position() && length < 0; i++) {
        if (bytes.get(i) == '\n') {
          length = i;
        }
      }
    }
    return Arrays.copyOf(bytes.array(), length < 0 ? bytes.position() : length);
  }

  /** UTF-8, or for bytes that are not UTF-8 the charset that gives each back as it was sent. */
  private static Charset charsetOf(byte[] line) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException _) {
      return StandardCharsets.ISO_8859_1;
    }
  }

  /** Stops at once; a socket file is removed unless the run itself left it behind. */
  @Override
  public void close() {
    stopFollowing();
    listeners.close();
    if (!migration.leavesSocketBehind()) {
      listeners.removeSocketFile();
    }
  }
}
