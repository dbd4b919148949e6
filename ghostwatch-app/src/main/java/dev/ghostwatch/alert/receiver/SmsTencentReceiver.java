package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.SmsTencentConfig;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Short messages through Tencent Cloud, SendSms of 2021-01-11: what failed as a whole stands in
 * {@code Response.Error}, what failed for a number in its {@code SendStatusSet}.
 */
final class SmsTencentReceiver implements Receiver {
  private static final int LONGEST = 100;

  private final SmsTencentConfig config;
  private final ReceiverContext context;
  private final Causes causes;
  private final HttpCaller http;
  private final Each each;

  SmsTencentReceiver(
      SmsTencentConfig config, ReceiverContext context, HttpCaller http, Causes causes) {
    this.config = config;
    this.context = context;
    this.http = http;
    this.causes = causes;
    this.each = new Each(context);
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    List<String> parameters =
        config.parameters().stream()
            .map(pattern -> SmsText.filled(pattern, message, context.words(), LONGEST))
            .toList();
    return each.tell(
        letter.notification().id(),
        config.to(),
        number -> http.send(request(number, parameters), this::judge));
  }

  private HttpRequest request(String number, List<String> parameters) {
    URI api = URI.create(config.api().replaceAll("/+$", "") + "/");
    Instant now = context.clock().instant();
    String body =
        Payload.write(json -> {
          json.texts("PhoneNumberSet", List.of(number));
          json.text("SmsSdkAppId", config.app());
          json.text("SignName", config.signName());
          json.text("TemplateId", config.template());
          json.texts("TemplateParamSet", parameters);
        });
    TencentSigner signer = new TencentSigner(config.keyId(), config.keySecret().reveal(), "sms");
    return HttpCaller.post(api, TencentSigner.CONTENT_TYPE, body)
        .header("Authorization", signer.authorization(api.getAuthority(), now, body))
        .header("X-TC-Action", "SendSms")
        .header("X-TC-Version", "2021-01-11")
        .header("X-TC-Region", config.region())
        .header("X-TC-Timestamp", String.valueOf(now.getEpochSecond()))
        .build();
  }

  private Delivery judge(Reply reply) {
    JsonNode root = reply.json();
    JsonNode response = root == null ? null : root.get("Response");
    if (response == null) {
      return new Delivery.Retry(causes.say("noAnswer", reply.host(), reply.body()), null);
    }
    JsonNode error = response.get("Error");
    JsonNode status = response.path("SendStatusSet").path(0);
    JsonNode what = error == null ? status : error;
    String code = what.path("Code").asString("");
    if (code.equals("Ok")) {
      return new Delivery.Delivered();
    }
    String cause = causes.say("code", reply.host(), code, what.path("Message").asString(""));
    if (code.startsWith("LimitExceeded")) {
      return new Delivery.Retry(cause, Duration.ofMinutes(1));
    }
    return code.startsWith("RequestLimitExceeded") || code.startsWith("InternalError")
        ? new Delivery.Retry(cause, null)
        : new Delivery.Rejected(cause);
  }
}
