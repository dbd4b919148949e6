package dev.ghostwatch.alert.receiver;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.WebhookConfig;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts JSON, or what a template makes of it. With a secret the body is signed: the header {@value
 * #SIGNATURE} holds {@code sha256=} and the HMAC-SHA256 of the bytes of the body in hexadecimal.
 */
final class WebhookReceiver implements Receiver {
  static final String SIGNATURE = "X-GhostWatch-Signature";

  /** The same for each try, for receivers that drop what they have already. */
  static final String IDEMPOTENCY = "Idempotency-Key";

  private static final JsonMapper JSON = new JsonMapper();

  private final WebhookConfig config;
  private final ReceiverContext context;
  private final Causes causes;
  private final HttpCaller http;

  /** What a template made, or why it made nothing. */
  private record Made(String body, String contentType, @Nullable String error) {}

  WebhookReceiver(WebhookConfig config, ReceiverContext context, HttpCaller http, Causes causes) {
    this.config = config;
    this.context = context;
    this.http = http;
    this.causes = causes;
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    Fit plain = new Fit(Markup.PLAIN, context.words(), Integer.MAX_VALUE, String::length);
    String usual = Payload.of(letter, message, plain);
    String template = config.template();
    Made made =
        template == null
            ? new Made(usual, "application/json; charset=utf-8", null)
            : made(template, letter, message, usual, plain);
    HttpRequest.Builder request =
        HttpCaller.post(URI.create(config.url().reveal()), made.contentType(), made.body())
            .setHeader(IDEMPOTENCY, letter.notification().id());
    if (config.secret() != null) {
      request.setHeader(
          SIGNATURE,
          "sha256=" + Signatures.hex(Signatures.hmac(config.secret().reveal(), made.body())));
    }
    config.headers().forEach((name, value) -> request.setHeader(name, value.reveal()));
    return http.send(
        request.build(),
        _ ->
            new Delivery.Delivered(
                made.error() == null ? List.of() : List.of(causes.say("template", made.error()))));
  }

  private Made made(String template, Letter letter, Message message, String usual, Fit plain) {
    boolean isJson = config.contentType().toLowerCase(Locale.ROOT).contains("json");
    try {
      Template compiled =
          Mustache.compiler()
              .withEscaper(isJson ? WebhookReceiver::quoted : text -> text)
              .nullValue(isJson ? "null" : "-")
              .strictSections(true)
              .compile(template);
      String body = compiled.execute(JSON.readValue(usual, Map.class));
      if (isJson) {
        JSON.readTree(body);
      }
      return new Made(body, config.contentType(), null);
    } catch (MustacheException | JacksonException e) {
      String error = causes.say("quoted", String.valueOf(e.getMessage()));
      String text = plain.alerts(message) + "\n\n" + context.words().get("alert.template", error);
      return isJson
          ? new Made(Payload.fallback(letter, message, text, error), config.contentType(), error)
          : new Made(message.title() + "\n" + text, "text/plain; charset=utf-8", error);
    }
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    return out.toString();
  }
}
