package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.PagerDutyConfig;
import dev.ghostwatch.document.Json;
import java.net.URI;

/**
 * PagerDuty's Events API v2 ({@code developer.pagerduty.com/docs/events-api-v2/trigger-events}): a
 * summary of at most 1024 characters, an event of at most 512 KB. A group is one incident, which
 * its {@code dedup_key} tells; it is resolved when nothing of the group fires any more.
 */
final class PagerDutyReceiver implements Receiver {
  private static final int LONGEST_SUMMARY = 1024;
  private static final int LONGEST_DETAILS = 100_000;

  private final PagerDutyConfig config;
  private final ReceiverContext context;
  private final HttpCaller http;

  PagerDutyReceiver(PagerDutyConfig config, ReceiverContext context, HttpCaller http) {
    this.config = config;
    this.context = context;
    this.http = http;
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    Notification notification = letter.notification();
    String body =
        Payload.write(json -> {
          json.text("routing_key", config.routingKey().reveal());
          json.text("event_action", message.resolved() ? "resolve" : "trigger");
          json.text("dedup_key", Signatures.sha256(notification.groupKey()));
          json.text("client", "GhostWatch");
          json.object("payload", () -> payload(json, notification, message));
          String runbook = message.items().getFirst().runbook();
          if (runbook != null && runbook.startsWith("http")) {
            json.arrayOf(
                "links",
                () ->
                    json.object(() -> {
                      json.text("href", runbook);
                      json.text("text", context.words().get("alert.runbook").strip());
                    }));
          }
        });
    return http.send(
        HttpCaller.json(URI.create(config.url()), body).build(), _ -> new Delivery.Delivered());
  }

  private void payload(Json json, Notification notification, Message message) {
    json.text(
        "summary",
        new Fit(Markup.PLAIN, context.words(), LONGEST_SUMMARY, String::length)
            .line(message.title()));
    json.text("severity", message.severity().jsonName());
    json.text("source", message.migration().isEmpty() ? "ghostwatch" : message.migration());
    json.text("component", "gh-ost");
    json.time("timestamp", notification.at());
    json.object(
        "custom_details",
        () -> {
          json.text(
              "message",
              new Fit(Markup.PLAIN, context.words(), LONGEST_DETAILS, Fit::jsonBytes)
                  .alerts(message));
          Payload.labels(json, "labels", notification.commonLabels());
        });
  }
}
