package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.AlertmanagerConfig;
import dev.ghostwatch.config.receiver.CommandConfig;
import dev.ghostwatch.config.receiver.DingTalkConfig;
import dev.ghostwatch.config.receiver.EmailConfig;
import dev.ghostwatch.config.receiver.FeishuConfig;
import dev.ghostwatch.config.receiver.LogReceiverConfig;
import dev.ghostwatch.config.receiver.PagerDutyConfig;
import dev.ghostwatch.config.receiver.ReceiverConfig;
import dev.ghostwatch.config.receiver.ReceiverKind;
import dev.ghostwatch.config.receiver.SlackConfig;
import dev.ghostwatch.config.receiver.SmsAliyunConfig;
import dev.ghostwatch.config.receiver.SmsHttpConfig;
import dev.ghostwatch.config.receiver.SmsTencentConfig;
import dev.ghostwatch.config.receiver.SmsTwilioConfig;
import dev.ghostwatch.config.receiver.TelegramConfig;
import dev.ghostwatch.config.receiver.WeComConfig;
import dev.ghostwatch.config.receiver.WebhookConfig;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes the channels that a configuration names. */
public final class Receivers {
  private final Texts operators;
  private final InstantSource clock;
  private final ZoneId zone;
  private final RandomGenerator random;
  private final HttpClients clients = new HttpClients();

  /**
   * @param operators texts in the language of the agent
   * @param clock wall time
   * @param zone that times are told in
   * @param random must not be guessable: signatures are made with its numbers
   */
  public Receivers(Texts operators, InstantSource clock, ZoneId zone, RandomGenerator random) {
    this.operators = operators;
    this.clock = clock;
    this.zone = zone;
    this.random = random;
  }

  /** The channels of all receivers. */
  public List<Channel> channels(Map<String, ReceiverConfig> receivers) {
    List<Channel> channels = new ArrayList<>();
    receivers.forEach((name, config) -> {
      for (ReceiverKind kind : config.kinds()) {
        channels.add(channel(name, config, kind));
      }
    });
    return channels;
  }

  private Channel channel(String name, ReceiverConfig config, ReceiverKind kind) {
    Integer rate = config.rate();
    return new Channel(
        name,
        kind.word(),
        receiver(config, kind),
        rate == null ? kind.usualRate() : rate,
        config.concurrency(),
        config.sendResolved());
  }

  private Receiver receiver(ReceiverConfig config, ReceiverKind kind) {
    Language language = config.language() == null ? null : Language.byCode(config.language());
    Texts words = language == null ? operators : Texts.of(language);
    Causes causes = new Causes(operators).hiding(SecretTexts.of(kind));
    ReceiverContext context =
        new ReceiverContext(words, causes, clock, zone, random, config.timeout());
    HttpCaller http =
        new HttpCaller(() -> clients.client(config.proxy(), config.authorities()), context, causes);
    return switch (kind) {
      case EmailConfig email ->
          new EmailReceiver(
              email, context, new MailSession(email, config.proxy(), config.authorities()), causes);
      case WebhookConfig webhook -> new WebhookReceiver(webhook, context, http, causes);
      case DingTalkConfig dingTalk -> new DingTalkReceiver(dingTalk, context, http, causes);
      case CommandConfig command -> new CommandReceiver(command, context);
      case LogReceiverConfig log -> new LogReceiver(log, context);
      case WeComConfig weCom -> new WeComReceiver(weCom, context, http, causes);
      case FeishuConfig feishu -> new FeishuReceiver(feishu, context, http, causes);
      case SlackConfig slack -> new SlackReceiver(slack, context, http, causes);
      case TelegramConfig telegram -> new TelegramReceiver(telegram, context, http, causes);
      case SmsAliyunConfig sms -> new SmsAliyunReceiver(sms, context, http, causes);
      case SmsTencentConfig sms -> new SmsTencentReceiver(sms, context, http, causes);
      case SmsTwilioConfig sms -> new SmsTwilioReceiver(sms, context, http);
      case SmsHttpConfig sms -> new SmsHttpReceiver(sms, context, http, causes);
      case PagerDutyConfig pager -> new PagerDutyReceiver(pager, context, http);
      case AlertmanagerConfig manager -> new AlertmanagerReceiver(manager, context, http);
    };
  }
}
