package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.AlertmanagerConfig;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.document.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands alerts to an Alertmanager, API v2. All members of a cluster are told, as Prometheus does;
 * one that takes it is enough. An alert that fires says until when it is valid, as Alertmanager
 * takes it to be over after that.
 */
final class AlertmanagerReceiver implements Receiver {
  private final AlertmanagerConfig config;
  private final ReceiverContext context;
  private final HttpCaller http;

  AlertmanagerReceiver(AlertmanagerConfig config, ReceiverContext context, HttpCaller http) {
    this.config = config;
    this.context = context;
    this.http = http;
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Instant now = context.clock().instant();
    String body =
        Payload.writeArray(
            letter.notification().alerts(), (json, alert) -> alert(json, alert, now));
    List<String> failures = new ArrayList<>();
    Delivery.@Nullable Retry later = null;
    for (String url : config.urls()) {
      URI address = URI.create(url.replaceAll("/+$", "") + "/api/v2/alerts");
      HttpRequest.Builder request = HttpCaller.json(address, body);
      authorize(request);
      switch (http.send(request.build(), _ -> new Delivery.Delivered())) {
        case Delivery.Delivered _ -> {}
        case Delivery.Rejected(String cause) -> failures.add(cause);
        case Delivery.Retry retry -> {
          later = retry;
          failures.add(retry.cause());
        }
      }
    }
    if (failures.size() < config.urls().size()) {
      return new Delivery.Delivered(failures);
    }
    return later == null ? new Delivery.Rejected(String.join("; ", failures)) : later;
  }

  private void authorize(HttpRequest.Builder request) {
    Secret token = config.token();
    Secret password = config.password();
    if (token != null) {
      request.header("Authorization", "Bearer " + token.reveal());
    } else if (password != null) {
      String login = config.user() + ":" + password.reveal();
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private void alert(Json json, Alert alert, Instant now) {
    AlertText text = alert.text(context.words().language());
    Payload.labels(json, "labels", alert.labels());
    json.object(
        "annotations",
        () -> {
          json.text("summary", text.title());
          json.text("description", text.message());
          alert
              .annotations()
              .forEach((name, value) -> {
                if (!name.equals("summary") && !name.equals("description")) {
                  json.text(name, value);
                }
              });
        });
    json.time("startsAt", alert.startsAt());
    Instant end = alert.endsAt();
    json.time("endsAt", end == null ? now.plus(config.validFor()) : end);
  }
}
