package dev.ghostwatch.alert.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.SampleAlerts;
import dev.ghostwatch.model.Severity;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DingTalkReceiverTest {
  private static final String OK = "{\"errcode\":0,\"errmsg\":\"ok\"}";

  private FakeService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Channel channel(String lines) {
    return Configured.channel(
        "dingtalk:\n  url: " + service.url("/robot/send?access_token=t0ken") + "\n" + lines);
  }

  private Delivery deliver(String lines, Notification notification) throws InterruptedException {
    return channel(lines).port().deliver(SampleAlerts.letter(notification));
  }

  /**
   * What the Python program of DingTalk's documentation
   * (https://open.dingtalk.com/document/robots/customize-robot-security-settings) prints for the
   * secret it uses, "this is secret", and this moment.
   */
  @Test
  void theSignatureIsThatOfTheDocumentation() {
    assertThat(DingTalkReceiver.sign(1_577_262_236_757L, "this is secret"))
        .isEqualTo("hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=");
  }

  @Test
  void aSignedRobotIsToldWithMomentAndSignature() throws Exception {
    service.answers(200, OK);
    assertThat(deliver("  secret: this is secret\n", SampleAlerts.firing()))
        .isEqualTo(new Delivery.Delivered());
    FakeService.Told told = service.only();
    long now = Configured.NOW.toEpochMilli();
    assertThat(told.query())
        .startsWith("access_token=t0ken&timestamp=" + now + "&sign=")
        .doesNotContain("+", "/");
    assertThat(
            URLDecoder.decode(
                told.query().substring(told.query().indexOf("sign=") + 5), StandardCharsets.UTF_8))
        .isEqualTo(DingTalkReceiver.sign(now, "this is secret"));
  }

  @Test
  void markdownIsEscapedAndPeopleAreCalled() throws Exception {
    service.answers(200, OK);
    Notification hostile =
        SampleAlerts.of(
            "n9",
            List.of(
                SampleAlerts.lag(
                    Severity.CRITICAL,
                    "shop._a`b*c_gho <script>alert(1)</script> [x](http://evil)",
                    "@all \u202e",
                    null)));
    deliver("  mention-mobiles: ['13800000000']\n  mention-all: true\n", hostile);
    JsonNode json = service.only().json();
    assertThat(json.get("msgtype").asString()).isEqualTo("markdown");
    assertThat(json.at("/markdown/text").asString())
        .startsWith(
            "#### \\[CRITICAL\\] shop.\\_a\\`b\\*c_gho"
                + " &lt;script&gt;alert(1)&lt;/script&gt; \\[x\\](http://evil)\n\n")
        .contains("\\u202e")
        .doesNotContain("\u202e")
        .endsWith("\n\n@13800000000");
    assertThat(json.at("/at/isAtAll").asBoolean()).isTrue();
    assertThat(json.at("/at/atMobiles/0").asString()).isEqualTo("13800000000");
  }

  @Test
  void aTextIsPlain() throws Exception {
    service.answers(200, OK);
    deliver("  format: text\n", SampleAlerts.firing());
    JsonNode json = service.only().json();
    assertThat(json.get("msgtype").asString()).isEqualTo("text");
    assertThat(json.at("/text/content").asString())
        .startsWith("[WARNING] shop.orders lags 7.5 s behind\n\n[WARNING]")
        .contains("Runbook: https://wiki.example.com/lag");
  }

  @Test
  void aLongMessageFitsAndSaysWhatIsLeftOut() throws Exception {
    service.answers(200, OK);
    deliver("", SampleAlerts.many(500, "延迟太大 ".repeat(20)));
    FakeService.Told told = service.only();
    assertThat(told.body().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(15_000, 20_000);
    assertThat(told.json().at("/markdown/text").asString())
        .containsPattern("\\.\\.\\. and 4\\d\\d more alerts, left out because");
  }

  @Test
  void oneTooLongAlertIsCutBetweenCharacters() throws Exception {
    service.answers(200, OK);
    deliver("", SampleAlerts.many(1, "\uD83D\uDC7B".repeat(10_000)));
    FakeService.Told told = service.only();
    assertThat(told.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20_000);
    String text = told.json().at("/markdown/text").asString();
    assertThat(text).containsPattern("\\.\\.\\. \\(\\d,\\d{3} characters left out\\)");
    assertThat(text.codePoints().filter(point -> point >= 0xD800 && point < 0xE000)).isEmpty();
  }

  @Test
  void aFailureInsideStatus200IsOne() throws Exception {
    service.answers(
        200, "{\"errcode\":310000,\"errmsg\":\"sign not match, more: [https://ding-doc]\"}");
    assertThat(deliver("", SampleAlerts.firing()))
        .isEqualTo(
            new Delivery.Rejected(
                "127.0.0.1 answered errcode 310000: sign not match, more: [https://ding-doc]"));
  }

  @Test
  void tooManyMessagesBlockTheRobotForTenMinutes() throws Exception {
    service.answers(200, "{\"errcode\":130101,\"errmsg\":\"send too fast\"}");
    assertThat(deliver("", SampleAlerts.firing()))
        .isEqualTo(
            new Delivery.Retry(
                "127.0.0.1 answered errcode 130101: send too fast", Duration.ofMinutes(10)));
    assertThat(channel("").rate()).isEqualTo(20);
  }

  @Test
  void aPageInsteadOfAnAnswerIsTriedAgain() throws Exception {
    service.answers(200, "<html>maintenance</html>");
    assertThat(deliver("", SampleAlerts.firing()))
        .isEqualTo(
            new Delivery.Retry(
                "127.0.0.1 answered with status 200 and something that is not its usual answer:"
                    + " <html>maintenance</html>",
                null));
  }
}
