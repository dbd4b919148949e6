package dev.ghostwatch.testing.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes bytes between clients and a server until it is told not to: then it swallows them, like a
 * firewall that drops packets, or cuts the connections.
 */
public final class Relay implements AutoCloseable {
  private final DatabaseServer server;
  private final ServerSocket listening;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final Thread accepting;
  private volatile boolean dropping;

  public Relay(DatabaseServer server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.accepting = Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Swallows everything from now on, or no longer. */
  public void drop(boolean drop) {
    dropping = drop;
  }

  /** Cuts every connection. */
  public void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        sockets.add(client);
        Socket upstream = new Socket(server.host(), server.port());
        sockets.add(upstream);
        Thread.ofVirtual().start(() -> pass(client, upstream));
        Thread.ofVirtual().start(() -> pass(upstream, client));
      }
    } catch (IOException e) {
      // Closed: nobody is let in any more.
      dropping = true;
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      int read = in.read(buffer);
      while (read >= 0) {
        if (!dropping) {
          out.write(buffer, 0, read);
          out.flush();
        }
        read = in.read(buffer);
      }
    } catch (IOException e) {
      // One side is gone: so is the other.
      sockets.remove(from);
    }
  }

  /** When this returns the port is closed, not only about to be. */
  @Override
  public void close() throws IOException {
    listening.close();
    cut();
    try {
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
