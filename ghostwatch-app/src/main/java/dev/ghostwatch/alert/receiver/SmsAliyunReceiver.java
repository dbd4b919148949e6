package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.SmsAliyunConfig;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Short messages through Aliyun, SendSms of 2017-05-25. A variable of a template takes at most 35
 * letters; {@code Code} other than OK is a failure, of the limits of a number (one a minute, five
 * an hour, ten a day) one that passes.
 */
final class SmsAliyunReceiver implements Receiver {
  private static final int LONGEST = 35;
  private static final String LIMIT = "isv.BUSINESS_LIMIT_CONTROL";

  private final SmsAliyunConfig config;
  private final ReceiverContext context;
  private final Causes causes;
  private final HttpCaller http;
  private final Each each;

  SmsAliyunReceiver(
      SmsAliyunConfig config, ReceiverContext context, HttpCaller http, Causes causes) {
    this.config = config;
    this.context = context;
    this.http = http;
    this.causes = causes;
    this.each = new Each(context);
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    String parameters =
        Payload.write(json ->
            config
                .parameters()
                .forEach((name, pattern) ->
                    json.text(name, SmsText.filled(pattern, message, context.words(), LONGEST))));
    return each.tell(
        letter.notification().id(),
        config.to(),
        number -> http.send(request(number, parameters), this::judge));
  }

  private HttpRequest request(String number, String parameters) {
    String query =
        AliyunSigner.query(
            Map.of(
                "PhoneNumbers",
                number,
                "SignName",
                config.signName(),
                "TemplateCode",
                config.template(),
                "TemplateParam",
                parameters));
    URI api = URI.create(config.api().replaceAll("/+$", "") + "/?" + query);
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", api.getAuthority());
    headers.put("x-acs-action", "SendSms");
    headers.put("x-acs-version", "2017-05-25");
    headers.put("x-acs-date", context.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
    headers.put("x-acs-signature-nonce", Long.toHexString(context.random().nextLong()) + number);
    headers.put("x-acs-content-sha256", AliyunSigner.NO_BODY);
    String authorization =
        new AliyunSigner(config.keyId(), config.keySecret().reveal()).authorization(query, headers);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api)
            .header("Authorization", authorization)
            .header("User-Agent", "GhostWatch")
            .POST(HttpRequest.BodyPublishers.noBody());
    headers.forEach((name, value) -> {
      // Java sets it itself, to the same.
      if (!name.equals("host")) {
        request.header(name, value);
      }
    });
    return request.build();
  }

  private Delivery judge(Reply reply) {
    String code = reply.text("Code");
    if (code.isEmpty()) {
      return new Delivery.Retry(causes.say("noAnswer", reply.host(), reply.body()), null);
    }
    if (code.equals("OK")) {
      return new Delivery.Delivered();
    }
    String cause = causes.say("code", reply.host(), code, reply.text("Message"));
    if (code.equals(LIMIT)) {
      return new Delivery.Retry(cause, Duration.ofMinutes(1));
    }
    return code.startsWith("isp.") || code.startsWith("Throttling")
        ? new Delivery.Retry(cause, null)
        : new Delivery.Rejected(cause);
  }
}
