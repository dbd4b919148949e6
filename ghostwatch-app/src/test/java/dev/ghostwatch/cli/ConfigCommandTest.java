package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config check}, {@code show} and {@code init}. */
class ConfigCommandTest {
  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("c.yaml"), yaml);
  }

  @Test
  void aGoodFileIsFine() throws IOException {
    Path file = file("listen: {address: '127.0.0.1:1'}\n");
    Ran ran = world.plain("config", "check", file.toString());
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).isEqualTo(file + " is fine.\n");
    assertThat(ran.err()).isEmpty();
    assertThat(world.plain("config", "check", "--config", file.toString())).isEqualTo(ran);
    assertThat(world.with("GHOSTWATCH_CONFIG", file.toString()).plain("config", "check"))
        .isEqualTo(ran);
  }

  @Test
  void everyProblemIsListed() throws IOException {
    Path file = file("listen: {adress: x}\nlog: {follow: maybe}\n");
    Ran ran = world.plain("config", "check", file.toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            """
            ghostwatch: FILE cannot be used; problems: 2. Nothing was changed.
            FILE:1:10: listen.adress: there is no such key. Did you mean listen.address?
            FILE:2:15: log.follow: found 'maybe', which must be true or false.
            """
                .replace("FILE", file.toString()));
    assertThat(world.plain("config", "show", file.toString()).exit()).isEqualTo(1);
  }

  @Test
  void withoutAFileTheDefaultsAreFine() {
    assertThat(world.plain("config", "check").out())
        .isEqualTo(
            "There is no configuration file; GhostWatch uses its defaults. It looks for "
                + folder
                + "/.config/ghostwatch/ghostwatch.yaml, /etc/ghostwatch/ghostwatch.yaml.\n");
    assertThat(world.plain("config", "check", folder + "/none.yaml").err())
        .contains(folder + "/none.yaml: cannot be read: there is no such file.");
  }

  @Test
  void whatIsInForceIsShownWithoutSecrets() throws IOException {
    Path file =
        file("mysql: {servers: [{host: db1, user: u, password: hunter2}]}\nlog: {start: end}\n");
    Ran json = world.plain("config", "show", "-o", "json", file.toString());
    assertThat(json.exit()).isZero();
    assertThat(json.all()).doesNotContain("hunter2");
    assertThat(json.json().at("/mysql/servers/0/password").asString()).isEqualTo("<secret>");
    assertThat(json.json().at("/mysql/servers/0/port").asInt()).isEqualTo(3306);
    assertThat(json.json().at("/mysql/servers/0/name").isNull()).isTrue();
    assertThat(json.json().at("/log/start").asString()).isEqualTo("end");
    assertThat(json.json().at("/log/follow").asBoolean()).isTrue();
    assertThat(json.json().at("/discovery/socket-globs/0").asString())
        .isEqualTo("/tmp/gh-ost.*.sock");
    Ran yaml = world.plain("config", "show", file.toString());
    assertThat(yaml.all()).doesNotContain("hunter2");
    assertThat(yaml.out()).contains("log:\n  follow: true\n  start: \"end\"\n");
  }

  @Test
  void whatIsShownCanBeReadAgain() throws IOException {
    Ran shown = world.plain("config", "show");
    Path file = file(shown.out());
    assertThat(world.plain("config", "check", file.toString()).exit()).isZero();
    assertThat(world.plain("config", "show", file.toString()).out()).isEqualTo(shown.out());
  }

  @Test
  void aFileIsWrittenOnceAndNeverOverwritten() throws IOException {
    Path usual = folder.resolve(".config/ghostwatch/ghostwatch.yaml");
    Ran first = world.plain("config", "init", "--preset", "staging");
    assertThat(first.exit()).isZero();
    assertThat(first.out())
        .isEqualTo(
            usual + " was written. Change what you need, then try 'ghostwatch config check'.\n");
    String written = Files.readString(usual);
    assertThat(written).contains("\n  retention: 14d\n", "\n  #recent: 6h\n");
    Ran second = world.plain("config", "init", "--preset", "production");
    assertThat(second.exit()).isEqualTo(5);
    assertThat(second.err())
        .isEqualTo(
            "ghostwatch: "
                + usual
                + " is there already and was left as it is. Name another file, or remove that one.\n");
    assertThat(Files.readString(usual)).isEqualTo(written);
    assertThat(world.plain("config", "check").out()).isEqualTo(usual + " is fine.\n");
  }

  @Test
  void aPresetMustExist() {
    Ran ran = world.plain("config", "init", "--preset", "prod", "-");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: --preset prod is not known. Possible: production, staging, development.\n");
    assertThat(world.plain("config", "init", "-").out()).startsWith("# The configuration of");
    assertThat(world.plain("config", "init", folder + "/c.yaml/x").exit()).isZero();
    assertThat(world.plain("config", "init", folder + "/c.yaml/x/y").err())
        .contains("cannot be written");
  }
}
