package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.TelegramConfig;
import java.net.URI;

/**
 * A bot of Telegram ({@code core.telegram.org/bots/api#sendmessage}): a text of at most 4096
 * characters, {@code ok} false and a description where it failed, a pause to keep within {@code
 * parameters.retry_after}.
 */
final class TelegramReceiver implements Receiver {
  private static final int LONGEST = 4096;

  private final TelegramConfig config;
  private final ReceiverContext context;
  private final Causes causes;
  private final HttpCaller http;
  private final Each each;

  TelegramReceiver(TelegramConfig config, ReceiverContext context, HttpCaller http, Causes causes) {
    this.config = config;
    this.context = context;
    this.http = http;
    this.causes = causes;
    this.each = new Each(context);
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    String text =
        new Fit(Markup.TELEGRAM, context.words(), LONGEST, String::length).alerts(message);
    URI address =
        URI.create(
            config.api().replaceAll("/+$", "") + "/bot" + config.token().reveal() + "/sendMessage");
    return each.tell(
        letter.notification().id(),
        config.chats(),
        chat -> {
          String body =
              Payload.write(json -> {
                json.text("chat_id", chat);
                json.text("text", text);
                json.text("parse_mode", "HTML");
                json.object("link_preview_options", () -> json.flag("is_disabled", true));
              });
          return http.send(HttpCaller.json(address, body).build(), this::judge);
        });
  }

  private Delivery judge(Reply reply) {
    if (reply.text("ok").equals("true")) {
      return new Delivery.Delivered();
    }
    return reply.json() == null
        ? new Delivery.Retry(causes.say("noAnswer", reply.host(), reply.body()), null)
        : new Delivery.Rejected(
            causes.say("code", reply.host(), reply.text("error_code"), reply.text("description")));
  }
}
