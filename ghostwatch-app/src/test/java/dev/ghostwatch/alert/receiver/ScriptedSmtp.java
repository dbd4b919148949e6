package dev.ghostwatch.alert.receiver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that refuses as it is told to, which GreenMail cannot. */
final class ScriptedSmtp implements AutoCloseable {
  /** What is answered to {@code RCPT TO} of an address instead of 250. */
  final Map<String, String> recipients = new ConcurrentHashMap<>();

  /** What is answered to a command instead of what is usual, by its first word. */
  final Map<String, String> commands = new ConcurrentHashMap<>();

  /** Recipients of mails that were taken. */
  final List<String> delivered = new CopyOnWriteArrayList<>();

  /** Commands as they came. */
  final List<String> heard = new CopyOnWriteArrayList<>();

  private final ServerSocket server;
  private final @Nullable SSLContext tls;

  ScriptedSmtp(@Nullable SSLContext tls) throws IOException {
    this.tls = tls;
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void talk(Socket plain) {
    Socket socket = plain;
    try {
      say(socket, "220 mail.example.com ESMTP");
      BufferedReader in = reader(socket);
      List<String> to = new CopyOnWriteArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.add(line);
        String word = line.split(" ", 2)[0];
        String answer = commands.get(word);
        if (answer != null) {
          say(socket, answer);
          continue;
        }
        switch (word) {
          case "EHLO" ->
              say(
                  socket,
                  tls != null && !(socket instanceof SSLSocket)
                      ? "250-mail.example.com\r\n250-STARTTLS\r\n250 8BITMIME"
                      : "250-mail.example.com\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME");
          case "STARTTLS" -> {
            say(socket, "220 go ahead");
            socket =
                Objects.requireNonNull(tls)
                    .getSocketFactory()
                    .createSocket(socket, "localhost", socket.getPort(), true);
            ((SSLSocket) socket).setUseClientMode(false);
            in = reader(socket);
          }
          case "RCPT" -> {
            String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            String refusal = recipients.get(address);
            if (refusal == null) {
              to.add(address);
            }
            say(socket, refusal == null ? "250 ok" : refusal);
          }
          case "DATA" -> {
            say(socket, "354 go on");
            for (String data = in.readLine(); !".".equals(data); data = in.readLine()) {
              heard.add(String.valueOf(data));
            }
            delivered.addAll(to);
            say(socket, "250 queued");
          }
          case "AUTH" -> say(socket, "235 welcome");
          case "QUIT" -> {
            say(socket, "221 bye");
            socket.close();
            return;
          }
          default -> say(socket, "250 ok");
        }
      }
    } catch (IOException _) {
      // The other side left, as it does when it does not trust this one.
      return;
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void say(Socket socket, String line) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
