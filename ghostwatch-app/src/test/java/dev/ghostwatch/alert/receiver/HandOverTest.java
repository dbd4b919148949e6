package dev.ghostwatch.alert.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.SampleAlerts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Those who take alerts over: PagerDuty, Alertmanager, a program, the log. */
class HandOverTest {
  @TempDir Path folder;

  private FakeService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static Delivery deliver(String lines, Notification notification)
      throws InterruptedException {
    return Configured.channel(lines).port().deliver(SampleAlerts.letter(notification));
  }

  private Path program(String script) throws IOException {
    Path file = folder.resolve("program");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private Delivery run(String script) throws Exception {
    return deliver(
        "timeout: 5s\ncommand: {program: " + program(script) + ", arguments: ['$HOME; `id`']}",
        SampleAlerts.firing());
  }

  @Test
  void pagerDutyOpensAndResolvesTheSameIncident() throws Exception {
    service.answers(202, "{\"status\":\"success\"}");
    String lines = "pagerduty: {routing-key: r0uting-key, api: " + service.url("/v2/enqueue") + "}";
    assertThat(deliver(lines, SampleAlerts.firing())).isEqualTo(new Delivery.Delivered());
    deliver(lines, SampleAlerts.resolved());
    JsonNode first = service.told.get(0).json();
    JsonNode second = service.told.get(1).json();
    assertThat(first.get("routing_key").asString()).isEqualTo("r0uting-key");
    assertThat(first.get("event_action").asString()).isEqualTo("trigger");
    assertThat(second.get("event_action").asString()).isEqualTo("resolve");
    assertThat(first.get("dedup_key").asString())
        .isEqualTo(second.get("dedup_key").asString())
        .hasSize(64);
    assertThat(first.at("/payload/severity").asString()).isEqualTo("warning");
    assertThat(first.at("/payload/source").asString()).isEqualTo("shop.orders");
    assertThat(first.at("/links/0/href").asString()).isEqualTo("https://wiki.example.com/lag");
  }

  @Test
  void pagerDutysLimitsAreKept() throws Exception {
    service.answers(202, "");
    deliver(
        "pagerduty: {routing-key: r0uting-key, api: " + service.url("/") + "}",
        SampleAlerts.many(2000, "x".repeat(500)));
    assertThat(service.only().body()).hasSizeLessThan(512_000);
    assertThat(service.only().json().at("/payload/summary").asString().length())
        .isLessThanOrEqualTo(1024);
  }

  @Test
  void alertmanagerIsHandedEachAlert() throws Exception {
    service.answers(200, "");
    String lines =
        "alertmanager: {urls: ['" + service.url("/am/") + "'], token: t0ken, valid-for: 6h}";
    assertThat(deliver(lines, SampleAlerts.firing())).isEqualTo(new Delivery.Delivered());
    deliver(lines, SampleAlerts.resolved());
    FakeService.Told told = service.told.getFirst();
    assertThat(told.path()).isEqualTo("/am/api/v2/alerts");
    assertThat(told.header("Authorization")).isEqualTo("Bearer t0ken");
    JsonNode alert = told.json().get(0);
    assertThat(alert.at("/labels/alertname").asString()).isEqualTo("ReplicationLag");
    assertThat(alert.at("/annotations/summary").asString())
        .isEqualTo("shop.orders lags 7.5 s behind");
    assertThat(alert.at("/annotations/runbook_url").asString())
        .isEqualTo("https://wiki.example.com/lag");
    assertThat(alert.get("startsAt").asString()).isEqualTo("2026-11-26T10:00:00.000Z");
    assertThat(alert.get("endsAt").asString()).isEqualTo("2026-11-26T16:01:40.000Z");
    assertThat(service.told.get(1).json().at("/0/endsAt").asString())
        .isEqualTo("2026-11-26T10:01:00.000Z");
  }

  @Test
  void oneMemberOfTheClusterIsEnough() throws Exception {
    try (FakeService broken = new FakeService().answers(500, "oops")) {
      service.answers(200, "");
      String both = "alertmanager: {urls: ['" + broken.url("") + "', '" + service.url("") + "']}";
      assertThat(deliver(both, SampleAlerts.firing()))
          .isInstanceOfSatisfying(
              Delivery.Delivered.class,
              delivered ->
                  assertThat(delivered.remarks())
                      .containsExactly("127.0.0.1 answered status 500: oops"));
      assertThat(deliver("alertmanager: {urls: ['" + broken.url("") + "']}", SampleAlerts.firing()))
          .isInstanceOf(Delivery.Retry.class);
    }
  }

  @Test
  void aProgramGetsTheJsonAndItsArgumentsAsTheyAre() throws Exception {
    Path out = folder.resolve("out");
    assertThat(run("echo \"$1\" > " + out + "; env | sort >> " + out + "; cat >> " + out))
        .isEqualTo(new Delivery.Delivered());
    assertThat(Files.readAllLines(out).getFirst()).isEqualTo("$HOME; `id`");
    String last = Files.readAllLines(out).getLast();
    assertThat(new JsonMapper().readTree(last).get("level").asString()).isEqualTo("WARN");
    assertThat(Files.readString(out)).contains("PATH=").doesNotContain("MAVEN");
  }

  @Test
  void howAProgramEndsSaysWhetherItIsTriedAgain() throws Exception {
    assertThat(run("echo no route >&2; exit 7"))
        .isEqualTo(
            new Delivery.Retry(
                "the program " + folder.resolve("program") + " ended with 7: no route", null));
    assertThat(run("exit 65")).isInstanceOf(Delivery.Rejected.class);
    assertThat(run("exec true")).as("it need not read").isEqualTo(new Delivery.Delivered());
  }

  @Test
  void aProgramThatDoesNotEndIsKilledWithWhatItStarted() throws Exception {
    Path pid = folder.resolve("pid");
    assertThat(
            deliver(
                "timeout: 1s\ncommand: {program: "
                    + program("sleep 600 & echo $! > " + pid + "; wait")
                    + "}",
                SampleAlerts.firing()))
        .isEqualTo(
            new Delivery.Retry(
                "the program "
                    + folder.resolve("program")
                    + " did not end within 1s and was killed",
                null));
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
    assertThat(ProcessHandle.of(child)).isEmpty();
  }

  @Test
  void aProgramThatIsNotThereIsTriedAgain() throws Exception {
    assertThat(deliver("command: {program: /no/such/program}", SampleAlerts.firing()))
        .isInstanceOfSatisfying(
            Delivery.Retry.class,
            retry ->
                assertThat(retry.cause())
                    .startsWith("the program /no/such/program could not be started: "));
  }

  @Test
  void theLogTakesAll() throws Exception {
    assertThat(deliver("log: {details: false}", SampleAlerts.firing()))
        .isEqualTo(new Delivery.Delivered());
  }
}
