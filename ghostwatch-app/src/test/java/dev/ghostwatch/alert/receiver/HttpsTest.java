package dev.ghostwatch.alert.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.SampleAlerts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates, and the way through a proxy. */
class HttpsTest {
  @TempDir Path folder;

  private static FakeService service(OwnCertificate certificate) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    return new FakeService(server).answers(200, "ok");
  }

  private static Delivery post(String lines) throws InterruptedException {
    return Configured.channel(lines).port().deliver(SampleAlerts.letter(SampleAlerts.firing()));
  }

  @Test
  void aCertificateOfOnesOwnIsTrustedWhenItIsNamed() throws Exception {
    OwnCertificate certificate = new OwnCertificate(folder, "dns:localhost,ip:127.0.0.1");
    try (FakeService service = service(certificate)) {
      String hook = "webhook: {url: 'https://localhost:" + service.port() + "/'}\n";
      assertThat(post(hook))
          .isInstanceOfSatisfying(
              Delivery.Retry.class,
              retry ->
                  assertThat(retry.cause())
                      .startsWith(
                          "the certificate of localhost:" + service.port() + " is not trusted: "));
      assertThat(service.told).isEmpty();
      assertThat(post("ca-file: " + certificate.pem + "\n" + hook))
          .isEqualTo(new Delivery.Delivered());
    }
  }

  @Test
  void aCertificateForAnotherNameIsNot() throws Exception {
    OwnCertificate certificate = new OwnCertificate(folder, "dns:other.example.com");
    try (FakeService service = service(certificate)) {
      assertThat(
              post(
                  "ca-file: "
                      + certificate.pem
                      + "\nwebhook: {url: 'https://localhost:"
                      + service.port()
                      + "/'}\n"))
          .isInstanceOfSatisfying(
              Delivery.Retry.class,
              retry -> assertThat(retry.cause()).contains("is not trusted", "localhost"));
      assertThat(service.told).isEmpty();
    }
  }

  @Test
  void requestsGoThroughTheProxy() throws Exception {
    // To a proxy a plain request names its whole address, which the server's path then is of.
    try (FakeService proxy = new FakeService().answers(200, "")) {
      assertThat(
              post(
                  "proxy: 127.0.0.1:"
                      + proxy.port()
                      + "\nwebhook: {url: 'http://alerts.invalid/hook'}\n"))
          .isEqualTo(new Delivery.Delivered());
      assertThat(proxy.only().header("Host")).isEqualTo("alerts.invalid");
    }
  }
}
