package dev.ghostwatch.source.statsd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Listens on a Unix datagram socket, for {@code --statsd-addr=unix:///PATH}. It waits in a system
 * call, so it wants a thread of the system.
 */
public final class UnixListener implements StatsdListener {
  private static final int FILE_TYPE_BITS = 0xF000;
  private static final int SOCKET_TYPE = 0xC000;

  private final UnixDatagrams system;
  private final Path path;
  private final int descriptor;
  private final ReentrantLock receiving = new ReentrantLock();
  private volatile boolean closed;

  private UnixListener(UnixDatagrams system, Path path, int descriptor) {
    this.system = system;
    this.path = path;
    this.descriptor = descriptor;
  }

  /**
   * Makes the socket; a file that an earlier run has left behind is replaced.
   *
   * @throws IOException with a text for the operator
   */
  public static UnixListener open(Path path) throws IOException {
    UnixDatagrams system = UnixDatagrams.ofThisSystem();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      boolean isSocket = mode instanceof Integer bits && (bits & FILE_TYPE_BITS) == SOCKET_TYPE;
      if (!isSocket || system.isListenedAt(path)) {
        throw new IOException(
            "cannot listen for StatsD at "
                + path
                + ": "
                + (isSocket ? "another program listens there" : "the file there is no socket")
                + ". Choose another path and give it to gh-ost by --statsd-addr=unix://PATH");
      }
      Files.delete(path);
    }
    int descriptor = system.bind(path);
    // Whoever runs gh-ost must be able to send.
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
    return new UnixListener(system, path, descriptor);
  }

  @Override
  public @Nullable Datagram receive(byte[] buffer, Duration atMost) throws IOException {
    receiving.lock();
    try {
      if (closed) {
        return null;
      }
      int length = system.receive(descriptor, buffer, atMost);
      return length < 0 || closed ? null : new Datagram(length, "unix");
    } finally {
      receiving.unlock();
    }
  }

  @Override
  public String address() {
    return "unix://" + path;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    system.wake(descriptor);
    receiving.lock();
    try {
      system.close(descriptor);
    } finally {
      receiving.unlock();
    }
    Files.deleteIfExists(path);
  }
}
