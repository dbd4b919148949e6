package dev.ghostwatch.alert.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.SampleAlerts;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Short messages. */
class SmsReceiversTest {
  private FakeService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static Delivery deliver(Channel channel, Notification notification)
      throws InterruptedException {
    return channel.port().deliver(SampleAlerts.letter(notification));
  }

  private Channel aliyun(String to) {
    return Configured.channel(
        "sms-aliyun:\n  api: "
            + service.url("")
            + "\n  access-key-id: LTAI\n  access-key-secret: s3cr3t\n  sign-name: 告警\n"
            + "  template-code: SMS_1\n  template-params: {level: '{level}', name: '{title}/{state}'}\n"
            + "  to: "
            + to);
  }

  private Channel tencent(String to) {
    return Configured.channel(
        "sms-tencent:\n  api: "
            + service.url("")
            + "\n  secret-id: AKID\n  secret-key: s3cr3t\n  sdk-app-id: '14'\n  sign-name: 告警\n"
            + "  template-id: '7'\n  template-params: ['{level}', '{migration}']\n  to: "
            + to);
  }

  private Channel twilio(String to) {
    return Configured.channel(
        "sms-twilio:\n  api: "
            + service.url("")
            + "\n  account-sid: AC1\n  auth-token: t0ken\n  from: '+1555'\n  to: "
            + to);
  }

  private static Map<String, String> fields(String encoded) {
    Map<String, String> fields = new TreeMap<>();
    for (String field : encoded.split("&", -1)) {
      String[] both = field.split("=", 2);
      fields.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  @Test
  void aliyunGetsASignedRequestForEachNumber() throws Exception {
    service.answers(200, "{\"Code\":\"OK\",\"Message\":\"OK\",\"BizId\":\"1\"}");
    assertThat(deliver(aliyun("['13800000000', '13900000000']"), SampleAlerts.firing()))
        .isEqualTo(new Delivery.Delivered());
    assertThat(service.told).hasSize(2);
    FakeService.Told told = service.told.getFirst();
    Map<String, String> fields = fields(told.query());
    assertThat(fields.get("SignName")).isEqualTo("告警");
    JsonNode parameters = new JsonMapper().readTree(fields.get("TemplateParam"));
    assertThat(parameters.get("level").asString()).isEqualTo("WARN");
    assertThat(parameters.get("name").asString())
        .hasSizeLessThanOrEqualTo(35)
        .startsWith("shop.orders lags")
        .endsWith("...+6");
    TreeMap<String, String> signed = new TreeMap<>();
    for (String name :
        new String[] {
          "Host",
          "X-acs-action",
          "X-acs-version",
          "X-acs-date",
          "X-acs-signature-nonce",
          "X-acs-content-sha256"
        }) {
      signed.put(name.toLowerCase(Locale.ROOT), told.header(name));
    }
    assertThat(told.header("X-acs-date")).isEqualTo("2026-11-26T10:01:40Z");
    assertThat(told.header("Authorization"))
        .isEqualTo(new AliyunSigner("LTAI", "s3cr3t").authorization(told.query(), signed));
  }

  @Test
  void aliyunSaysInsideStatus200ThatItFailed() throws Exception {
    service
        .answers(200, "{\"Code\":\"isv.BUSINESS_LIMIT_CONTROL\",\"Message\":\"触发分钟级流控Permits:1\"}")
        .answers(200, "{\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"Message\":\"非法手机号\"}")
        .answers(200, "{\"Code\":\"isp.SYSTEM_ERROR\",\"Message\":\"x\"}");
    assertThat(deliver(aliyun("['13800000000']"), SampleAlerts.firing()))
        .isEqualTo(
            new Delivery.Retry(
                "127.0.0.1 answered isv.BUSINESS_LIMIT_CONTROL: 触发分钟级流控Permits:1",
                Duration.ofMinutes(1)));
    assertThat(deliver(aliyun("['13800000000']"), SampleAlerts.firing()))
        .isEqualTo(
            new Delivery.Rejected(
                "13800000000: 127.0.0.1 answered isv.MOBILE_NUMBER_ILLEGAL: 非法手机号"));
    assertThat(deliver(aliyun("['13800000000']"), SampleAlerts.firing()))
        .isInstanceOf(Delivery.Retry.class);
  }

  @Test
  void tencentGetsASignedRequest() throws Exception {
    service.answers(
        200,
        "{\"Response\":{\"SendStatusSet\":[{\"Code\":\"Ok\",\"Message\":\"send success\"}],\"RequestId\":\"1\"}}");
    assertThat(deliver(tencent("['+8613800000000']"), SampleAlerts.firing()))
        .isEqualTo(new Delivery.Delivered());
    FakeService.Told told = service.only();
    assertThat(told.header("X-tc-action")).isEqualTo("SendSms");
    assertThat(told.json().at("/PhoneNumberSet/0").asString()).isEqualTo("+8613800000000");
    assertThat(told.json().at("/TemplateParamSet/1").asString()).isEqualTo("shop.orders");
    assertThat(told.header("Authorization"))
        .isEqualTo(
            new TencentSigner("AKID", "s3cr3t", "sms")
                .authorization(told.header("Host"), Configured.NOW, told.body()));
  }

  @Test
  void tencentSaysInsideStatus200ThatItFailed() throws Exception {
    service
        .answers(
            200,
            "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.SignatureFailure\",\"Message\":\"bad\"}}}")
        .answers(
            200,
            "{\"Response\":{\"SendStatusSet\":[{\"Code\":\"LimitExceeded.PhoneNumberThirtySecondLimit\",\"Message\":\"x\"}]}}");
    assertThat(deliver(tencent("['+8613800000000']"), SampleAlerts.firing()))
        .isEqualTo(
            new Delivery.Rejected(
                "+8613800000000: 127.0.0.1 answered AuthFailure.SignatureFailure: bad"));
    assertThat(deliver(tencent("['+8613800000000']"), SampleAlerts.firing()))
        .isInstanceOf(Delivery.Retry.class);
  }

  @Test
  void oneNumberThatFailsNowIsToldAloneLater() throws Exception {
    service.answers(503, "").answers(201, "{\"sid\":\"SM1\"}");
    Channel channel = twilio("['+15551', '+15552']");
    assertThat(deliver(channel, SampleAlerts.firing())).isInstanceOf(Delivery.Retry.class);
    assertThat(deliver(channel, SampleAlerts.firing())).isEqualTo(new Delivery.Delivered());
    assertThat(service.told.stream().map(told -> fields(told.body()).get("To")))
        .hasSize(3)
        .contains("+15551", "+15552");
    assertThat(fields(service.told.get(2).body()).get("To"))
        .as("the one that failed")
        .isEqualTo(fields(service.told.get(0).body()).get("To"));
  }

  @Test
  void twilioGetsAFormWithItsLogin() throws Exception {
    service.answers(201, "{\"sid\":\"SM1\"}");
    deliver(twilio("['+15551']"), SampleAlerts.many(1, "x".repeat(1000)));
    FakeService.Told told = service.only();
    assertThat(told.path()).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
    assertThat(told.header("Authorization")).isEqualTo("Basic QUMxOnQwa2Vu");
    assertThat(fields(told.body()).get("Body"))
        .startsWith("GhostWatch [CRITICAL] shop.orders_0 lags - xxx")
        .hasSizeLessThanOrEqualTo(320)
        .contains("characters left out)");
  }

  @Test
  void anyGatewayGetsItsForm() throws Exception {
    service.answers(200, "result=0").answers(200, "result=17 no credit");
    Channel channel =
        Configured.channel(
            "sms-http:\n  url: "
                + service.url("/send")
                + "\n  form: {mobile: '{to}', content: '{text}', key: abc}\n"
                + "  headers: {X-Key: s3cr3t}\n  success: '^result=0$'\n  to: ['13800000000']\n");
    assertThat(deliver(channel, SampleAlerts.firing())).isEqualTo(new Delivery.Delivered());
    Map<String, String> fields = fields(service.only().body());
    assertThat(fields)
        .containsEntry("mobile", "13800000000")
        .containsEntry("key", "abc")
        .hasEntrySatisfying(
            "content", text -> assertThat(text).startsWith("GhostWatch [WARNING] shop.orders"));
    assertThat(service.only().header("X-key")).isEqualTo("s3cr3t");
    assertThat(deliver(channel, SampleAlerts.resolved()))
        .isEqualTo(
            new Delivery.Rejected(
                "13800000000: 127.0.0.1 answered what the key success (^result=0$) does not match:"
                    + " result=17 no credit"));
  }
}
