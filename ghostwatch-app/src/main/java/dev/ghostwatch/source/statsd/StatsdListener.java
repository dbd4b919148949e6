package dev.ghostwatch.source.statsd;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes datagrams from the network or a Unix socket. */
public sealed interface StatsdListener extends Closeable permits UdpListener, UnixListener {
  /** No datagram is longer. */
  int LARGEST = 65_535;

  /**
   * Waits for a datagram.
   *
   * @param buffer of {@link #LARGEST} bytes
   * @return null when none came in that time, or when closed meanwhile
   */
  @Nullable Datagram receive(byte[] buffer, Duration atMost) throws IOException;

  /** Where it listens, as gh-ost's {@code --statsd-addr} wants it. */
  String address();

  /**
   * What was received.
   *
   * @param length how much of the buffer it fills
   * @param sender address and port; a Unix socket does not tell, then {@code unix}
   */
  record Datagram(int length, String sender) {}
}
