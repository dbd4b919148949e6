package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.access.LocalCertificate;
import dev.ghostwatch.access.LocalKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands ask an agent with TLS, and tell nobody else its key. */
@NullUnmarked // a test fails on null by itself
@Timeout(60)
class AgentLineTest {
  private static final int LIMIT = 10_000;

  @TempDir private Path folder;
  private final BlockingQueue<String> heads = new ArrayBlockingQueue<>(10);
  private KeyStore keys;
  private SSLServerSocket server;

  private KeyStore keys(String name) throws Exception {
    Path store = folder.resolve(name);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "agent",
                "-keyalg",
                "EC",
                "-dname",
                "CN=db7.example.com",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    return KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
  }

  @BeforeEach
  void serve() throws Exception {
    keys = keys("agent.p12");
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::answerAll);
  }

  private void answerAll() {
    while (!server.isClosed()) {
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          int next = socket.getInputStream().read();
          if (next < 0) {
            throw new IOException("ended early");
          }
          head.append((char) next);
        }
        heads.add(head.toString());
        socket
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\n\r\nfine".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException _) {
        // Who does not trust the certificate hangs up; the test looks at what was asked.
      }
    }
  }

  @AfterEach
  void end() throws IOException {
    server.close();
  }

  private Path pidFile() {
    return folder.resolve("agent.pid");
  }

  private AgentLine line() {
    URI address = URI.create("https://127.0.0.1:" + server.getLocalPort());
    return AgentLine.of(address, pidFile(), Map.of());
  }

  @Test
  void anAgentIsKnownByTheCertificateBesideItsPidFile() throws Exception {
    String key = LocalKey.write(LocalKey.beside(pidFile()), bytes -> bytes[0] = 7);
    LocalCertificate.write(LocalCertificate.beside(pidFile()), keys.getCertificate("agent"));
    assertThat(line().get("/healthz", LIMIT)).isEqualTo("fine");
    assertThat(heads.take())
        .startsWith("GET /healthz HTTP/1.0\r\nHost: 127.0.0.1:" + server.getLocalPort())
        .contains("\r\nAuthorization: Bearer " + key + "\r\n");
  }

  @Test
  void nobodyElseIsAsked() throws Exception {
    LocalKey.write(LocalKey.beside(pidFile()), bytes -> bytes[0] = 7);
    Path certificate = LocalCertificate.beside(pidFile());
    assertThatThrownBy(() -> line().get("/healthz", LIMIT))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("agent.pid.crt");
    LocalCertificate.write(certificate, keys("other.p12").getCertificate("agent"));
    assertThatThrownBy(() -> line().get("/healthz", LIMIT))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("another certificate is shown than the agent wrote");
    Files.writeString(certificate, "none");
    assertThatThrownBy(() -> line().get("/healthz", LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("agent.pid.crt holds no certificate");
    assertThat(heads).isEmpty();
  }

  @Test
  void aTokenOfTheEnvironmentComesFirst() {
    URI address = URI.create("http://127.0.0.1:1");
    assertThat(AgentLine.of(address, pidFile(), Map.of("GHOSTWATCH_TOKEN", "gw_x")).key())
        .isEqualTo("gw_x");
    assertThat(AgentLine.of(address, pidFile(), Map.of("GHOSTWATCH_TOKEN", "")).key()).isNull();
  }
}
