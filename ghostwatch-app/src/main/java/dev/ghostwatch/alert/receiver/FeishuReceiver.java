package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.FeishuConfig;
import dev.ghostwatch.config.receiver.Mentions;
import dev.ghostwatch.document.Json;
import java.net.URI;
import java.util.Base64;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A robot of a Feishu or Lark group ({@code
 * open.feishu.cn/document/client-docs/bot-v3/add-custom-bot}): a request of at most 20 KB, 100 a
 * minute, failures as {@code code} in a reply with status 200. The text of a card is Feishu's
 * markdown.
 */
final class FeishuReceiver implements Receiver {
  /** Of the 20 KB some are for what is around the text. */
  private static final int LONGEST = 18_000;

  /** Too many requests: of the robot, of the tenant, of the interface. */
  private static final Set<Long> LATER = Set.of(11_232L, 9_999L, 99_991_400L);

  /** A tag in a text would call people. */
  private static final Markup TEXT =
      new Markup(
          text -> text.replace('<', '\uFF1C').replace('>', '\uFF1E'),
          UnaryOperator.identity(),
          url -> url,
          "\n",
          "\n\n");

  private final FeishuConfig config;
  private final ReceiverContext context;
  private final Causes causes;
  private final HttpCaller http;

  FeishuReceiver(FeishuConfig config, ReceiverContext context, HttpCaller http, Causes causes) {
    this.config = config;
    this.context = context;
    this.http = http;
    this.causes = causes;
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    String body =
        Payload.write(json -> {
          if (config.secret() != null) {
            long now = context.clock().instant().getEpochSecond();
            json.text("timestamp", String.valueOf(now));
            json.text("sign", sign(now, config.secret().reveal()));
          }
          if (config.format() == FeishuConfig.Format.TEXT) {
            text(json, message);
          } else {
            card(json, message);
          }
        });
    return http.send(HttpCaller.json(URI.create(config.url().reveal()), body).build(), this::judge);
  }

  /** The signature of a moment in seconds: of nothing, with the moment and the secret as key. */
  static String sign(long seconds, String secret) {
    return Base64.getEncoder().encodeToString(Signatures.hmac(seconds + "\n" + secret, ""));
  }

  private void text(Json json, Message message) {
    Mentions mentions = config.mentions();
    StringBuilder called = new StringBuilder();
    if (mentions.all()) {
      called.append("<at user_id=\"all\">all</at> ");
    }
    mentions
        .users()
        .forEach(user ->
            called
                .append("<at user_id=\"")
                .append(user)
                .append("\">")
                .append(user)
                .append("</at> "));
    json.text("msg_type", "text");
    json.object(
        "content",
        () ->
            json.text(
                "text",
                title(message, TEXT) + "\n\n" + alerts(message, TEXT, called.toString()) + called));
  }

  private void card(Json json, Message message) {
    Mentions mentions = config.mentions();
    StringBuilder called = new StringBuilder();
    if (mentions.all()) {
      called.append("<at id=all></at>");
    }
    mentions.users().forEach(user -> called.append("<at id=").append(user).append("></at>"));
    String end = called.isEmpty() ? "" : "\n" + called;
    json.text("msg_type", "interactive");
    json.object(
        "card",
        () -> {
          json.object(
              "header",
              () -> {
                json.object(
                    "title",
                    () -> {
                      json.text("tag", "plain_text");
                      json.text("content", title(message, Markup.PLAIN));
                    });
                json.text("template", colour(message));
              });
          json.arrayOf(
              "elements",
              () ->
                  json.object(() -> {
                    json.text("tag", "div");
                    json.object(
                        "text",
                        () -> {
                          json.text("tag", "lark_md");
                          json.text("content", alerts(message, Markup.FEISHU, end) + end);
                        });
                  }));
        });
  }

  private String title(Message message, Markup markup) {
    return new Fit(markup, context.words(), 500, Fit::jsonBytes).line(message.title());
  }

  private String alerts(Message message, Markup markup, String end) {
    int room = LONGEST - 500 - Fit.jsonBytes(end);
    return new Fit(markup, context.words(), room, Fit::jsonBytes).alerts(message);
  }

  private static String colour(Message message) {
    if (message.resolved()) {
      return "green";
    }
    return switch (message.severity()) {
      case INFO -> "blue";
      case WARNING -> "orange";
      case ERROR, CRITICAL -> "red";
    };
  }

  private Delivery judge(Reply reply) {
    Long code = reply.number("code");
    // Robots of the first generation answer so.
    code = code == null ? reply.number("StatusCode") : code;
    if (code == null) {
      return new Delivery.Retry(causes.say("noAnswer", reply.host(), reply.body()), null);
    }
    if (code == 0) {
      return new Delivery.Delivered();
    }
    String cause = causes.say("code", reply.host(), "code " + code, reply.text("msg"));
    return LATER.contains(code) ? new Delivery.Retry(cause, null) : new Delivery.Rejected(cause);
  }
}
