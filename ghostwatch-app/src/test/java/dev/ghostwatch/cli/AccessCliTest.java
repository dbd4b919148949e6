package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.access.AccessFile;
import dev.ghostwatch.access.ApiToken;
import dev.ghostwatch.access.Hashes;
import dev.ghostwatch.access.Passwords;
import dev.ghostwatch.access.Role;
import dev.ghostwatch.access.User;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // a test fails on null by itself
class AccessCliTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir private Path folder;
  private TestWorld world;
  private AccessFile file;

  @BeforeEach
  void start() {
    world = new TestWorld(folder).with("HOME", folder.resolve("home").toString());
    file = new AccessFile(folder.resolve("home/.local/state/ghostwatch/users.json"));
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  private Ran add(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "user";
    all[1] = "add";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return world.plain(all);
  }

  @Test
  void aUserIsAddedChangedAndRemoved() throws IOException {
    world.typing(PASSWORD + "\n");
    assertThat(add("ann", "--role", "operator").out()).isEqualTo("ann may log in as operator.\n");
    User ann = file.read().user("ann");
    assertThat(ann.role()).isEqualTo(Role.OPERATOR);
    assertThat(ann.hash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(PASSWORD);
    assertThat(Passwords.matches(PASSWORD, ann.hash())).isTrue();
    assertThat(Passwords.matches(PASSWORD + "x", ann.hash())).isFalse();
    assertThat(Files.getPosixFilePermissions(file.path()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(world.plain("user", "list", "--json").out())
        .contains("\"name\" : \"ann\"", "\"role\" : \"operator\"")
        .doesNotContain("argon2");
    assertThat(add("ann").out()).isEqualTo("ann has another password and is viewer now.\n");
    assertThat(world.plain("user", "remove", "ann").out()).isEqualTo("ann may log in no more.\n");
    assertThat(file.read().users()).isEmpty();
    Ran gone = world.plain("user", "remove", "ann");
    assertThat(gone.exit()).isEqualTo(1);
    assertThat(gone.err()).contains("There is no user ann.");
  }

  @Test
  void whatMakesNoUserIsRefused() throws IOException {
    world.typing("short\n");
    assertThat(add("ann").err())
        .contains("has 5 characters; it takes 10 to 256. ann was not added");
    assertThat(add("an n").err()).contains("'an n' is no name of a user");
    assertThat(add("ann", "--role", "king").err()).contains("'king' is no role");
    world.typing("");
    assertThat(add("ann").err()).contains("No password was given; ann was not added.");
    assertThat(file.read().isEmpty()).isTrue();
  }

  @Test
  void aTokenIsShownOnceAndKeptAsAHash() throws IOException {
    Ran made = world.plain("token", "create", "ci", "--scope", "operator", "--expires", "30d");
    String secret = made.out().strip();
    assertThat(secret).matches("gw_[\\w-]{43}");
    ApiToken token = file.read().tokens().getFirst();
    assertThat(token.hash()).isEqualTo(Hashes.of(secret));
    assertThat(token.expiresAt()).isEqualTo(world.clock.instant().plus(Duration.ofDays(30)));
    assertThat(Files.readString(file.path())).doesNotContain(secret.substring(3));
    assertThat(world.plain("token", "list").out()).contains(token.id(), "ci", "operator");
    assertThat(world.plain("token", "revoke", token.id()).out())
        .isEqualTo("Token " + token.id() + " (ci) is good for nothing any more.\n");
    assertThat(world.plain("token", "revoke", token.id()).err()).contains("There is no token");
    assertThat(world.plain("token", "create", "ci", "--expires", "1s").err())
        .contains("--expires 1s is not possible; nothing was made.");
    assertThat(file.read().tokens()).isEmpty();
  }

  @Test
  void aFileThatIsNoneOfOursIsLeftAlone() throws IOException {
    Files.createDirectories(file.path().getParent());
    Files.writeString(file.path(), "{\"users\":[{\"name\":7}]}");
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-------"));
    world.typing(PASSWORD + "\n");
    Ran refused = add("ann");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains("is no file of users and tokens: an entry has no name. Nobody is let in");
    assertThat(Files.readString(file.path())).isEqualTo("{\"users\":[{\"name\":7}]}");
  }

  @Test
  void theAgentIsNotReachedByOthersUnlessItIsSafeOrSaidSo() throws IOException {
    Ran plain = world.plain("serve", "--listen", "0.0.0.0:0");
    assertThat(plain.exit()).isEqualTo(5);
    assertThat(plain.err())
        .contains(
            "--listen 0.0.0.0:0 can be reached from other hosts, and passwords would go there in"
                + " plain text. Nothing was started. Give web.tls-certificate and web.tls-key,"
                + " listen on 127.0.0.1, or, if something before the agent encrypts, set"
                + " web.allow-without-tls: true.");
    Path config = Files.writeString(folder.resolve("a.yaml"), "web: {allow-without-tls: true}\n");
    Ran nobody = world.plain("serve", "--listen", "0.0.0.0:0", "--config", config.toString());
    assertThat(nobody.exit()).isEqualTo(5);
    assertThat(nobody.err())
        .contains(
            "--listen 0.0.0.0:0 can be reached from other hosts, and nobody could log in: "
                + file.path()
                + " knows no user and no token. Nothing was started.");
    Files.writeString(config, "web: {allow-without-tls: true, allow-without-login: true}\n");
    Ran said = world.plain("serve", "--listen", "0.0.0.0:0", "--config", config.toString());
    assertThat(said.err()).contains("no agent in this test");
    world.plain("token", "create", "ci");
    Files.writeString(config, "web: {allow-without-tls: true}\n");
    Ran known = world.plain("serve", "--listen", "0.0.0.0:0", "--config", config.toString());
    assertThat(known.err()).contains("no agent in this test");
    Files.writeString(config, "web: {tls-certificate: /tmp/x.pem}\n");
    assertThat(world.plain("serve", "--config", config.toString()).err())
        .contains("must be given together with the other of tls-certificate and tls-key");
  }
}
