package dev.ghostwatch.alert.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.SampleAlerts;
import dev.ghostwatch.model.Severity;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmailReceiverTest {
  @TempDir Path folder;

  private static Channel channel(int port, String lines) {
    return Configured.channel(
        "timeout: 5s\nemail:\n  host: localhost\n  port: "
            + port
            + "\n  from: 'GhostWatch 告警 <ghostwatch@example.com>'\n"
            + "  to: [a@example.com, 'B <b@example.com>', c@example.com]\n"
            + lines);
  }

  private static Delivery deliver(Channel channel, Notification notification)
      throws InterruptedException {
    return channel.port().deliver(SampleAlerts.letter(notification));
  }

  @Test
  void aMailHasTextAndHtmlForEachRecipient() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      server.setUser("ghost", "pa55word");
      Notification hostile =
          SampleAlerts.of(
              "n9",
              List.of(
                  SampleAlerts.lag(
                      Severity.ERROR, "shop.<script>alert(1)</script>", "落后 7.5 秒 & more", null)));
      Channel channel =
          channel(server.getSmtp().getPort(), "  tls: none\n  user: ghost\n  password: pa55word\n");
      assertThat(deliver(channel, hostile)).isEqualTo(new Delivery.Delivered());
      MimeMessage[] mails = server.getReceivedMessages();
      assertThat(mails).hasSize(3);
      MimeMessage mail = mails[0];
      assertThat(mail.getSubject()).isEqualTo("[ERROR] shop.<script>alert(1)</script>");
      assertThat(mail.getFrom()[0].toString()).contains("ghostwatch@example.com");
      assertThat(mail.getAllRecipients()).hasSize(3);
      assertThat(mail.getMessageID()).endsWith("@ghostwatch>");
      assertThat(mail.getHeader("References")[0]).endsWith("@ghostwatch>");
      MimeMultipart parts = (MimeMultipart) mail.getContent();
      assertThat(parts.getContentType()).startsWith("multipart/alternative");
      assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
      assertThat(parts.getBodyPart(0).getContent().toString())
          .contains("[ERROR] shop.<script>alert(1)</script>", "落后 7.5 秒 & more");
      assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
      assertThat(parts.getBodyPart(1).getContent().toString())
          .contains(
              "<b>[ERROR] shop.&lt;script&gt;alert(1)&lt;/script&gt;</b>", "落后 7.5 秒 &amp; more")
          .contains("<a href=\"https://wiki.example.com/lag\">")
          .doesNotContain("<script>");
      deliver(channel, SampleAlerts.of("n10", hostile.alerts()));
      MimeMessage later = server.getReceivedMessages()[3];
      assertThat(later.getMessageID()).isNotEqualTo(mail.getMessageID());
      assertThat(later.getHeader("References")).isEqualTo(mail.getHeader("References"));
    } finally {
      server.stop();
    }
  }

  @Test
  void oneOfThreeWhoIsRefusedIsReportedAndTheOthersGetIt() throws Exception {
    try (ScriptedSmtp server = new ScriptedSmtp(null)) {
      server.recipients.put("b@example.com", "550 5.1.1 no such user");
      Delivery delivery = deliver(channel(server.port(), "  tls: none\n"), SampleAlerts.firing());
      assertThat(server.delivered).containsExactly("a@example.com", "c@example.com");
      assertThat(delivery)
          .isEqualTo(
              new Delivery.Delivered(
                  List.of(
                      "the mail server localhost:"
                          + server.port()
                          + " refused the recipient B <b@example.com>: 550 5.1.1 no such user")));
    }
  }

  @Test
  void oneOfThreeWhoMayGetItLaterGetsItAlone() throws Exception {
    try (ScriptedSmtp server = new ScriptedSmtp(null)) {
      server.recipients.put("b@example.com", "450 4.2.0 greylisted");
      Channel channel = channel(server.port(), "  tls: none\n");
      assertThat(deliver(channel, SampleAlerts.firing()))
          .isEqualTo(
              new Delivery.Retry(
                  "the mail server localhost:"
                      + server.port()
                      + " refused the recipient B <b@example.com>: 450 4.2.0 greylisted",
                  null));
      server.recipients.clear();
      assertThat(deliver(channel, SampleAlerts.firing())).isEqualTo(new Delivery.Delivered());
      assertThat(server.delivered)
          .containsExactly("a@example.com", "c@example.com", "b@example.com");
    }
  }

  @Test
  void aLoginThatIsRefusedIsNotRepeated() throws Exception {
    try (ScriptedSmtp server = new ScriptedSmtp(null)) {
      server.commands.put("AUTH", "535 5.7.8 bad credentials");
      assertThat(
              deliver(
                  channel(server.port(), "  tls: none\n  user: ghost\n  password: pa55word\n"),
                  SampleAlerts.firing()))
          .isEqualTo(
              new Delivery.Rejected(
                  "the mail server localhost:"
                      + server.port()
                      + " refused the login: 535 5.7.8 bad credentials. Check user and password"));
    }
  }

  @Test
  void aServerThatIsBusyIsAskedAgainAndOneThatRefusesIsNot() throws Exception {
    try (ScriptedSmtp server = new ScriptedSmtp(null)) {
      server.commands.put("DATA", "452 4.3.1 disk full");
      assertThat(deliver(channel(server.port(), "  tls: none\n"), SampleAlerts.firing()))
          .isInstanceOfSatisfying(
              Delivery.Retry.class,
              retry -> assertThat(retry.cause()).contains("452 4.3.1 disk full"));
      server.commands.put("DATA", "554 5.7.1 spam");
      assertThat(deliver(channel(server.port(), "  tls: none\n"), SampleAlerts.firing()))
          .isInstanceOfSatisfying(
              Delivery.Rejected.class,
              rejected -> assertThat(rejected.cause()).contains("554 5.7.1 spam"));
    }
  }

  @Test
  void nothingIsToldToAServerThatDoesNotEncrypt() throws Exception {
    try (ScriptedSmtp server = new ScriptedSmtp(null)) {
      assertThat(
              deliver(
                  channel(server.port(), "  user: ghost\n  password: pa55word\n"),
                  SampleAlerts.firing()))
          .isInstanceOf(Delivery.Retry.class);
      assertThat(server.heard)
          .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }
  }

  @Test
  void aCertificateOfOnesOwnIsTrustedWhenItIsNamed() throws Exception {
    OwnCertificate certificate = new OwnCertificate(folder, "dns:localhost");
    try (ScriptedSmtp server = new ScriptedSmtp(certificate.server())) {
      assertThat(deliver(channel(server.port(), ""), SampleAlerts.firing()))
          .isInstanceOfSatisfying(
              Delivery.Retry.class,
              retry ->
                  assertThat(retry.cause())
                      .startsWith(
                          "the certificate of localhost:" + server.port() + " is not trusted: ")
                      .endsWith("If it is of an authority of your own, name that in ca-file"));
      assertThat(server.delivered).isEmpty();
      Channel trusting = channel(server.port(), "ca-file: " + certificate.pem + "\n");
      assertThat(deliver(trusting, SampleAlerts.firing())).isEqualTo(new Delivery.Delivered());
      assertThat(server.delivered).hasSize(3);
    }
  }

  @Test
  void aServerThatSaysNothingIsLeftAfterTheTimeLimit() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Channel channel =
          Configured.channel(
              "timeout: 1s\nemail: {host: localhost, port: "
                  + silent.getLocalPort()
                  + ", tls: none, from: a@example.com, to: [b@example.com]}");
      assertThat(deliver(channel, SampleAlerts.firing()))
          .isInstanceOfSatisfying(
              Delivery.Retry.class,
              retry -> assertThat(retry.cause()).endsWith(" did not answer within 1s"));
    }
  }
}
