package dev.ghostwatch.alert.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.SampleAlerts;
import dev.ghostwatch.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** WeCom, Feishu, Slack and Telegram. */
class ChatReceiversTest {
  private static final String WECOM_OK = "{\"errcode\":0,\"errmsg\":\"ok\"}";
  private static final String FEISHU_OK = "{\"code\":0,\"msg\":\"success\",\"data\":{}}";

  private static final Notification HOSTILE =
      SampleAlerts.of(
          "n9",
          List.of(
              SampleAlerts.lag(
                  Severity.CRITICAL,
                  "shop.<at id=all></at>`x`*y* & <!channel> <b>",
                  "@all \u202e[x](http://evil)",
                  null)));

  private FakeService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Delivery deliver(String kind, String lines, Notification notification)
      throws InterruptedException {
    return Configured.channel(kind + ":\n  url: " + service.url("/hook/t0ken-t0ken") + "\n" + lines)
        .port()
        .deliver(SampleAlerts.letter(notification));
  }

  private Delivery telegram(String lines, Notification notification) throws InterruptedException {
    return Configured.channel(
            "telegram:\n  api: " + service.url("") + "\n  token: '110:t0ken'\n" + lines)
        .port()
        .deliver(SampleAlerts.letter(notification));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void weComGetsMarkdownWithinItsBytes() throws Exception {
    service.answers(200, WECOM_OK);
    assertThat(deliver("wecom", "  mention-users: [zhang]\n", SampleAlerts.many(40, "延迟太大")))
        .isEqualTo(new Delivery.Delivered());
    JsonNode json = service.only().json();
    assertThat(json.get("msgtype").asString()).isEqualTo("markdown");
    String text = json.at("/markdown/content").asString();
    assertThat(bytes(text)).isBetween(3000, 4096);
    assertThat(text).contains("more alerts, left out").endsWith("<@zhang>");
  }

  @Test
  void weComCallsMobilesAndAllWithATextOnly() throws Exception {
    service.answers(200, WECOM_OK);
    deliver(
        "wecom",
        "  mention-mobiles: ['13800000000']\n  mention-all: true\n",
        SampleAlerts.many(40, "延迟太大"));
    JsonNode json = service.only().json();
    assertThat(json.get("msgtype").asString()).isEqualTo("text");
    assertThat(bytes(json.at("/text/content").asString())).isLessThanOrEqualTo(2048);
    assertThat(json.at("/text/mentioned_list/0").asString()).isEqualTo("@all");
    assertThat(json.at("/text/mentioned_mobile_list/0").asString()).isEqualTo("13800000000");
  }

  @Test
  void weComSaysInsideStatus200ThatItFailed() throws Exception {
    service
        .answers(200, "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}")
        .answers(200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
    assertThat(deliver("wecom", "", SampleAlerts.firing()))
        .isEqualTo(new Delivery.Rejected("127.0.0.1 answered errcode 93000: invalid webhook url"));
    assertThat(deliver("wecom", "", SampleAlerts.firing()))
        .isEqualTo(
            new Delivery.Retry(
                "127.0.0.1 answered errcode 45009: api freq out of limit", Duration.ofMinutes(1)));
  }

  @Test
  void feishuGetsASignedCard() throws Exception {
    service.answers(200, FEISHU_OK);
    assertThat(deliver("feishu", "  secret: demo\n  mention-all: true\n", HOSTILE))
        .isEqualTo(new Delivery.Delivered());
    JsonNode json = service.only().json();
    long now = Configured.NOW.getEpochSecond();
    assertThat(json.get("timestamp").asString()).isEqualTo(String.valueOf(now));
    assertThat(json.get("sign").asString()).isEqualTo(FeishuReceiver.sign(now, "demo"));
    assertThat(json.at("/card/header/template").asString()).isEqualTo("red");
    assertThat(json.at("/card/elements/0/text/tag").asString()).isEqualTo("lark_md");
    String text = json.at("/card/elements/0/text/content").asString();
    assertThat(text)
        .contains("shop.&#60;at id=all&#62;&#60;/at&#62;&#96;x&#96;&#42;y&#42; &#38; ")
        .endsWith("\n<at id=all></at>");
    assertThat(text.split("<at id=all>", -1)).as("called once, by us").hasSize(2);
  }

  @Test
  void aTextOfFeishuCannotBeMadeToCallPeople() throws Exception {
    service.answers(200, FEISHU_OK);
    deliver("feishu", "  format: text\n", HOSTILE);
    assertThat(service.only().json().at("/content/text").asString())
        .contains("\uFF1Cat id=all\uFF1E")
        .doesNotContain("<");
  }

  @Test
  void feishuFitsIntoItsTwentyKilobytes() throws Exception {
    service.answers(200, FEISHU_OK);
    deliver("feishu", "  secret: demo\n", SampleAlerts.many(1, "\"\\`延迟\uD83D\uDC7B".repeat(5000)));
    assertThat(bytes(service.only().body())).isBetween(15_000, 20_000);
  }

  @Test
  void feishuSaysInsideStatus200ThatItFailed() throws Exception {
    service
        .answers(
            200, "{\"code\":19021,\"msg\":\"sign match fail or timestamp is not within one hour\"}")
        .answers(200, "{\"code\":11232,\"msg\":\"frequency limited psm\"}")
        .answers(200, "{\"StatusCode\":0,\"StatusMessage\":\"success\"}");
    assertThat(deliver("feishu", "", SampleAlerts.firing()))
        .isEqualTo(
            new Delivery.Rejected(
                "127.0.0.1 answered code 19021: sign match fail or timestamp is not within one"
                    + " hour"));
    assertThat(deliver("feishu", "", SampleAlerts.firing())).isInstanceOf(Delivery.Retry.class);
    assertThat(deliver("feishu", "", SampleAlerts.firing())).isEqualTo(new Delivery.Delivered());
  }

  @Test
  void slackGetsBlocksWithinItsLimits() throws Exception {
    service.answers(200, "ok");
    assertThat(deliver("slack", "  mentions: [channel, U024BE7LH, SAZ94GDB8]\n", HOSTILE))
        .isEqualTo(new Delivery.Delivered());
    JsonNode json = service.only().json();
    assertThat(json.at("/blocks/0/text/type").asString()).isEqualTo("plain_text");
    String text = json.at("/blocks/1/text/text").asString();
    assertThat(text)
        .startsWith(
            "<!channel> <@U024BE7LH> <!subteam^SAZ94GDB8> *[CRITICAL] shop.&lt;at id=all&gt;")
        .contains("&amp; &lt;!channel&gt; &lt;b&gt;");
    service.told.clear();
    deliver("slack", "", SampleAlerts.many(60, "x".repeat(200)));
    assertThat(service.only().json().at("/blocks/1/text/text").asString())
        .hasSizeBetween(2000, 3000)
        .contains("more alerts, left out");
    assertThat(service.only().json().at("/blocks/0/text/text").asString().length())
        .isLessThanOrEqualTo(150);
  }

  @Test
  void whatSlackAnswersInsteadOfOkIsAFailure() throws Exception {
    service.answers(200, "no_text").answers(404, "no_service");
    assertThat(deliver("slack", "", SampleAlerts.firing()))
        .isEqualTo(new Delivery.Rejected("127.0.0.1 answered 200: no_text"));
    assertThat(deliver("slack", "", SampleAlerts.firing()))
        .isEqualTo(new Delivery.Rejected("127.0.0.1 answered status 404: no_service"));
  }

  @Test
  void telegramGetsHtmlWithinItsLimit() throws Exception {
    service.answers(200, "{\"ok\":true,\"result\":{}}");
    assertThat(telegram("  chats: ['-100123']\n", HOSTILE)).isEqualTo(new Delivery.Delivered());
    FakeService.Told told = service.only();
    assertThat(told.path()).isEqualTo("/bot110:t0ken/sendMessage");
    assertThat(told.json().get("parse_mode").asString()).isEqualTo("HTML");
    assertThat(told.json().get("text").asString())
        .startsWith("<b>[CRITICAL] shop.&lt;at id=all&gt;&lt;/at&gt;")
        .contains("&lt;b&gt;</b>");
    service.told.clear();
    telegram("  chats: ['-100123']\n", SampleAlerts.many(1, "<&>".repeat(3000)));
    assertThat(service.only().json().get("text").asString())
        .hasSizeLessThanOrEqualTo(4096)
        .contains("characters left out)");
  }

  @Test
  void oneChatThatIsGoneTakesNoOtherWithItAndIsNotToldAgain() throws Exception {
    String gone =
        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"}";
    service.answers(200, "{\"ok\":true}").answers(400, gone).answers(200, "{\"ok\":true}");
    Delivery delivery = telegram("  chats: ['1', '2', '3']\n", SampleAlerts.firing());
    assertThat(service.told).hasSize(3);
    assertThat(delivery)
        .isInstanceOfSatisfying(
            Delivery.Delivered.class,
            delivered ->
                assertThat(delivered.remarks())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1 answered status 400: {\"ok\":false"));
  }

  @Test
  void telegramsPauseIsKept() throws Exception {
    service.answers(
        429,
        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 35\","
            + "\"parameters\":{\"retry_after\":35}}");
    assertThat(((Delivery.Retry) telegram("  chats: ['1']\n", SampleAlerts.firing())).after())
        .isEqualTo(Duration.ofSeconds(35));
  }
}
