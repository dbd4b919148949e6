package dev.ghostwatch.alert.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.SampleAlerts;
import dev.ghostwatch.model.Severity;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookReceiverTest {
  private FakeService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService().answers(204, "");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Delivery deliver(String lines, Notification notification) throws InterruptedException {
    return Configured.channel(
            "webhook:\n  url: " + service.url("/hook?token=s3cr3t") + "\n" + lines)
        .port()
        .deliver(SampleAlerts.letter(notification));
  }

  @Test
  void theClassicKeysComeFirstThenEverything() throws Exception {
    assertThat(deliver("", SampleAlerts.firing())).isEqualTo(new Delivery.Delivered());
    FakeService.Told told = service.only();
    assertThat(told.method()).isEqualTo("POST");
    assertThat(told.path() + "?" + told.query()).isEqualTo("/hook?token=s3cr3t");
    assertThat(told.header("Content-type")).isEqualTo("application/json; charset=utf-8");
    assertThat(told.header("Idempotency-key")).isEqualTo("n1");
    JsonNode json = told.json();
    assertThat(json.propertyNames())
        .startsWith("title", "message", "level", "timestamp")
        .contains("status", "receiver", "groupKey", "migration", "migrations", "alerts");
    assertThat(json.get("title").asString()).isEqualTo("[WARNING] shop.orders lags 7.5 s behind");
    assertThat(json.get("message").asString())
        .isEqualTo(
            """
            [WARNING] shop.orders lags 7.5 s behind
            The lag is 7.5 s, above 5 s.
            Writes are slowed down.
            Since 2026-11-26 10:00:00 +00:00 · migration=shop.orders
            Runbook: https://wiki.example.com/lag\
            """);
    assertThat(json.get("level").asString()).isEqualTo("WARN");
    assertThat(json.get("timestamp").asString()).isEqualTo("2026-11-26T10:01:30.000Z");
    assertThat(json.get("status").asString()).isEqualTo("firing");
    assertThat(json.at("/migration/progress/percent").asDouble()).isEqualTo(62.0);
    assertThat(json.at("/alerts/0/labels/alertname").asString()).isEqualTo("ReplicationLag");
    assertThat(json.at("/alerts/0/endsAt").isNull()).isTrue();
  }

  @Test
  void aResolvedAlertSaysSoAndSince() throws Exception {
    deliver("", SampleAlerts.resolved());
    JsonNode json = service.only().json();
    assertThat(json.get("status").asString()).isEqualTo("resolved");
    assertThat(json.get("title").asString()).isEqualTo("[RESOLVED] shop.orders lags 7.5 s behind");
    assertThat(json.at("/alerts/0/endsAt").asString()).isEqualTo("2026-11-26T10:01:00.000Z");
    assertThat(json.get("message").asString())
        .contains("From 2026-11-26 10:00:00 +00:00 to 2026-11-26 10:01:00 +00:00");
  }

  /** Computed with: printf %s "$body" | openssl dgst -sha256 -hmac key. */
  @Test
  void theBodyIsSigned() throws Exception {
    deliver("  secret: key\n  template: '{\"a\": 1}'\n", SampleAlerts.firing());
    FakeService.Told told = service.only();
    assertThat(told.body()).isEqualTo("{\"a\": 1}");
    assertThat(told.header("X-ghostwatch-signature"))
        .isEqualTo("sha256=85e7b68cdf027474f0f0b8e2e63c4afb88cacf8a3e503aa13160f290dfc506d4");
  }

  @Test
  void headersOfOnesOwnAreSent() throws Exception {
    deliver("  headers: {Authorization: Bearer abc, X-Team: dba}\n", SampleAlerts.firing());
    assertThat(service.only().header("Authorization")).isEqualTo("Bearer abc");
    assertThat(service.only().header("X-team")).isEqualTo("dba");
  }

  @Test
  void aTemplateSeesTheFieldsAndKeepsJsonValid() throws Exception {
    Notification hostile =
        SampleAlerts.of(
            "n9",
            List.of(
                SampleAlerts.lag(Severity.ERROR, "bad \"name\" \u202e`x`\\", "line\nbreak", null)));
    deliver(
        """
          template: |
            {"text": "{{title}}", "percent": {{migration.progress.percent}},
             "all": [{{#alerts}}"{{severity}}"{{/alerts}}], "end": {{alerts.0.endsAt}}}
        """,
        hostile);
    JsonNode json = service.only().json();
    assertThat(json.get("text").asString()).isEqualTo("[ERROR] bad \"name\" \\u202e`x`\\");
    assertThat(json.get("percent").asDouble()).isEqualTo(62.0);
    assertThat(json.at("/all/0").asString()).isEqualTo("error");
    assertThat(json.get("end").isNull()).isTrue();
  }

  @Test
  void aTemplateThatFailsGivesThePlainTextAndSaysSo() throws Exception {
    Delivery delivery = deliver("  template: '{\"text\": \"{{titel}}\"}'\n", SampleAlerts.firing());
    assertThat(delivery)
        .isInstanceOfSatisfying(
            Delivery.Delivered.class,
            delivered ->
                assertThat(delivered.remarks())
                    .singleElement()
                    .asString()
                    .startsWith("the template failed, and the plain text was sent instead: ")
                    .contains("titel"));
    JsonNode json = service.only().json();
    assertThat(json.get("title").asString()).isEqualTo("[WARNING] shop.orders lags 7.5 s behind");
    assertThat(json.get("text").asString())
        .contains("The lag is 7.5 s, above 5 s.", "(The template of this receiver failed: ");
    assertThat(json.get("templateError").asString()).contains("titel");
  }

  @Test
  void aTemplateOfTextThatFailsGivesText() throws Exception {
    deliver("  content-type: text/plain\n  template: 'Hello {{#alerts}}'\n", SampleAlerts.firing());
    assertThat(service.only().header("Content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(service.only().body())
        .startsWith("[WARNING] shop.orders lags 7.5 s behind\n")
        .contains("(The template of this receiver failed: ");
  }

  @Test
  void aTemplateThatMakesNoJsonFailsToo() throws Exception {
    deliver("  template: '{\"text\": {{title}}}'\n", SampleAlerts.firing());
    assertThat(service.only().json().get("templateError").asString()).isNotEmpty();
  }

  @Test
  void theLanguageIsTheReceivers() throws Exception {
    Configured.channel("language: zh\nwebhook:\n  url: " + service.url("/"))
        .port()
        .deliver(SampleAlerts.letter(SampleAlerts.firing()));
    JsonNode json = service.only().json();
    assertThat(json.get("title").asString()).isEqualTo("[警告] shop.orders 复制延迟 7.5 秒");
    assertThat(json.get("level").asString()).isEqualTo("WARN");
  }
}
