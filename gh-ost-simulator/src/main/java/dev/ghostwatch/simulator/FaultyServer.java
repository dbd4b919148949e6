package dev.ghostwatch.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A server that misbehaves in one way, for trying how a client copes. */
public final class FaultyServer implements AutoCloseable {
  private static final int BLOCK = 8192;

  private final Fault fault;
  private final Listeners listeners;
  private final AtomicInteger questions = new AtomicInteger();
  private volatile boolean vanished;

  /** A server that does nothing until {@link #start}. */
  public FaultyServer(Fault fault, ServerAddress address) {
    this.fault = fault;
    listeners = new Listeners(address, "faulty-gh-ost", this::serve);
  }

  /** Begins to listen. */
  public void start() throws IOException {
    listeners.open();
  }

  /** The TCP port listened on, if any. */
  public OptionalInt tcpPort() {
    return listeners.tcpPort();
  }

  /** Connections made so far. */
  public int questions() {
    return questions.get();
  }

  private void serve(SocketChannel connection) throws IOException {
    int question = questions.incrementAndGet();
    switch (fault) {
      case Fault.NeverAnswers() -> readToEnd(connection);
      case Fault.Drips(var pause, String reply) -> {
        readCommand(connection);
        for (byte single : reply.getBytes(StandardCharsets.UTF_8)) {
          send(connection, new byte[] {single});
          LockSupport.parkNanos(pause.toNanos());
        }
      }
      case Fault.Endless(long bytes) -> {
        readCommand(connection);
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, (byte) 'x');
        for (long sent = 0; sent < bytes; sent += BLOCK) {
          send(connection, Arrays.copyOf(block, (int) Math.min(BLOCK, bytes - sent)));
        }
      }
      case Fault.Garbage(long seed, int bytes) -> {
        readCommand(connection);
        byte[] garbage = new byte[bytes];
        new SplittableRandom(seed).nextBytes(garbage);
        send(connection, garbage);
      }
      case Fault.ClosesAtOnce() -> {
        // Returning closes the connection.
      }
      case Fault.NoLineEnd(String reply) -> {
        readCommand(connection);
        send(connection, reply.strip().getBytes(StandardCharsets.UTF_8));
      }
      case Fault.Vanishes(int after, String reply) -> {
        if (question <= after) {
          readCommand(connection);
          send(connection, reply.getBytes(StandardCharsets.UTF_8));
        }
        if (question >= after) {
          vanished = true;
          listeners.stopAccepting();
        }
      }
    }
  }

  private static void readCommand(SocketChannel connection) throws IOException {
    connection.read(ByteBuffer.allocate(BLOCK));
  }

  private static void readToEnd(SocketChannel connection) throws IOException {
    ByteBuffer ignored = ByteBuffer.allocate(BLOCK);
    while (connection.read(ignored.clear()) >= 0) {
      // What is asked does not matter.
    }
  }

  private static void send(SocketChannel connection, byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      connection.write(left);
    }
  }

  /** Stops; a vanished server leaves its socket file behind. */
  @Override
  public void close() {
    listeners.close();
    if (!vanished) {
      listeners.removeSocketFile();
    }
  }
}
