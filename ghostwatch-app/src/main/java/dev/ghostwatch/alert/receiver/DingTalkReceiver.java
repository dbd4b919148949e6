package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.DingTalkConfig;
import dev.ghostwatch.config.receiver.Mentions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A robot of a DingTalk group ({@code open.dingtalk.com/document/robots/custom-robot-access}): a
 * message of at most 20,000 bytes, 20 a minute, failures as {@code errcode} in a reply with status
 * 200.
 */
final class DingTalkReceiver implements Receiver {
  /** DingTalk says 20,000 bytes for the whole; some are for what is around the text. */
  private static final int LONGEST = 18_000;

  private static final long BUSY = -1;
  private static final long TOO_FAST = 130_101;
  private static final long TOO_FAST_TOO = 410_100;

  /** A robot that sent too fast is blocked for so long. */
  private static final Duration BLOCKED = Duration.ofMinutes(10);

  private final DingTalkConfig config;
  private final ReceiverContext context;
  private final Causes causes;
  private final HttpCaller http;

  DingTalkReceiver(DingTalkConfig config, ReceiverContext context, HttpCaller http, Causes causes) {
    this.config = config;
    this.context = context;
    this.http = http;
    this.causes = causes;
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    return http.send(HttpCaller.json(address(), body(message)).build(), this::judge);
  }

  private URI address() {
    String url = config.url().reveal();
    if (config.secret() == null) {
      return URI.create(url);
    }
    long now = context.clock().millis();
    return URI.create(
        url
            + (url.contains("?") ? "&" : "?")
            + "timestamp="
            + now
            + "&sign="
            + URLEncoder.encode(sign(now, config.secret().reveal()), StandardCharsets.UTF_8));
  }

  /** The signature of a moment in milliseconds, before it is encoded for an address. */
  static String sign(long millis, String secret) {
    return Base64.getEncoder().encodeToString(Signatures.hmac(secret, millis + "\n" + secret));
  }

  private String body(Message message) {
    Mentions mentions = config.mentions();
    boolean markdown = config.format() == DingTalkConfig.Format.MARKDOWN;
    Markup markup = markdown ? Markup.MARKDOWN : Markup.PLAIN;
    String called = called(mentions);
    String title =
        new Fit(Markup.PLAIN, context.words(), 200, Fit::jsonBytes).line(message.title());
    String head = markdown ? "#### " + markup.escape().apply(title) : title;
    int room = LONGEST - Fit.jsonBytes(head) - Fit.jsonBytes(called) - Fit.jsonBytes(title);
    String text =
        head
            + markup.newBlock()
            + new Fit(markup, context.words(), room, Fit::jsonBytes).alerts(message)
            + (called.isEmpty() ? "" : markup.newBlock() + called);
    return Payload.write(json -> {
      json.text("msgtype", markdown ? "markdown" : "text");
      if (markdown) {
        json.object(
            "markdown",
            () -> {
              json.text("title", title);
              json.text("text", text);
            });
      } else {
        json.object("text", () -> json.text("content", text));
      }
      json.object(
          "at",
          () -> {
            json.texts("atMobiles", mentions.mobiles());
            json.texts("atUserIds", mentions.users());
            json.flag("isAtAll", mentions.all());
          });
    });
  }

  /** Only who is named in the text is called. */
  private static String called(Mentions mentions) {
    StringBuilder names = new StringBuilder();
    mentions.mobiles().forEach(mobile -> names.append('@').append(mobile).append(' '));
    mentions.users().forEach(user -> names.append('@').append(user).append(' '));
    return names.toString().strip();
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
    return code == BUSY || code == TOO_FAST || code == TOO_FAST_TOO
        ? new Delivery.Retry(cause, pause(code))
        : new Delivery.Rejected(cause);
  }

  private static @Nullable Duration pause(long code) {
    return code == BUSY ? null : BLOCKED;
  }
}
