package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Address;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Unreadable;
import dev.ghostwatch.config.schema.Values;
import dev.ghostwatch.config.schema.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code alerts.receivers}.
 *
 * @param kinds what it is told through; each of them gets every notification
 * @param language of its messages, {@code en} or {@code zh}; null means the agent's
 * @param sendResolved whether it is told that an alert is over
 * @param rate messages a minute, at most; null means as many as the service takes
 * @param concurrency deliveries at the same time, at most
 * @param timeout of one try
 * @param proxy HTTP proxy (SOCKS is not spoken); null for none
 * @param authorities certificates that are trusted besides the system's
 */
public record ReceiverConfig(
    List<ReceiverKind> kinds,
    @Nullable String language,
    boolean sendResolved,
    @Nullable Integer rate,
    int concurrency,
    Duration timeout,
    @Nullable Address proxy,
    List<X509Certificate> authorities) {

  public ReceiverConfig {
    kinds = List.copyOf(kinds);
    authorities = List.copyOf(authorities);
  }

  /** The agent's own log, which needs no configuration. */
  public static final ReceiverConfig LOG =
      new ReceiverConfig(
          List.of(new LogReceiverConfig(true)),
          null,
          true,
          null,
          1,
          Duration.ofSeconds(10),
          null,
          List.of());

  private enum Tongue {
    EN,
    ZH
  }

  public static final Section<ReceiverConfig> SECTION =
      Section.of(keys -> {
        List<Key<? extends @Nullable ReceiverKind>> kinds =
            List.of(
                keys.optional("email", EmailConfig.SECTION),
                keys.optional("webhook", WebhookConfig.SECTION),
                keys.optional("dingtalk", DingTalkConfig.SECTION),
                keys.optional("wecom", WeComConfig.SECTION),
                keys.optional("feishu", FeishuConfig.SECTION),
                keys.optional("slack", SlackConfig.SECTION),
                keys.optional("telegram", TelegramConfig.SECTION),
                keys.optional("sms-aliyun", SmsAliyunConfig.SECTION),
                keys.optional("sms-tencent", SmsTencentConfig.SECTION),
                keys.optional("sms-twilio", SmsTwilioConfig.SECTION),
                keys.optional("sms-http", SmsHttpConfig.SECTION),
                keys.optional("pagerduty", PagerDutyConfig.SECTION),
                keys.optional("alertmanager", AlertmanagerConfig.SECTION),
                keys.optional("command", CommandConfig.SECTION),
                keys.optional("log", LogReceiverConfig.SECTION));
        Key<@Nullable Tongue> language = keys.optional("language", Kinds.choice(Tongue.class));
        Key<Boolean> sendResolved = keys.key("send-resolved", Kinds.flag(), "true");
        Key<@Nullable Integer> rate = keys.optional("rate-limit", Kinds.number(1, 6000));
        Key<Integer> concurrency = keys.key("concurrency", Kinds.number(1, 16), "2");
        Key<Duration> timeout =
            keys.key(
                "timeout", Kinds.duration(Duration.ofSeconds(1), Duration.ofMinutes(2)), "10s");
        Key<@Nullable Address> proxy = keys.optional("proxy", Kinds.address());
        Key<@Nullable Path> authorities = keys.optional("ca-file", Kinds.besideTheFile());
        return values -> {
          List<ReceiverKind> chosen = new ArrayList<>();
          for (Key<? extends @Nullable ReceiverKind> key : kinds) {
            ReceiverKind kind = values.of(key);
            if (kind != null) {
              chosen.add(kind);
            }
          }
          if (chosen.isEmpty() && values.isSound()) {
            values.reject(
                kinds.getFirst(),
                Wording.of(
                    "config.rule.noKind",
                    String.join(", ", kinds.stream().<String>map(Key::name).toList())));
          }
          Tongue tongue = values.of(language);
          return new ReceiverConfig(
              chosen,
              tongue == null ? null : Kinds.word(tongue),
              values.of(sendResolved),
              values.of(rate),
              values.of(concurrency),
              values.of(timeout),
              values.of(proxy),
              certificates(authorities, values));
        };
      });

  private static List<X509Certificate> certificates(Key<@Nullable Path> key, Values values) {
    Path file = values.of(key);
    if (file == null) {
      return List.of();
    }
    List<X509Certificate> found = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        found.add((X509Certificate) certificate);
      }
    } catch (IOException e) {
      values.reject(
          key,
          file.toString(),
          Wording.of("config.rule.unreadableCertificates", Unreadable.why(e)));
      return List.of();
    } catch (CertificateException _) {
      found.clear();
    }
    if (found.isEmpty()) {
      values.reject(key, file.toString(), Wording.of("config.rule.noCertificates"));
    }
    return found;
  }
}
