package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.SlackConfig;
import dev.ghostwatch.document.Json;
import java.net.URI;

/**
 * An incoming webhook of Slack ({@code
 * docs.slack.dev/messaging/sending-messages-using-incoming-webhooks}): a header of at most 150
 * characters and a section of at most 3000, one message a second, {@code ok} as the whole reply
 * when it was taken.
 */
final class SlackReceiver implements Receiver {
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_SECTION = 3000;

  private final SlackConfig config;
  private final ReceiverContext context;
  private final Causes causes;
  private final HttpCaller http;

  SlackReceiver(SlackConfig config, ReceiverContext context, HttpCaller http, Causes causes) {
    this.config = config;
    this.context = context;
    this.http = http;
    this.causes = causes;
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    String called = called();
    String title =
        new Fit(Markup.PLAIN, context.words(), LONGEST_HEADER, String::length)
            .line(message.title());
    String text =
        called
            + new Fit(
                    Markup.SLACK,
                    context.words(),
                    LONGEST_SECTION - called.length(),
                    String::length)
                .alerts(message);
    String body =
        Payload.write(json -> {
          if (config.channel() != null) {
            json.text("channel", config.channel());
          }
          // Shown where blocks are not: in notices of a telephone.
          json.text("text", Markup.SLACK.escape().apply(title));
          json.arrayOf(
              "blocks",
              () -> {
                block(json, "header", "plain_text", title);
                block(json, "section", "mrkdwn", text);
              });
        });
    return http.send(HttpCaller.json(URI.create(config.url().reveal()), body).build(), this::judge);
  }

  private static void block(Json json, String type, String textType, String text) {
    json.object(() -> {
      json.text("type", type);
      json.object(
          "text",
          () -> {
            json.text("type", textType);
            json.text("text", text);
          });
    });
  }

  private String called() {
    StringBuilder called = new StringBuilder();
    for (String mention : config.mentions()) {
      called.append(
          switch (mention.charAt(0)) {
            case 'U', 'W' -> "<@" + mention + "> ";
            case 'S' -> "<!subteam^" + mention + "> ";
            default -> "<!" + mention + "> ";
          });
    }
    return called.toString();
  }

  private Delivery judge(Reply reply) {
    return reply.body().strip().equals("ok") || Boolean.parseBoolean(reply.text("ok"))
        ? new Delivery.Delivered()
        : new Delivery.Rejected(causes.say("code", reply.host(), "200", reply.body()));
  }
}
