package dev.ghostwatch.cli;

import dev.ghostwatch.access.LocalCertificate;
import dev.ghostwatch.access.LocalKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * How a running agent of this host is asked. Over a plain socket, because setting up the JDK's HTTP
 * client takes longer than all else; as HTTP/1.0, so that the answer comes in one piece. An agent
 * with TLS is known by the certificate that it wrote beside its PID file.
 *
 * @param address where it listens
 * @param key what is shown to be let in; null for nothing
 * @param certificate the file with the certificate of one that serves TLS
 */
record AgentLine(URI address, @Nullable String key, Path certificate) {
  /** Names the environment variable that holds a token. */
  private static final String TOKEN = "GHOSTWATCH_TOKEN";

  /** Of the agent with this PID file; with the token of the environment, else its own key. */
  static AgentLine of(URI address, Path pidFile, Map<String, String> environment) {
    String token = environment.get(TOKEN);
    String key = token == null || token.isEmpty() ? LocalKey.read(LocalKey.beside(pidFile)) : token;
    return new AgentLine(address, key, LocalCertificate.beside(pidFile));
  }

  /**
   * Sends a request.
   *
   * @param body JSON; null for none
   * @param limitMillis how long each step may take
   * @return the answer, head and all
   */
  String exchange(String method, String path, @Nullable String body, int limitMillis)
      throws IOException {
    byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.0\r\n");
    head.append("Host: ").append(address.getAuthority()).append("\r\n");
    if (key != null && key.matches("[\\w-]+")) {
      head.append("Authorization: Bearer ").append(key).append("\r\n");
    }
    if (body != null) {
      head.append("Content-Type: application/json\r\nContent-Length: ").append(content.length);
      head.append("\r\n");
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(content);
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address.getHost(), address.getPort()), limitMillis);
      plain.setSoTimeout(limitMillis);
      if (!"https".equals(address.getScheme())) {
        return answer(plain, request.toByteArray());
      }
      try (SSLSocket secure =
          (SSLSocket)
              LocalCertificate.trusting(certificate)
                  .createSocket(plain, address.getHost(), address.getPort(), true)) {
        return answer(secure, request.toByteArray());
      }
    }
  }

  private static String answer(Socket socket, byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The body of a good answer; null for any other. */
  @Nullable String get(String path, int limitMillis) throws IOException {
    String answer = exchange("GET", path, null, limitMillis);
    int body = answer.indexOf("\r\n\r\n");
    return !answer.matches("(?s)HTTP/1\\.\\d 200 .*") || body < 0
        ? null
        : answer.substring(body + 4);
  }
}
