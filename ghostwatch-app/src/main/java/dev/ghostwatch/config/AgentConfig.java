package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import org.jspecify.annotations.Nullable;

/**
 * Everything the agent can be told. A new part is a record with a {@code SECTION}, named once more
 * here; the reference page, the commented file and {@code config show} follow.
 *
 * @param language of texts for people; null means the language of the environment
 */
public record AgentConfig(
    ListenConfig listen,
    WebConfig web,
    DiscoveryConfig discovery,
    PollingConfig polling,
    LogConfig log,
    StatsdConfig statsd,
    HooksConfig hooks,
    MysqlConfig mysql,
    HostConfig host,
    HistoryConfig history,
    MetricsConfig metrics,
    LoggingConfig logging,
    ProfilesConfig profiles,
    AlertsConfig alerts,
    DaemonConfig daemon,
    @Nullable String language) {
  /** The languages there are texts in. */
  private enum Tongue {
    EN,
    ZH
  }

  /** The whole file. */
  public static final Section<AgentConfig> SECTION =
      Section.of(keys -> {
        Key<ListenConfig> listen = keys.section("listen", ListenConfig.SECTION);
        Key<WebConfig> web = keys.section("web", WebConfig.SECTION);
        Key<DiscoveryConfig> discovery = keys.section("discovery", DiscoveryConfig.SECTION);
        Key<PollingConfig> polling = keys.section("polling", PollingConfig.SECTION);
        Key<LogConfig> log = keys.section("log", LogConfig.SECTION);
        Key<StatsdConfig> statsd = keys.section("statsd", StatsdConfig.SECTION);
        Key<HooksConfig> hooks = keys.section("hooks", HooksConfig.SECTION);
        Key<MysqlConfig> mysql = keys.section("mysql", MysqlConfig.SECTION);
        Key<HostConfig> host = keys.section("host", HostConfig.SECTION);
        Key<HistoryConfig> history = keys.section("history", HistoryConfig.SECTION);
        Key<MetricsConfig> metrics = keys.section("metrics", MetricsConfig.SECTION);
        Key<LoggingConfig> logging = keys.section("logging", LoggingConfig.SECTION);
        Key<ProfilesConfig> profiles = keys.section("profiles", ProfilesConfig.SECTION);
        Key<AlertsConfig> alerts = keys.section("alerts", AlertsConfig.SECTION);
        Key<DaemonConfig> daemon = keys.section("daemon", DaemonConfig.SECTION);
        Key<@Nullable Tongue> language = keys.optional("language", Kinds.choice(Tongue.class));
        return values -> {
          Tongue tongue = values.of(language);
          return new AgentConfig(
              values.of(listen),
              values.of(web),
              values.of(discovery),
              values.of(polling),
              values.of(log),
              values.of(statsd),
              values.of(hooks),
              values.of(mysql),
              values.of(host),
              values.of(history),
              values.of(metrics),
              values.of(logging),
              values.of(profiles),
              values.of(alerts),
              values.of(daemon),
              tongue == null ? null : Kinds.word(tongue));
        };
      });
}
