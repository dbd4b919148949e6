package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.cli.AgentStartException;
import dev.ghostwatch.cli.Cli;
import dev.ghostwatch.cli.CliContext;
import dev.ghostwatch.cli.CommandCatalogue;
import dev.ghostwatch.cli.DemoStage;
import dev.ghostwatch.client.socket.ControlSocket;
import dev.ghostwatch.simulator.ManualClock;
import dev.ghostwatch.terminal.Screen;
import dev.ghostwatch.testing.Web;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, in the time of a manual clock. */
class DemoTest {
  private static final Pattern SOCKET = Pattern.compile("unix:(/\\S+\\.sock)");

  @TempDir Path folder;

  private String demo(String... arguments) throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit = run(out, arguments);
    assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private int run(ByteArrayOutputStream out, String... arguments)
      throws IOException, InterruptedException {
    ManualClock clock = new ManualClock(Instant.parse("2026-11-22T13:08:06Z"));
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    CliContext context =
        new CliContext(
            new ByteArrayInputStream(new byte[0]),
            stream,
            stream,
            () -> Screen.plain(false),
            () -> Texts.of(Language.EN),
            Map.of(),
            clock,
            () -> ZoneOffset.UTC,
            clock::advance,
            folder,
            ControlSocket::new,
            "tester");
    CommandCatalogue catalogue =
        new CommandCatalogue(
            (speed, _) -> SimulatedStage.start(speed, clock),
            (_, _) -> {
              throw new AssertionError("the demo starts no agent");
            },
            bytes -> java.util.Arrays.fill(bytes, (byte) 7));
    return new Cli(catalogue, () -> "test").run(arguments, context);
  }

  @Test
  void endsAfterTheTimeGivenAndLeavesNothingBehind() throws Exception {
    String out = demo("demo", "--for", "2s");
    assertThat(out)
        .startsWith("3 simulated gh-ost runs, ")
        .contains("shop.orders  ", "shop.customers  ", "shop.payments  ")
        .endsWith("The demo is over: 0 succeeded, 0 ended otherwise, 3 still going.\n")
        .isASCII();
    Matcher sockets = SOCKET.matcher(out);
    int found = 0;
    while (sockets.find()) {
      found++;
      assertThat(Files.exists(Path.of(sockets.group(1)))).isFalse();
      assertThat(Files.exists(Path.of(sockets.group(1)).getParent())).isFalse();
    }
    assertThat(found).isGreaterThanOrEqualTo(3);
  }

  @Test
  void itsAgentShowsTheRunsAndLeavesNothingBehind() throws Exception {
    DemoStage stage =
        DemoAgent.start(SimulatedStage.start(10, InstantSource.system()), 0, Map.of());
    try (stage) {
      String address = String.valueOf(stage.dashboard());
      assertThat(address).matches("http://127.0.0.1:\\d+/");
      String[] tables = {
        "\"table\":\"orders\"", "\"table\":\"customers\"", "\"table\":\"payments\""
      };
      // A run that was just found is listed before its first answer tells the table.
      assertThat(
              Web.firstAnswer(
                  address + "api/v1/migrations",
                  answer -> Arrays.stream(tables).allMatch(answer::contains)))
          .contains(tables);
      assertThat(Web.get(address + "api/v1/session")).contains("\"steering\":\"open\"");
      assertThat(Web.get(address)).startsWith("<!doctype html>");
      assertThatThrownBy(() ->
              DemoAgent.start(
                  SimulatedStage.start(10, InstantSource.system()),
                  URI.create(address).getPort(),
                  Map.of()))
          .isInstanceOf(AgentStartException.class)
          .hasMessageContaining("serve.bind");
    }
    for (DemoStage.Actor actor : stage.actors()) {
      assertThat(actor.log()).doesNotExist();
    }
  }

  @Test
  void aPortThatIsNoneIsRefused() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(run(out, "demo", "--port", "70000")).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "--port 70000 is not a port. It takes a whole number from 0 (any that is free) to"
                + " 65535.");
  }

  @Test
  void runsEndTheWayTheirStoriesDo() throws Exception {
    String out = demo("demo", "--for", "60s", "--speed", "60");
    assertThat(out)
        .contains("shop.orders  succeeded: gh-ost's log says")
        .contains("shop.customers  ")
        .contains("ready: cut-over postponed, waiting for you")
        .contains("1 still going.");
  }
}
