package dev.ghostwatch.source.statsd;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Listens on a UDP port. Meant for a virtual thread. */
public final class UdpListener implements StatsdListener {
  /** Room for the bursts of many gh-ost at once; the system may give less. */
  private static final int RECEIVE_BUFFER = 4 << 20;

  private final DatagramSocket socket;
  private final String address;

  private UdpListener(DatagramSocket socket, String address) {
    this.socket = socket;
    this.address = address;
  }

  /**
   * Opens the port.
   *
   * @param address where; port 0 takes a free one
   * @throws IOException with a text for the operator
   */
  public static UdpListener open(InetSocketAddress address) throws IOException {
    if (address.isUnresolved()) {
      throw new IOException(
          "cannot listen for StatsD on "
              + address
              + ": the host name is not known; use 127.0.0.1 or an address of this host");
    }
    DatagramSocket socket = new DatagramSocket(null);
    try {
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.bind(address);
    } catch (BindException e) {
      socket.close();
      throw new IOException(
          "cannot listen for StatsD on UDP "
              + text(address)
              + ": "
              + e.getMessage()
              + "; another program has this port, or the address is not of this host. Choose another"
              + " port and give it to gh-ost by --statsd-addr",
          e);
    }
    return new UdpListener(
        socket, text(new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort())));
  }

  @Override
  public @Nullable Datagram receive(byte[] buffer, Duration atMost) throws IOException {
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    try {
      socket.setSoTimeout((int) Math.max(1, atMost.toMillis()));
      socket.receive(packet);
    } catch (SocketTimeoutException _) {
      return null;
    } catch (IOException e) {
      if (socket.isClosed()) {
        return null;
      }
      throw e;
    }
    return new Datagram(
        packet.getLength(), text(new InetSocketAddress(packet.getAddress(), packet.getPort())));
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public void close() {
    socket.close();
  }
}
