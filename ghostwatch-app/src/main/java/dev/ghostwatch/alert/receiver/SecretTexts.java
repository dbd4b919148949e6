package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.config.receiver.AlertmanagerConfig;
import dev.ghostwatch.config.receiver.CommandConfig;
import dev.ghostwatch.config.receiver.DingTalkConfig;
import dev.ghostwatch.config.receiver.EmailConfig;
import dev.ghostwatch.config.receiver.FeishuConfig;
import dev.ghostwatch.config.receiver.LogReceiverConfig;
import dev.ghostwatch.config.receiver.PagerDutyConfig;
import dev.ghostwatch.config.receiver.ReceiverKind;
import dev.ghostwatch.config.receiver.SlackConfig;
import dev.ghostwatch.config.receiver.SmsAliyunConfig;
import dev.ghostwatch.config.receiver.SmsHttpConfig;
import dev.ghostwatch.config.receiver.SmsTencentConfig;
import dev.ghostwatch.config.receiver.SmsTwilioConfig;
import dev.ghostwatch.config.receiver.TelegramConfig;
import dev.ghostwatch.config.receiver.WeComConfig;
import dev.ghostwatch.config.receiver.WebhookConfig;
import dev.ghostwatch.config.schema.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must not be read in any text about a receiver. */
final class SecretTexts {
  private static final int SHORTEST_TOKEN = 8;

  private final List<String> texts = new ArrayList<>();

  private SecretTexts() {}

  static List<String> of(ReceiverKind kind) {
    SecretTexts secrets = new SecretTexts();
    switch (kind) {
      case EmailConfig email -> secrets.add(email.password());
      case WebhookConfig webhook ->
          secrets.url(webhook.url()).add(webhook.secret()).all(webhook.headers().values());
      case DingTalkConfig robot -> secrets.url(robot.url()).add(robot.secret());
      case WeComConfig robot -> secrets.url(robot.url());
      case FeishuConfig robot -> secrets.url(robot.url()).add(robot.secret());
      case SlackConfig slack -> secrets.url(slack.url());
      case TelegramConfig bot -> secrets.add(bot.token());
      case SmsAliyunConfig sms -> secrets.add(sms.keySecret());
      case SmsTencentConfig sms -> secrets.add(sms.keySecret());
      case SmsTwilioConfig sms -> secrets.add(sms.token());
      case SmsHttpConfig sms -> secrets.url(sms.url()).all(sms.headers().values());
      case PagerDutyConfig pager -> secrets.add(pager.routingKey());
      case AlertmanagerConfig manager -> secrets.add(manager.password()).add(manager.token());
      case CommandConfig _, LogReceiverConfig _ -> {}
    }
    return secrets.texts;
  }

  private SecretTexts add(@Nullable Secret secret) {
    if (secret != null) {
      texts.add(secret.reveal());
    }
    return this;
  }

  private void all(Collection<Secret> secrets) {
    secrets.forEach(this::add);
  }

  /** The address, what follows its host, and each part of that which may be a token. */
  private SecretTexts url(Secret secret) {
    String url = secret.reveal();
    texts.add(url);
    int path = url.indexOf('/', url.indexOf("://") + 3);
    if (path < 0) {
      return this;
    }
    texts.add(url.substring(path));
    int query = url.indexOf('?', path);
    String[] parts =
        query < 0 ? url.substring(path).split("/", -1) : url.substring(query + 1).split("[&=]", -1);
    for (String part : parts) {
      // Shorter ones are words such as "send", which would be missed elsewhere.
      if (part.length() >= SHORTEST_TOKEN) {
        texts.add(part);
      }
    }
    return this;
  }
}
