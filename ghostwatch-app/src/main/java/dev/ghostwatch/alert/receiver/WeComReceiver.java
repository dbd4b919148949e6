package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.Mentions;
import dev.ghostwatch.config.receiver.WeComConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A robot of a WeCom group ({@code developer.work.weixin.qq.com/document/path/91770}): markdown of
 * at most 4096 bytes or text of at most 2048, 20 a minute, failures as {@code errcode} in a reply
 * with status 200. Only a text can call people by their mobiles, or all.
 */
final class WeComReceiver implements Receiver {
  private static final int LONGEST_MARKDOWN = 4096;
  private static final int LONGEST_TEXT = 2048;

  /** Busy; too many requests at once; too many in a minute. */
  private static final Set<Long> LATER = Set.of(-1L, 45_033L, 45_009L);

  private final WeComConfig config;
  private final ReceiverContext context;
  private final Causes causes;
  private final HttpCaller http;

  WeComReceiver(WeComConfig config, ReceiverContext context, HttpCaller http, Causes causes) {
    this.config = config;
    this.context = context;
    this.http = http;
    this.causes = causes;
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    Mentions mentions = config.mentions();
    boolean text =
        config.format() == WeComConfig.Format.TEXT
            || mentions.all()
            || !mentions.mobiles().isEmpty();
    String body = text ? text(message, mentions) : markdown(message, mentions);
    return http.send(HttpCaller.json(URI.create(config.url().reveal()), body).build(), this::judge);
  }

  private String text(Message message, Mentions mentions) {
    List<String> users = new ArrayList<>(mentions.users());
    if (mentions.all()) {
      users.add("@all");
    }
    return Payload.write(json -> {
      json.text("msgtype", "text");
      json.object(
          "text",
          () -> {
            json.text("content", content(message, Markup.PLAIN, LONGEST_TEXT, ""));
            json.texts("mentioned_list", users);
            json.texts("mentioned_mobile_list", mentions.mobiles());
          });
    });
  }

  private String markdown(Message message, Mentions mentions) {
    StringBuilder called = new StringBuilder();
    mentions.users().forEach(user -> called.append("<@").append(user).append("> "));
    String end = called.isEmpty() ? "" : "\n" + called.toString().strip();
    return Payload.write(json -> {
      json.text("msgtype", "markdown");
      json.object(
          "markdown",
          () -> json.text("content", content(message, Markup.MARKDOWN, LONGEST_MARKDOWN, end)));
    });
  }

  private String content(Message message, Markup markup, int longest, String end) {
    String title = new Fit(markup, context.words(), 400, Fit::bytes).line(message.title());
    String head = markup.bold().apply(title) + "\n";
    int room = longest - Fit.bytes(head) - Fit.bytes(end);
    return head + new Fit(markup, context.words(), room, Fit::bytes).alerts(message) + end;
  }

  private Delivery judge(Reply reply) {
    Long code = reply.number("errcode");
    if (code == null) {
      return new Delivery.Retry(causes.say("noAnswer", reply.host(), reply.body()), null);
    }
    if (code == 0) {
      return new Delivery.Delivered();
    }
    String cause = causes.say("code", reply.host(), "errcode " + code, reply.text("errmsg"));
    return LATER.contains(code)
        ? new Delivery.Retry(cause, code == 45_009 ? Duration.ofMinutes(1) : null)
        : new Delivery.Rejected(cause);
  }
}
