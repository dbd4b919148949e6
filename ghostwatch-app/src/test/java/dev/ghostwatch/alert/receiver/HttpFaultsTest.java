package dev.ghostwatch.alert.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.SampleAlerts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between this host and a service, and what operators are told of it. */
class HttpFaultsTest {
  private FakeService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static Delivery post(String url) throws InterruptedException {
    return Configured.channel("timeout: 1s\nwebhook: {url: '" + url + "'}")
        .port()
        .deliver(SampleAlerts.letter(SampleAlerts.firing()));
  }

  private Delivery post() throws InterruptedException {
    return post(service.url("/hook/s3cr3t-t0ken"));
  }

  @Test
  void aHostThatRefusesIsTriedAgain() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(post("http://127.0.0.1:" + port + "/s3cr3t"))
        .isEqualTo(
            new Delivery.Retry(
                "127.0.0.1:"
                    + port
                    + " refuses connections or cannot be reached; check that it runs, and firewalls"
                    + " on the way",
                null));
  }

  @Test
  void aHostThatSaysNothingIsLeftAfterTheTimeLimit() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(post("http://127.0.0.1:" + silent.getLocalPort() + "/"))
          .isEqualTo(new Delivery.Retry("127.0.0.1 did not answer within 1s", null));
    }
  }

  /** The limit is that of the whole exchange, not of the time until its first byte. */
  @Test
  void aHostThatNeverEndsItsReplyIsLeftAfterTheTimeLimit() throws Exception {
    try (ServerSocket drip = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              Socket socket = drip.accept();
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nok"
                          .getBytes(StandardCharsets.US_ASCII));
              socket.getOutputStream().flush();
            } catch (IOException _) {
              return;
            }
          });
      assertThat(post("http://127.0.0.1:" + drip.getLocalPort() + "/"))
          .isEqualTo(new Delivery.Retry("127.0.0.1 did not answer within 1s", null));
    }
  }

  @Test
  void anUnknownNameIsTriedAgain() throws Exception {
    assertThat(post("https://alerts.invalid/s3cr3t"))
        .isEqualTo(
            new Delivery.Retry(
                "the host name alerts.invalid is not known (DNS); check the name in the"
                    + " configuration and the resolver of this host",
                null));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void whatMayPassIsTriedAgain(int status) throws Exception {
    service.answers(status, "<html>\n<h1>Bad  gateway</h1></html>");
    assertThat(post())
        .isEqualTo(
            new Delivery.Retry(
                "127.0.0.1 answered status " + status + ": <html> <h1>Bad gateway</h1></html>",
                null));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410})
  void whatWouldFailAgainIsNot(int status) throws Exception {
    service.answers(status, "");
    assertThat(post())
        .isEqualTo(
            new Delivery.Rejected(
                "127.0.0.1 answered status " + status + " without an explanation"));
  }

  @Test
  void aPauseThatIsAskedForIsKnown() throws Exception {
    service.answers(429, "slow down", Map.of("Retry-After", "17"));
    assertThat(post())
        .isEqualTo(
            new Delivery.Retry("127.0.0.1 answered status 429: slow down", Duration.ofSeconds(17)));
  }

  @Test
  void aPauseMayBeATimeAndIsNeverLongerThanAnHour() throws Exception {
    service.answers(503, "", Map.of("Retry-After", "Thu, 26 Nov 2026 10:02:10 GMT"));
    assertThat(((Delivery.Retry) post()).after()).isEqualTo(Duration.ofSeconds(30));
    service.answers(503, "", Map.of("Retry-After", "999999999"));
    post();
    assertThat(((Delivery.Retry) post()).after()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aRedirectToAnotherHostIsNotFollowed() throws Exception {
    try (FakeService other = new FakeService().answers(200, "")) {
      service.answers(
          307, "", Map.of("Location", "http://localhost:" + other.port() + "/hook/s3cr3t-t0ken"));
      assertThat(post())
          .isEqualTo(
              new Delivery.Rejected(
                  "127.0.0.1 answered 307, a redirect to localhost; it is not followed, because the"
                      + " request carries secrets. Put the address that answers itself into the"
                      + " configuration"));
      assertThat(other.told).isEmpty();
    }
  }

  @Test
  void aRedirectOfTheSameHostIsFollowedWithTheSameBody() throws Exception {
    service.answers(308, "", Map.of("Location", "/moved")).answers(200, "");
    assertThat(post()).isEqualTo(new Delivery.Delivered());
    assertThat(service.told).hasSize(2);
    assertThat(service.told.get(1).path()).isEqualTo("/moved");
    assertThat(service.told.get(1).body()).isEqualTo(service.told.get(0).body());
  }

  @Test
  void redirectsThatGoInCirclesEnd() throws Exception {
    service.answers(307, "", Map.of("Location", "/hook/again"));
    assertThat(post()).isInstanceOf(Delivery.Rejected.class);
    assertThat(service.told).hasSize(4);
  }

  @Test
  void aSecretThatIsSentBackIsNotSaid() throws Exception {
    service.answers(404, "no such hook: s3cr3t-t0ken \u001b[2J");
    assertThat(post())
        .isEqualTo(
            new Delivery.Rejected(
                "127.0.0.1 answered status 404: no such hook: <secret> \\x1b[2J"));
  }

  @Test
  void anEndlessReplyIsNotKept() throws Exception {
    service.answers(400, "x".repeat(1_000_000));
    assertThat(((Delivery.Rejected) post()).cause()).hasSizeLessThan(300).endsWith("...");
  }
}
