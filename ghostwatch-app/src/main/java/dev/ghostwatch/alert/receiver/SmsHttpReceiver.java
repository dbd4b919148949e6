package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.SmsHttpConfig;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Short messages through any gateway that takes a form. */
final class SmsHttpReceiver implements Receiver {
  private final SmsHttpConfig config;
  private final ReceiverContext context;
  private final Causes causes;
  private final HttpCaller http;
  private final Each each;
  private final @Nullable Pattern success;

  SmsHttpReceiver(SmsHttpConfig config, ReceiverContext context, HttpCaller http, Causes causes) {
    this.config = config;
    this.context = context;
    this.http = http;
    this.causes = causes;
    this.each = new Each(context);
    this.success = config.success() == null ? null : Pattern.compile(config.success());
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    String text = SmsText.of(message, context.words(), config.longest());
    return each.tell(
        letter.notification().id(),
        config.to(),
        number -> {
          Map<String, String> fields = new LinkedHashMap<>();
          config
              .form()
              .forEach((name, pattern) ->
                  fields.put(name, pattern.replace("{to}", number).replace("{text}", text)));
          HttpRequest.Builder request = Form.post(URI.create(config.url().reveal()), fields);
          config.headers().forEach((name, value) -> request.setHeader(name, value.reveal()));
          return http.send(request.build(), this::judge);
        });
  }

  private Delivery judge(Reply reply) {
    return success == null || success.matcher(reply.body()).find()
        ? new Delivery.Delivered()
        : new Delivery.Rejected(
            causes.say("unsuccessful", reply.host(), success.pattern(), reply.body()));
  }
}
