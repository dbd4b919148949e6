package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.SmsTwilioConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Short messages through Twilio ({@code twilio.com/docs/messaging/api/message-resource}): at most
 * 1600 letters, of which GhostWatch uses 320, as each 70 to 160 are paid for.
 */
final class SmsTwilioReceiver implements Receiver {
  private static final int LONGEST = 320;

  private final SmsTwilioConfig config;
  private final ReceiverContext context;
  private final HttpCaller http;
  private final Each each;

  SmsTwilioReceiver(SmsTwilioConfig config, ReceiverContext context, HttpCaller http) {
    this.config = config;
    this.context = context;
    this.http = http;
    this.each = new Each(context);
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    String text = SmsText.of(message, context.words(), LONGEST);
    URI address =
        URI.create(
            config.api().replaceAll("/+$", "")
                + "/2010-04-01/Accounts/"
                + Form.encoded(config.account())
                + "/Messages.json");
    String login =
        Base64.getEncoder()
            .encodeToString(
                (config.account() + ":" + config.token().reveal())
                    .getBytes(StandardCharsets.UTF_8));
    return each.tell(
        letter.notification().id(),
        config.to(),
        number -> {
          Map<String, String> fields = new LinkedHashMap<>();
          fields.put("To", number);
          fields.put(
              config.from().startsWith("MG") ? "MessagingServiceSid" : "From", config.from());
          fields.put("Body", text);
          return http.send(
              Form.post(address, fields).header("Authorization", "Basic " + login).build(),
              _ -> new Delivery.Delivered());
        });
  }
}
