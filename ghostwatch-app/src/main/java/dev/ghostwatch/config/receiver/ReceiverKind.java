package dev.ghostwatch.config.receiver;

/** What a receiver is told through, with the keys of that kind. */
public sealed interface ReceiverKind
    permits AlertmanagerConfig,
        CommandConfig,
        DingTalkConfig,
        EmailConfig,
        FeishuConfig,
        LogReceiverConfig,
        PagerDutyConfig,
        SlackConfig,
        SmsAliyunConfig,
        SmsHttpConfig,
        SmsTencentConfig,
        SmsTwilioConfig,
        TelegramConfig,
        WebhookConfig,
        WeComConfig {

  /** Its key in the file. */
  String word();

  /** Messages a minute that the service takes; 0 when it sets no limit. */
  int usualRate();
}
