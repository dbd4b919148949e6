package dev.ghostwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.config.schema.Address;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a good configuration comes to. */
class ConfigValuesTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/ghost");

  @TempDir Path folder;

  private static AgentConfig config(String yaml) {
    LoadedConfig loaded = LoadedConfig.parse(yaml, ENVIRONMENT);
    assertThat(loaded.problems()).isEmpty();
    return loaded.config();
  }

  @Test
  void withoutAFileEverythingHasAValue() {
    AgentConfig config = config("");
    assertThat(config.listen().address()).isEqualTo(new Address("127.0.0.1", 8970));
    assertThat(config.discovery().socketGlobs()).containsExactly("/tmp/gh-ost.*.sock");
    assertThat(config.discovery().interval()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.polling().supInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.polling().settingsInterval()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.polling().freshness()).isEqualTo(Duration.ofSeconds(45));
    assertThat(config.log()).isEqualTo(new LogConfig(true, LogConfig.Start.BEGINNING, null));
    assertThat(config.statsd()).isEqualTo(new StatsdConfig(null, null));
    assertThat(config.mysql().servers()).isEmpty();
    assertThat(config.history().path())
        .isEqualTo(Path.of("/home/ghost/.local/state/ghostwatch/history.db"));
    assertThat(config.history().maxSize()).isEqualTo(4L << 30);
    assertThat(config.history().csv())
        .isEqualTo(new CsvConfig(null, Duration.ofSeconds(60), Duration.ofDays(7)));
    assertThat(config.profiles().all())
        .containsEntry("read-split", new LagProfile(Duration.ofSeconds(1)))
        .containsEntry("primary-only", new LagProfile(Duration.ofSeconds(5)))
        .containsEntry("peak", new LagProfile(Duration.ofMillis(500)))
        .containsEntry("off-peak", new LagProfile(Duration.ofSeconds(10)));
    assertThat(config.language()).isNull();
  }

  @Test
  void everyKindOfValueIsRead() {
    AgentConfig config =
        config(
            """
            listen: {address: "[::1]:0"}
            discovery: {tcp: [db1:10001, "[fe80::1%eth0]:7"], socket-globs: ["~/x/*.sock"], processes: false}
            log: {time-zone: Asia/Shanghai, start: end, follow: false}
            statsd: {udp: 127.0.0.1:8125, unix: statsd.sock}
            mysql:
              servers:
                - name: primary
                  host: db1
                  port: 3307
                  user: ghostwatch
                  password: 12345
                  tls: required
                  heartbeat-table: percona.heartbeat
            history: {retention: 1d12h, max-size: 1.5 GiB, csv: {directory: /var/csv}}
            profiles: {own: {batch: {max-lag: 20s}, peak: {max-lag: 300ms}}, default: batch}
            language: zh
            """);
    assertThat(config.listen().address()).hasToString("[::1]:0");
    assertThat(config.discovery().tcp())
        .containsExactly(new Address("db1", 10001), new Address("fe80::1%eth0", 7));
    assertThat(config.discovery().socketGlobs()).containsExactly("/home/ghost/x/*.sock");
    assertThat(config.log())
        .isEqualTo(new LogConfig(false, LogConfig.Start.END, ZoneId.of("Asia/Shanghai")));
    assertThat(config.statsd().unix())
        .isEqualTo(Path.of("/home/ghost/.local/state/ghostwatch/statsd.sock"));
    MysqlServerConfig server = config.mysql().servers().getFirst();
    assertThat(server.name()).isEqualTo("primary");
    assertThat(server.port()).isEqualTo(3307);
    assertThat(server.password()).isEqualTo(new Secret("12345"));
    assertThat(server.tls()).isEqualTo(MysqlServerConfig.Tls.REQUIRED);
    assertThat(config.history().retention()).isEqualTo(Duration.ofHours(36));
    assertThat(config.history().maxSize()).isEqualTo(3L << 29);
    assertThat(config.history().csv().directory()).isEqualTo(Path.of("/var/csv"));
    assertThat(config.profiles().all())
        .containsEntry("peak", new LagProfile(Duration.ofMillis(300)));
    assertThat(config.language()).isEqualTo("zh");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T09:00, peak", // a Monday
    "2026-11-23T08:00, peak",
    "2026-11-23T07:59, read-split",
    "2026-11-23T20:00, read-split",
    "2026-11-28T12:00, read-split", // a Saturday
    "2026-11-28T23:00, off-peak",
    "2026-11-29T05:59, off-peak", // begun on Saturday
    "2026-11-29T06:00, read-split",
    "2026-11-30T05:00, read-split"
  })
  void theScheduleKnowsTheTimeOfDay(String local, String profile) {
    AgentConfig config =
        config(
            """
            profiles:
              default: read-split
              time-zone: Asia/Shanghai
              schedule:
                - {profile: peak, from: "08:00", to: "20:00", days: [mon, tue, wed, thu, fri]}
                - {profile: off-peak, from: 22:00, to: 06:00, days: [sat]}
            """);
    ZonedDateTime moment = ZonedDateTime.parse(local + ":00+08:00[Asia/Shanghai]");
    assertThat(config.profiles().at(moment.withZoneSameInstant(ZoneId.of("UTC"))))
        .isEqualTo(profile);
  }

  @ParameterizedTest
  @CsvSource({
    "10s, PT10S, 10s",
    "500ms, PT0.5S, 500ms",
    "1h30m, PT1H30M, 1h30m",
    "90s, PT1M30S, 1m30s",
    "1.5h, PT1H30M, 1h30m",
    "2w, PT336H, 14d",
    "0s, PT0S, 0s"
  })
  void durationsAreReadAndWritten(String text, Duration duration, String written) {
    assertThat(Units.duration(text)).isEqualTo(duration);
    assertThat(Units.format(duration)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "10 s", "-1s", "10x", "1s ", "1e3s", "99999999999s"})
  void whatIsNoDurationIsNone(String text) {
    assertThat(Units.duration(text)).isNull();
    assertThat(Units.size(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "4GB, 4294967296, 4GB",
    "512kb, 524288, 512KB",
    "1.5MiB, 1572864, 1536KB",
    "7B, 7, 7B"
  })
  void sizesAreReadAndWritten(String text, long bytes, String written) {
    assertThat(Units.size(text)).isEqualTo(bytes);
    assertThat(Units.size(bytes)).isEqualTo(written);
  }

  @Test
  void theFileIsLookedForInOrder() throws IOException {
    Path home = folder.resolve("home");
    Path ofUser = home.resolve(".config/ghostwatch/ghostwatch.yaml");
    Map<String, String> environment = Map.of("HOME", home.toString());
    assertThat(ConfigFile.places(environment))
        .isEqualTo(List.of(ofUser, Path.of("/etc/ghostwatch/ghostwatch.yaml")));
    Files.createDirectories(ofUser.getParent());
    Files.writeString(ofUser, "");
    assertThat(ConfigFile.find(null, environment)).isEqualTo(ofUser);
    Map<String, String> named = Map.of("HOME", home.toString(), "GHOSTWATCH_CONFIG", "/x/y.yaml");
    assertThat(ConfigFile.find(null, named)).isEqualTo(Path.of("/x/y.yaml"));
    assertThat(ConfigFile.find(Path.of("z.yaml"), named)).isEqualTo(Path.of("z.yaml"));
    assertThat(ConfigFile.places(Map.of("HOME", "/h", "XDG_CONFIG_HOME", "/cfg")).getFirst())
        .isEqualTo(Path.of("/cfg/ghostwatch/ghostwatch.yaml"));
  }

  @Test
  void ownFilesAreInTheStateFolder() {
    assertThat(
            LoadedConfig.parse("", Map.of("HOME", "/h", "XDG_STATE_HOME", "/st"))
                .config()
                .daemon()
                .pidFile())
        .isEqualTo(Path.of("/st/ghostwatch/ghostwatch.pid"));
    assertThat(
            LoadedConfig.parse("", Map.of("HOME", "/h", "STATE_DIRECTORY", "/var/lib/gw:/x"))
                .config()
                .daemon()
                .pidFile())
        .isEqualTo(Path.of("/var/lib/gw/ghostwatch.pid"));
  }
}
