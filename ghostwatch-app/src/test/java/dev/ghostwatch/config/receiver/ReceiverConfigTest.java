package dev.ghostwatch.config.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code alerts.receivers}. */
class ReceiverConfigTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOME", "/home/ghost", "HOOK", "https://hooks.example.com/T0/t0ken");

  @TempDir Path folder;

  private static LoadedConfig parse(String lines) {
    return LoadedConfig.parse("alerts:\n  receivers:\n    night:\n" + lines.indent(6), ENVIRONMENT);
  }

  private static ReceiverConfig night(String lines) {
    LoadedConfig loaded = parse(lines);
    assertThat(loaded.problems()).filteredOn(Problem::isError).isEmpty();
    return Objects.requireNonNull(loaded.config().alerts().receivers().get("night"));
  }

  private static List<String> problems(String lines) {
    return parse(lines).problems().stream()
        .map(problem -> problem.text(Texts.of(Language.EN)::get))
        .toList();
  }

  @Test
  void whatIsNotSaidIsUsual() {
    ReceiverConfig night = night("webhook: {url: 'https://hooks.example.com/x'}\n");
    assertThat(night.sendResolved()).isTrue();
    assertThat(night.timeout()).hasSeconds(10);
    assertThat(night.concurrency()).isEqualTo(2);
    assertThat(night.rate()).isNull();
    assertThat(night.language()).isNull();
    assertThat(night.kinds())
        .singleElement()
        .isInstanceOfSatisfying(
            WebhookConfig.class,
            webhook -> {
              assertThat(webhook.contentType()).isEqualTo("application/json");
              assertThat(webhook.headers()).isEmpty();
              assertThat(webhook.secret()).isNull();
            });
  }

  @Test
  void aReceiverMayHaveSeveralWays() {
    assertThat(
            night(
                    """
                    language: zh
                    log: {}
                    slack: {url-env: HOOK, mentions: [here]}
                    dingtalk: {url-env: HOOK, secret: SEC1, mention-all: true}
                    """)
                .kinds())
        .extracting(ReceiverKind::word)
        .containsExactly("dingtalk", "slack", "log");
  }

  @Test
  void everyProblemIsSaidAtOnceWithLineAndNearestKey() {
    assertThat(
            problems(
                """
                dingtak: {url-env: HOOK}
                email: {host: smtp.example.com, from: me, to: [], tls: startls}
                telegram: {chats: [everybody]}
                webhook: {url: 'ftp://x', headrs: {}}
                timeout: 1h
                """))
        .containsExactly(
            "4:7: alerts.receivers.night.dingtak: there is no such key. Did you mean"
                + " alerts.receivers.night.dingtalk?",
            "5:45: alerts.receivers.night.email.from: found 'me', which must be a mail"
                + " address such as dba@example.com or 'GhostWatch <dba@example.com>'.",
            "5:62: alerts.receivers.night.email.tls: found 'startls', which must be one"
                + " of starttls, tls, none. Did you mean starttls?",
            "6:17: alerts.receivers.night.telegram.token: is missing: give token,"
                + " token-file or token-env.",
            "6:26: alerts.receivers.night.telegram.chats[0]: found 'everybody', which"
                + " must be the number of a chat or the @name of a channel.",
            "7:22: alerts.receivers.night.webhook.url: must be a web address such as"
                + " https://example.com/path (it is a secret and not shown).",
            "7:33: alerts.receivers.night.webhook.headrs: there is no such key. Did you"
                + " mean alerts.receivers.night.webhook.headers?",
            "8:16: alerts.receivers.night.timeout: found '1h', which must be a duration"
                + " such as 500ms, 10s, 5m or 30d, from 1s to 2m.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | night.email: is missing: a receiver needs at least one of email, webhook,
          email: {host: a, from: a@b.c, to: []} | night.email.to: must name at least one recipient.
          email: {host: a, from: a@b.c, to: [a@b.c], user: x} | night.email.user: must be given together with the password
          sms-http: {url-env: HOOK, to: ['138 000'], success: '('} | night.sms-http.to[0]: found '138 000', which must be a telephone number
          sms-http: {url-env: HOOK, to: ['13800000'], success: '('} | night.sms-http.success: found '(', which must be a regular expression.
          webhook: {url: a, url-env: HOOK} | night.webhook.url-env: must be left out, because url is given too.
          webhook: {url-env: NONE} | night.webhook.url-env: found 'NONE', but there is no such environment variable
          command: {program: alarm} | night.command.program: found 'alarm', which must be
          ca-file: /no/such/file | night.ca-file: found '/no/such/file', which cannot be read:
          """)
  void whatDoesNotFitIsRejected(String lines, String problem) {
    String receiver = lines.startsWith("ca-file") ? lines + "\nlog: {}\n" : lines + "\n";
    assertThat(problems(receiver)).anySatisfy(text -> assertThat(text).contains(problem));
  }

  @Test
  void aFileWithoutCertificatesIsRejected() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "hello\n");
    assertThat(problems("ca-file: " + file + "\nlog: {}\n"))
        .singleElement()
        .asString()
        .endsWith("ca.pem', which holds no certificate in PEM form.");
  }

  @Test
  void anAddressInPlainTextIsWarnedOf() {
    LoadedConfig loaded = parse("webhook: {url: 'http://hooks.example.com/t0ken'}\n");
    assertThat(loaded.isUsable()).isTrue();
    assertThat(loaded.problems().getFirst().text(Texts.of(Language.EN)::get))
        .contains("whoever is on the way to hooks.example.com reads the alerts")
        .doesNotContain("t0ken");
    assertThat(parse("webhook: {url: 'http://127.0.0.1:8080/t0ken'}\n").problems()).isEmpty();
  }

  @Test
  void secretsAreNotShown() {
    LoadedConfig loaded =
        parse(
            """
            webhook: {url: 'https://hooks.example.com/t0ken', secret: s3cr3t, headers: {X-Key: k3y}}
            telegram: {token: '110:b0t', chats: ['1']}
            """);
    assertThat(loaded.shown().toString()).doesNotContain("t0ken", "s3cr3t", "k3y", "b0t");
    assertThat(loaded.config().toString()).doesNotContain("t0ken", "s3cr3t", "k3y", "b0t");
  }
}
