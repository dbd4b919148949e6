package dev.ghostwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about a configuration that is wrong. */
class ConfigProblemsTest {
  private static final Texts ENGLISH = Texts.of(Language.EN);
  private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/ghost");

  @TempDir Path folder;

  private static List<String> problems(String yaml) {
    return texts(LoadedConfig.parse(yaml, ENVIRONMENT));
  }

  private static List<String> texts(LoadedConfig loaded) {
    return loaded.problems().stream().map(problem -> problem.text(ENGLISH::get)).toList();
  }

  @Test
  void everyProblemIsReportedAtOnceWithItsPlace() {
    assertThat(
            problems(
                """
                listen:
                  adress: 127.0.0.1:8970
                polling:
                  supInterval: 10
                  freshness: 1s
                history:
                  retention: [a]
                  max-size: 5XB
                  enabled: yes
                  csv: 5
                mysql:
                  servers:
                    - host: db1
                      tls: requierd
                    - {host: db1, port: 99999, user: "", pasword: hunter3}
                profiles:
                  default: peek
                  schedule:
                    - {profile: nights, from: 8:00, to: "20:00"}
                listen:
                logging:
                  level:
                langauge: en
                """))
        .containsExactly(
            "2:3: listen.adress: there is no such key. Did you mean listen.address?",
            "4:3: polling.supInterval: there is no such key. Did you mean polling.sup-interval?",
            "5:14: polling.freshness: found '1s', which must be a duration such as 500ms, 10s, 5m or 30d, from 2s to 1h.",
            "7:14: history.retention: holds a list, but must be a duration such as 500ms, 10s, 5m or 30d, from 1h to 3650d.",
            "8:13: history.max-size: found '5XB', which must be a size such as 512KB, 64MB or 4GB, from 16MB to 16TB.",
            "9:12: history.enabled: found 'yes', which must be true or false.",
            "10:8: history.csv: found '5', which must be keys with values, indented under this one.",
            "13:7: mysql.servers[0].user: is missing. Write for example 'user: ghostwatch'.",
            "14:12: mysql.servers[0].tls: found 'requierd', which must be one of required, preferred, disabled. Did you mean required?",
            "15:25: mysql.servers[1].port: found '99999', which must be a whole number from 1 to 65535.",
            "15:38: mysql.servers[1].user: found '', which must be a text.",
            "15:42: mysql.servers[1].pasword: there is no such key. Did you mean mysql.servers[1].password?",
            "17:12: profiles.default: found 'peek', but there is no such profile. There are: read-split, primary-only, peak, off-peak. Did you mean peak?",
            "19:5: profiles.schedule: found 'nights', but there is no such profile. There are: read-split, primary-only, peak, off-peak.",
            "19:31: profiles.schedule[0].from: found '8:00', which must be a time of day such as 08:00.",
            "20:1: listen: stands here twice; the first is on line 1. Keep one of them.",
            "22:9: logging.level: has no value. Give it one, or remove the key to get the default.",
            "23:1: langauge: there is no such key. Did you mean language?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          statsd: {udp: 'localhost'}              | 1:15: statsd.udp: found 'localhost', which must be HOST:PORT with a port from 0 to 65535.
          discovery: {tcp: ['db1:0']}             | 1:19: discovery.tcp[0]: found 'db1:0', which must be HOST:PORT with a port from 1 to 65535.
          discovery: {proc-root: proc}            | 1:24: discovery.proc-root: found 'proc', which must be an absolute path.
          discovery: {socket-globs: '*.sock'}     | 1:27: discovery.socket-globs: found '*.sock', which must be a list; each entry must be an absolute path, with * and ? in it if need be.
          log: {time-zone: Mars/Olympus}          | 1:18: log.time-zone: found 'Mars/Olympus', which must be a time zone such as UTC, +08:00 or Asia/Shanghai.
          history: {recent: 2h, retention: 1h}    | 1:34: history.retention: must not be less than recent.
          polling: {total-timeout: 1s}            | 1:26: polling.total-timeout: must not be less than first-byte-timeout.
          polling: {concurrency: 1.5}             | 1:24: polling.concurrency: found '1.5', which must be a whole number from 1 to 10000.
          logging: {level: !x info}               | 1:18: logging.level: begins with !, which means something else in YAML. Put the value in quotes.
          profiles: {own: {'a b': {max-lag: 1s}}} | 1:18: profiles.own.a b: a name must be 1 to 63 letters, digits, dots, dashes and underscores, and begin with a letter or digit.
          profiles: {own: {a: {}}}                | 1:21: profiles.own.a.max-lag: is missing. Write for example 'max-lag: 2s'.
          {listen: {address: !!int 5}}            | 1:20: listen.address: found '5', which must be HOST:PORT with a port from 0 to 65535.
          [1, 2]                                  | 1:1: holds a list, but must be keys with values, indented under this one.
          nonsense                                | 1:1: found 'nonsense', which must be keys with values, indented under this one.
          ? [a] : 1                               | 1:3: a key must be a plain word.
          log: {follow: }}                        | 1:16: is not YAML: while parsing a block mapping, expected <block end>, but found '}'.
          history: {path: *secret}                | 1:17: is not YAML: a value that begins with *, & or ! means something else. Put the value in quotes.
          history: {path: !secret!x y}            | 1:17: is not YAML: a value that begins with *, & or ! means something else. Put the value in quotes.
          """)
  void eachRuleHasItsWords(String yaml, String problem) {
    assertThat(problems(yaml)).containsExactly(problem);
  }

  @Test
  void aTabIsNamedAsSuch() {
    assertThat(problems("listen:\n\taddress: 127.0.0.1:1\n"))
        .containsExactly(
            "2:1: is not YAML: a tab stands where only blanks may. Indent with blanks.");
  }

  @Test
  void aServerIsNamedOnce() {
    assertThat(problems("mysql: {servers: [{host: a, user: u}, {host: a, user: u}]}"))
        .containsExactly(
            "1:18: mysql.servers: two servers are called 'a:3306'. Give one of them another 'name'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing\n", "---\n", "listen:\nmysql:\n  servers:\n", "{}"})
  void nothingMeansDefaults(String yaml) {
    LoadedConfig loaded = LoadedConfig.parse(yaml, ENVIRONMENT);
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.config()).isEqualTo(LoadedConfig.load(null, ENVIRONMENT).config());
  }

  @Test
  void whatIsNotAConfigurationIsSaidToBeNone() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(texts(LoadedConfig.load(binary, ENVIRONMENT)))
        .containsExactly(binary + ": cannot be read: it is not text in UTF-8.");
    Path missing = folder.resolve("missing.yaml");
    assertThat(texts(LoadedConfig.load(missing, ENVIRONMENT)))
        .containsExactly(missing + ": cannot be read: there is no such file.");
    Path large = Files.writeString(folder.resolve("large"), "# x\n".repeat(300_000));
    assertThat(texts(LoadedConfig.load(large, ENVIRONMENT)))
        .containsExactly(
            large + ": is larger than 1 MB, which no configuration is; nothing of it was read.");
    assertThat(texts(LoadedConfig.load(folder, ENVIRONMENT))).hasSize(1);
    assertThat(problems("a: \0")).hasSize(1).first().asString().contains("is not YAML");
    assertThat(problems("a: 1\n---\nb: 2\n")).hasSize(1).first().asString().contains("document");
  }

  @Test
  void deepNestingEndsInAProblem() {
    assertThat(problems("[".repeat(200_000))).hasSize(1);
    assertThat(problems("a: &a [*a]\nlisten: &l {address: *l}\n")).isNotEmpty();
  }

  @Test
  void whatComesFromTheFileCannotForgeLines() {
    assertThat(problems("\"a\\nb\\e[2J\": 1\nlisten: {address: \"x\\ny\\e[31m\"}"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).doesNotContain("\n", "\u001b"));
  }

  @Test
  void aSecretIsNeverShown() throws IOException {
    String yaml =
        """
        mysql:
          servers:
            - host: db1
              user: u
              password: hunter2
              password-env: NOPE
              pasword: hunter2
            - {host: db2, user: u, password: [hunter2]}
            - {host: db3, user: u, password: "<secret>"}
        """;
    Path file = Files.writeString(folder.resolve("c.yaml"), yaml);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    LoadedConfig loaded = LoadedConfig.load(file, ENVIRONMENT);
    assertThat(texts(loaded))
        .containsExactly(
            file
                + ":5:17: warning: mysql.servers[0].password: a secret stands in a file that every user of this host may read. Use password-file, or take that right away (chmod o-r).",
            file
                + ":6:21: mysql.servers[0].password-env: must be left out, because password is given too.",
            file + ":7:7: mysql.servers[0].pasword: there is no such key.",
            file
                + ":8:38: mysql.servers[1].password: holds a list, but must be a secret; what config show prints in its place is none.",
            file
                + ":9:38: mysql.servers[2].password: found '<secret>', which must be a secret; what config show prints in its place is none.");
    assertThat(loaded.toString()).doesNotContain("hunter2");
    assertThat(loaded.config().mysql().servers().getFirst().password())
        .isEqualTo(new Secret("hunter2"));
  }

  @Test
  void aSecretComesFromAFileOrTheEnvironment() throws IOException {
    Files.writeString(folder.resolve("pw"), "from file\n");
    Files.writeString(folder.resolve("empty"), "\n");
    Path file =
        Files.writeString(
            folder.resolve("c.yaml"),
            """
            mysql:
              servers:
                - {host: a, user: u, password-file: pw}
                - {host: b, user: u, password-env: DB_PASSWORD}
                - {host: c, user: u}
            """);
    LoadedConfig loaded =
        LoadedConfig.load(file, Map.of("HOME", "/home/ghost", "DB_PASSWORD", "from env"));
    assertThat(loaded.problems()).isEmpty();
    List<MysqlServerConfig> servers = loaded.config().mysql().servers();
    assertThat(servers.get(0).password()).isEqualTo(new Secret("from file"));
    assertThat(servers.get(1).password()).isEqualTo(new Secret("from env"));
    assertThat(servers.get(2).password()).isNull();

    Path bad =
        Files.writeString(
            folder.resolve("bad.yaml"),
            """
            mysql:
              servers:
                - {host: a, user: u, password-file: nope}
                - {host: b, user: u, password-file: empty}
                - {host: c, user: u, password-env: DB_PASSWORD}
                - {host: d, user: u, password-env: "a b"}
            """);
    assertThat(texts(LoadedConfig.load(bad, ENVIRONMENT)))
        .containsExactly(
            bad
                + ":3:41: mysql.servers[0].password-file: found '"
                + folder.resolve("nope")
                + "', which cannot be read: there is no such file.",
            bad
                + ":4:41: mysql.servers[1].password-file: found '"
                + folder.resolve("empty")
                + "', but the file is empty.",
            bad
                + ":5:40: mysql.servers[2].password-env: found 'DB_PASSWORD', but there is no such environment variable, or it is empty.",
            bad
                + ":6:40: mysql.servers[3].password-env: found 'a b', which must be the name of an environment variable.");
  }

  @Test
  void chineseSaysTheSame() {
    Texts chinese = Texts.of(Language.ZH);
    Problem problem =
        LoadedConfig.parse("log: {start: begining}", ENVIRONMENT).problems().getFirst();
    assertThat(problem.text(chinese::get))
        .isEqualTo("1:14: log.start: 写的是 'begining'， 应为其中之一：beginning, end。 是不是 beginning？");
  }
}
